/**
 * How a hand moves the time axis.
 *
 *     drag ──▶ brush: that stretch alone            shift-drag, sideways or shifted wheel ──▶ pan
 *     double click ──▶ reset                        wheel with ctrl, two fingers ──▶ zoom about that place
 *     one finger ──▶ the cursor follows
 *
 * A plain wheel and an upright swipe stay the page's.
 */
import UPlot from 'uplot';

const BRUSH_LEAST_PIXELS = 6;
const WHEEL_SETTLES_MILLIS = 220;

/**
 * @typedef {object} Moves
 * @property {(from: number, to: number) => void} moving while the hand moves; seconds
 * @property {(from: number, to: number, by: 'brush' | 'pan' | 'zoom') => void} moved when it is done
 * @property {() => void} reset
 */

/** @param {Moves} moves @returns {UPlot.Cursor} */
export function brushing({ moving, moved, reset }) {
    return {
        drag: { x: true, y: false, setScale: false, dist: BRUSH_LEAST_PIXELS },
        bind: {
            mousedown: (plot, _, handler) => (event) => {
                if (event.shiftKey) dragged(plot, event, moving, moved);
                else handler(event);
                return null;
            },
            dblclick: () => () => {
                reset();
                return null;
            },
        },
    };
}

/** @param {Moves} moves @returns {UPlot.Plugin} */
export function gestures(moves) {
    return {
        hooks: {
            ready(plot) {
                wheels(plot, moves);
                fingers(plot, moves);
            },
            setSelect(plot) {
                const { left, width } = plot.select;
                if (width < BRUSH_LEAST_PIXELS) return;
                plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
                moves.moved(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'), 'brush');
            },
        },
    };
}

/** A stretch made larger or smaller about a place that stays where it is. @param {[number, number]} range @param {number} about @param {number} factor @returns {[number, number]} */
export function zoomed([from, to], about, factor) {
    return [about - (about - from) * factor, about + (to - about) * factor];
}

/** @param {UPlot} plot @returns {[number, number]} */
function shown(plot) {
    return [plot.scales.x.min ?? 0, plot.scales.x.max ?? 1];
}

/** @param {UPlot} plot @param {MouseEvent} event @param {Moves['moving']} moving @param {Moves['moved']} moved */
function dragged(plot, event, moving, moved) {
    const [from, to] = shown(plot);
    const at = (/** @type {MouseEvent} */ now) => ((event.clientX - now.clientX) / plot.over.clientWidth) * (to - from);
    const follow = (/** @type {MouseEvent} */ now) => moving(from + at(now), to + at(now));
    const end = (/** @type {MouseEvent} */ now) => {
        removeEventListener('mousemove', follow);
        removeEventListener('mouseup', end);
        moved(from + at(now), to + at(now), 'pan');
    };
    addEventListener('mousemove', follow);
    addEventListener('mouseup', end);
}

/** @param {UPlot} plot @param {Moves} moves */
function wheels(plot, { moving, moved }) {
    let settle = 0;
    plot.over.addEventListener(
        'wheel',
        (event) => {
            const sideways = event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
            const zooms = event.ctrlKey || event.metaKey;
            if (!zooms && (sideways === 0 || Math.abs(sideways) < Math.abs(event.deltaY) / 2)) return;
            event.preventDefault();
            const [from, to] = shown(plot);
            const by = (sideways / plot.over.clientWidth) * (to - from);
            const next = zooms ? zoomed([from, to], plot.posToVal(event.offsetX, 'x'), Math.exp(event.deltaY / 300)) : [from + by, to + by];
            moving(next[0], next[1]);
            clearTimeout(settle);
            settle = setTimeout(() => moved(...shown(plot), zooms ? 'zoom' : 'pan'), WHEEL_SETTLES_MILLIS);
        },
        { passive: false },
    );
}

/** @param {UPlot} plot @param {Moves} moves */
function fingers(plot, { moving, moved }) {
    /** @type {Map<number, number>} the place of each finger on the plot */
    const down = new Map();
    let start = /** @type {{range: [number, number], middle: number, apart: number} | null} */ (null);
    const place = (/** @type {PointerEvent} */ event) => event.clientX - plot.over.getBoundingClientRect().left;
    const pinch = () => {
        const [one, other] = [...down.values()];
        return { middle: (one + other) / 2, apart: Math.max(20, Math.abs(one - other)) };
    };
    plot.over.addEventListener('pointerdown', (event) => {
        if (event.pointerType !== 'touch') return;
        down.set(event.pointerId, place(event));
        if (down.size === 2) start = { range: shown(plot), ...pinch() };
    });
    plot.over.addEventListener('pointermove', (event) => {
        if (!down.has(event.pointerId)) return;
        down.set(event.pointerId, place(event));
        if (!start || down.size < 2) {
            plot.setCursor({ left: place(event), top: 10 });
            return;
        }
        const { range, middle, apart } = start;
        const now = pinch();
        const width = plot.over.clientWidth;
        const about = range[0] + (middle / width) * (range[1] - range[0]);
        const [from, to] = zoomed(range, about, apart / now.apart);
        const by = ((middle - now.middle) / width) * (to - from);
        moving(from + by, to + by);
    });
    const lift = (/** @type {PointerEvent} */ event) => {
        if (!down.delete(event.pointerId) || !start) return;
        start = null;
        moved(...shown(plot), 'zoom');
    };
    plot.over.addEventListener('pointerup', lift);
    plot.over.addEventListener('pointercancel', lift);
}
