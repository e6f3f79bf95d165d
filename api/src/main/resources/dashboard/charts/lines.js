import { html, nothing, svg } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { View } from '../parts/element.js';
import { ticksBetween } from './ticks.js';

const WIDTH = 100;
const HEIGHT = 100;

/**
 * One or several lines over time in a drawing small enough to stand among others: no canvas, its labels are text. With
 * `bands` the space between one line and the next is filled, as between quantiles. Arrow keys move through the moments.
 */
class Lines extends View {
    static properties = {
        times: { attribute: false },
        lines: { attribute: false },
        range: { attribute: false },
        metric: { attribute: false },
        name: { attribute: false },
        bands: { type: Boolean },
        at: { state: true },
    };

    constructor() {
        super();
        /** @type {string[]} */
        this.times = [];
        /** @type {{name: string, values: (number | null)[]}[]} from the lowest to the highest */
        this.lines = [];
        /** @type {[number, number] | null} what the y axis shows at least; null for what the lines need */
        this.range = null;
        /** @type {import('../state/types.js').MetricDefinition | undefined} */
        this.metric = undefined;
        this.name = '';
        this.bands = false;
        this.at = /** @type {number | null} */ (null);
    }

    render() {
        const known = /** @type {number[]} */ (this.lines.flatMap((line) => line.values).filter((value) => value !== null));
        if (!known.length) return html`<p class="faint">${t('chart.empty')}</p>`;
        const ticks = ticksBetween(...(this.range ?? rangeOf(known)));
        const low = ticks[0];
        const high = ticks[ticks.length - 1];
        const y = (/** @type {number} */ value) => round(HEIGHT - ((value - low) / (high - low)) * HEIGHT);
        const i = this.at ?? this.times.length - 1;
        return html`
            <p class="readout">
                ${this.lines.length < 2 && this.at === null ? nothing : this.lines.map((line, k) => html`<span class="line-${k}">${this.lines.length > 1 ? html`<i></i>${line.name} ` : nothing}<b>${format.valueText(line.values[i], this.metric)}</b></span>`)}
                ${this.lines.length < 2 && this.at === null ? nothing : html`<time>${format.minute(this.times[i])}</time>`}
            </p>
            <div class="lines">
                <ol class="ticks" aria-hidden="true">${ticks.map((tick) => html`<li .style=${`top: ${y(tick)}%`}>${format.value(tick, this.metric, { compact: true }).text}</li>`)}</ol>
                <div
                    class="field"
                    tabindex="0"
                    role="img"
                    aria-label=${this.#summary()}
                    @keydown=${(/** @type {KeyboardEvent} */ event) => this.#step(event)}
                    @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event)}
                    @pointerleave=${() => (this.at = null)}
                    @blur=${() => (this.at = null)}
                >
                    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        ${ticks.map((tick) => svg`<path class="grid" d=${`M0 ${y(tick)}H${WIDTH}`} />`)}
                        ${this.bands ? this.lines.slice(1).map((line, k) => svg`<path class="band" d=${this.#band(this.lines[k].values, line.values, y)} />`) : nothing}
                        ${this.lines.map((line, k) => svg`<path class="line line-${k}" d=${this.#path(line.values, y)} />`)}
                        ${this.at === null ? nothing : svg`<path class="cursor" d=${`M${this.#x(this.at)} 0V${HEIGHT}`} />`}
                    </svg>
                </div>
                <ol class="moments" aria-hidden="true">${this.#moments().map((k) => html`<li .style=${`left: ${this.#x(k)}%`}>${format.axisTime(Date.parse(this.times[k]) / 1000, this.#stepSeconds())}</li>`)}</ol>
            </div>
        `;
    }

    #summary() {
        const parts = this.lines.map((line) => {
            const known = /** @type {number[]} */ (line.values.filter((value) => value !== null));
            return t('chart.summary', {
                name: line.name,
                low: format.valueText(Math.min(...known), this.metric),
                high: format.valueText(Math.max(...known), this.metric),
                last: format.valueText(known.at(-1), this.metric),
            });
        });
        return [this.name, ...parts].filter(Boolean).join('. ');
    }

    /** A few moments to write under the line: the first, the last and one or two between. */
    #moments() {
        const last = this.times.length - 1;
        return [...new Set([0, Math.round(last / 3), Math.round((last * 2) / 3), last])];
    }

    #stepSeconds() {
        return (Date.parse(this.times[1]) - Date.parse(this.times[0])) / 1000;
    }

    /** @param {number} i */
    #x(i) {
        return round((i / Math.max(1, this.times.length - 1)) * WIDTH);
    }

    /** A gap stays a gap, and a moment alone is a point. @param {(number | null)[]} values @param {(value: number) => number} y */
    #path(values, y) {
        const isGap = (/** @type {number} */ i) => (values[i] ?? null) === null;
        return values.map((value, i) => (value === null ? '' : `${isGap(i - 1) ? 'M' : 'L'}${this.#x(i)} ${y(value)}${isGap(i - 1) && isGap(i + 1) ? 'h0' : ''}`)).join('');
    }

    /** The space between two lines, one piece for each unbroken stretch. @param {(number | null)[]} low @param {(number | null)[]} high @param {(value: number) => number} y */
    #band(low, high, y) {
        const pieces = [];
        let piece = /** @type {number[]} */ ([]);
        for (let i = 0; i <= low.length; i++) {
            if (i < low.length && low[i] !== null && high[i] !== null) piece.push(i);
            else if (piece.length) {
                pieces.push(piece);
                piece = [];
            }
        }
        const corner = (/** @type {number} */ i, /** @type {(number | null)[]} */ values) => `${this.#x(i)} ${y(values[i] ?? 0)}`;
        return pieces.map((one) => `M${one.map((i) => corner(i, high)).join('L')}L${[...one].reverse().map((i) => corner(i, low)).join('L')}Z`).join('');
    }

    /** @param {PointerEvent} event */
    #point(event) {
        const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
        this.at = this.#bounded(Math.round(((event.clientX - box.left) / box.width) * (this.times.length - 1)));
    }

    /** @param {KeyboardEvent} event */
    #step(event) {
        const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
        if (move === undefined) return;
        event.preventDefault();
        this.at = this.#bounded((this.at ?? this.times.length - 1) + move);
    }

    /** @param {number} i */
    #bounded(i) {
        return Math.max(0, Math.min(this.times.length - 1, i));
    }
}

/** From zero when zero is near. @param {number[]} values @returns {[number, number]} */
export function rangeOf(values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    return [low >= 0 && low < (high - low) * 2 ? 0 : low, high > 0 || low === high ? high : 0];
}

/** @param {number} coordinate */
function round(coordinate) {
    return Math.round(coordinate * 100) / 100;
}

customElements.define('ps-lines', Lines);
