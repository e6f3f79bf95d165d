import { html, nothing, svg } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { localOf } from '../words/zone.js';
import { View } from '../parts/element.js';

const WIDTH = 1000;
const HEIGHT = 300;
const MINUTE = 60_000;
const STEPS_MILLIS = [5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10_080, 20_160, 40_320, 129_600].map((minutes) => minutes * MINUTE);
const MOST_TIMES = 6;
const MOST_VALUES = 4;

/** @typedef {{times: number[], values: (number | null)[]}} Points times in milliseconds */

/**
 * A line over time with the comparison's behind it, drawn to be read from afar: it takes the size and the type of where it
 * stands, and needs no pointer.
 */
class Trace extends View {
    static properties = {
        now: { attribute: false },
        earlier: { attribute: false },
        from: { attribute: false },
        to: { attribute: false },
        metric: { attribute: false },
        name: { attribute: false },
    };

    constructor() {
        super();
        /** @type {Points} */
        this.now = { times: [], values: [] };
        /** @type {Points | null} the comparison, moved to the times it is compared with */
        this.earlier = null;
        this.from = 0;
        this.to = 0;
        /** @type {import('../state/types.js').MetricDefinition | undefined} */
        this.metric = undefined;
        this.name = '';
    }

    render() {
        const known = [...this.now.values, ...(this.earlier?.values ?? [])].filter((value) => value !== null);
        if (known.length < 2) return html`<p class="trace-empty faint">${t('chart.empty')}</p>`;
        const ticks = valueTicks(Math.min(...known), Math.max(...known));
        const [low, high] = [ticks[0], ticks[ticks.length - 1]];
        const x = (/** @type {number} */ millis) => ((millis - this.from) / (this.to - this.from || 1)) * WIDTH;
        const y = (/** @type {number} */ value) => HEIGHT - ((value - low) / (high - low || 1)) * HEIGHT;
        const runs = cut(this.now, x, y);
        const end = runs.at(-1)?.at(-1);
        return html`
            <div class="trace" role="img" aria-label=${this.#summary(this.now.values.filter((value) => value !== null))}>
                <div class="trace-values">
                    ${ticks.map((tick) => html`<span .style=${`top: ${(y(tick) / HEIGHT) * 100}%`}>${format.value(tick, this.metric, { compact: true }).text}</span>`)}
                </div>
                <div class="trace-field">
                    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        ${ticks.map((tick) => svg`<path class="grid" d="M0 ${y(tick)}H${WIDTH}" />`)}
                        ${cut(this.earlier, x, y).map((run) => svg`<path class="before" d=${path(run)} />`)}
                        ${runs.map((run) => svg`<path class="area" d=${`${path(run)}L${run[run.length - 1][0]} ${HEIGHT}L${run[0][0]} ${HEIGHT}Z`} />`)}
                        ${runs.map((run) => svg`<path class="line" d=${path(run)} />`)}
                    </svg>
                    ${end ? html`<i class="end" .style=${`left: ${(end[0] / WIDTH) * 100}%; top: ${(end[1] / HEIGHT) * 100}%`}></i>` : nothing}
                </div>
                <div class="trace-times">
                    ${timeTicks(this.from, this.to).map(({ millis, stepMillis }) => html`<span .style=${`left: ${(x(millis) / WIDTH) * 100}%`}>${format.axisTime(millis / 1000, stepMillis / 1000)}</span>`)}
                </div>
            </div>
        `;
    }

    /** @param {number[]} known */
    #summary(known) {
        if (!known.length) return t('chart.empty');
        const text = (/** @type {number | undefined} */ value) => format.valueText(value, this.metric);
        return t('chart.summary', { name: this.name, low: text(Math.min(...known)), high: text(Math.max(...known)), last: text(known.at(-1)) });
    }
}

/** Points in the drawing's coordinates, one run per unbroken stretch. */
function cut(/** @type {Points | null} */ points, /** @type {(millis: number) => number} */ x, /** @type {(value: number) => number} */ y) {
    /** @type {[number, number][][]} */
    const runs = [];
    let open = false;
    points?.values.forEach((value, i) => {
        if (value !== null) {
            if (!open) runs.push([]);
            runs[runs.length - 1].push([x(points.times[i]), y(value)]);
        }
        open = value !== null;
    });
    return runs;
}

/** @param {[number, number][]} run */
function path(run) {
    const points = run.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    return `M${points.join('L')}${points.length === 1 ? 'h0' : ''}`;
}

/** Round values from below the lowest to above the highest; from zero when zero is near. @param {number} low @param {number} high */
function valueTicks(low, high) {
    const from = low > 0 && low < (high - low) * 1.5 ? 0 : low;
    const rough = (high - from || Math.abs(high) || 1) / (MOST_VALUES - 1);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
    const first = Math.floor(from / step);
    const last = Math.max(Math.ceil(high / step), first + 1);
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** Times on round clocks of the tree's zone. @param {number} from @param {number} to */
function timeTicks(from, to) {
    if (!(to > from)) return [];
    const stepMillis = STEPS_MILLIS.find((step) => (to - from) / step <= MOST_TIMES) ?? Math.ceil((to - from) / MOST_TIMES);
    const offset = Date.parse(`${localOf(from)}Z`) - Math.floor(from / MINUTE) * MINUTE;
    const first = Math.ceil((from + offset) / stepMillis) * stepMillis - offset;
    const count = Math.floor((to - first) / stepMillis) + 1;
    return Array.from({ length: count }, (_, i) => ({ millis: first + i * stepMillis, stepMillis }));
}

customElements.define('ps-trace', Trace);
