/**
 * What happened when, drawn on the time axis: a moment as a line with its sign on top, an alert as the stretch in which it
 * fired. Each kind has a shape of its own.
 *
 * @typedef {object} Mark
 * @property {string} id
 * @property {'annotation' | 'alert' | 'definition' | 'moment'} kind
 * @property {number} from seconds
 * @property {number | null} to where a stretch ends; null for a moment
 * @property {string} text
 */
const SIGN = 5;
const NEAR_PIXELS = 6;
const COLOURS = { annotation: '--star', alert: '--firing', definition: '--ink-soft', moment: '--accent' };

/**
 * @param {() => Mark[]} marks
 * @param {() => string | null} lit the id of the one to show strongly
 * @param {import('./palette.js').Paint} paint
 * @param {number} scale pixels of the canvas for one of the page
 * @returns {import('uplot').Plugin}
 */
export function marksPlugin(marks, lit, paint, scale) {
    return {
        hooks: {
            drawAxes(plot) {
                clipped(plot, () => marks().forEach((mark) => mark.to !== null && stretch(plot, mark, mark.id === lit(), paint, scale)));
            },
            draw(plot) {
                clipped(plot, () => marks().forEach((mark) => mark.to === null && moment(plot, mark, mark.id === lit(), paint, scale)));
            },
        },
    };
}

/** Those at a place of the plot. @param {import('uplot')} plot @param {Mark[]} marks @param {number} left @returns {Mark[]} */
export function marksAt(plot, marks, left) {
    const at = plot.posToVal(left, 'x');
    return marks.filter((mark) => {
        if (mark.to !== null && at >= mark.from && at <= mark.to) return true;
        return Math.abs(plot.valToPos(mark.from, 'x') - left) <= NEAR_PIXELS;
    });
}

/** @param {import('uplot')} plot @param {() => void} draw */
function clipped(plot, draw) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    draw();
    ctx.restore();
}

/** @param {import('uplot')} plot @param {Mark} mark @param {boolean} strong @param {import('./palette.js').Paint} paint @param {number} scale */
function stretch(plot, mark, strong, paint, scale) {
    const { ctx, bbox } = plot;
    const left = plot.valToPos(mark.from, 'x', true);
    const right = Math.max(plot.valToPos(/** @type {number} */ (mark.to), 'x', true), left + 2 * scale);
    ctx.fillStyle = paint('--firing');
    ctx.globalAlpha = strong ? 0.2 : 0.08;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.globalAlpha = 1;
    ctx.fillRect(left, bbox.top + bbox.height - 3 * scale, right - left, 3 * scale);
}

/** @param {import('uplot')} plot @param {Mark} mark @param {boolean} strong @param {import('./palette.js').Paint} paint @param {number} scale */
function moment(plot, mark, strong, paint, scale) {
    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(mark.from, 'x', true));
    const size = SIGN * scale * (strong ? 1.4 : 1);
    ctx.strokeStyle = ctx.fillStyle = paint(COLOURS[mark.kind]);
    ctx.lineWidth = (strong ? 2 : 1) * scale;
    ctx.setLineDash(mark.kind === 'definition' ? [3 * scale, 3 * scale] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    sign(ctx, mark.kind, x, bbox.top + size, size);
}

/** A pennant for what people noted, a diamond for another definition, a ring for the moment asked for. @param {CanvasRenderingContext2D} ctx @param {Mark['kind']} kind @param {number} x @param {number} y @param {number} size */
function sign(ctx, kind, x, y, size) {
    ctx.beginPath();
    if (kind === 'annotation') {
        ctx.moveTo(x, y - size);
        ctx.lineTo(x + 2 * size, y);
        ctx.lineTo(x, y + size);
    } else if (kind === 'definition') {
        ctx.moveTo(x, y - size);
        ctx.lineTo(x + size, y);
        ctx.lineTo(x, y + size);
        ctx.lineTo(x - size, y);
    } else {
        ctx.arc(x, y, size * 0.8, 0, 2 * Math.PI);
    }
    ctx.fill();
}
