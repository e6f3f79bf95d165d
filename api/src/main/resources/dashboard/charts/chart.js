import { html, nothing } from 'lit';
import UPlot from 'uplot';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { View } from '../parts/element.js';
import { zoomed } from './gestures.js';
import { marksAt } from './marks.js';
import { optionsFor } from './options.js';

const STEP_OF_ZOOM = 0.5;
const STEP_OF_PAN = 0.25;

/**
 * A metric over time: the line of now, a line compared with, bands, levels and marks. With the files beside it the only
 * place that knows uPlot. Where it `moves` it says so, and whoever feeds it brings what lies there:
 *
 *     range   {from, to, by} in seconds: the reader went there, by 'brush', 'pan' or 'zoom'
 *     reset   back to where it began
 *
 * With the focus on it the arrow keys move the cursor and read out what is there, + and − zoom, shift and arrows pan,
 * Escape resets.
 */
class Chart extends View {
    static properties = {
        times: { attribute: false },
        values: { attribute: false },
        compared: { attribute: false },
        comparedName: { attribute: false },
        bands: { attribute: false },
        levels: { attribute: false },
        marks: { attribute: false },
        outliers: { attribute: false },
        lit: { attribute: false },
        range: { attribute: false },
        moves: { attribute: false },
        waiting: { attribute: false },
        metric: { attribute: false },
        name: { attribute: false },
        at: { state: true },
        near: { state: true },
    };

    #plot = /** @type {UPlot | null} */ (null);
    #moving = false;
    #resize = new ResizeObserver(() => this.#fit());
    #scheme = matchMedia('(prefers-color-scheme: dark)');
    #themed = new MutationObserver(() => this.#rebuild());
    #onScheme = () => this.#rebuild();

    constructor() {
        super();
        /** @type {number[]} seconds, rising */
        this.times = [];
        /** @type {(number | null)[]} one for each time */
        this.values = [];
        /** @type {(number | null)[] | null} one for each time */
        this.compared = null;
        this.comparedName = '';
        /** @type {import('./bands.js').Band[]} */
        this.bands = [];
        /** @type {import('./levels.js').Level[]} */
        this.levels = [];
        /** @type {import('./marks.js').Mark[]} */
        this.marks = [];
        /** @type {number[]} places of the points that stand out */
        this.outliers = [];
        /** @type {string | null} the mark to show strongly */
        this.lit = null;
        /** @type {[number, number] | null} seconds; null for all there is */
        this.range = null;
        this.moves = false;
        /** what it is to show is still on its way */
        this.waiting = false;
        /** @type {import('../state/types.js').MetricDefinition | undefined} */
        this.metric = undefined;
        this.name = '';
        /** @type {[number, number]} seconds; what is in view */
        this.view = [0, 1];
        /** @type {number | null} the place the cursor is at */
        this.at = null;
        /** @type {import('./marks.js').Mark[]} those at the cursor */
        this.near = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.#scheme.addEventListener('change', this.#onScheme);
        this.#themed.observe(document.documentElement, { attributeFilter: ['data-theme', 'lang'] });
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#scheme.removeEventListener('change', this.#onScheme);
        this.#themed.disconnect();
        this.#resize.disconnect();
        this.#plot?.destroy();
        this.#plot = null;
    }

    render() {
        const last = this.values.findLastIndex((v) => v !== null);
        const i = this.at !== null && this.at < this.times.length ? this.at : last;
        const value = format.valueText(this.values[i], this.metric, { full: true });
        const time = this.times[i] ? format.second(this.times[i] * 1000) : '';
        const compared = this.compared ? t('chart.compared', { name: this.comparedName, value: format.valueText(this.compared[i], this.metric, { full: true }) }) : '';
        return html`
            <p class="readout">
                <b>${value}</b>
                ${compared ? html`<span class="compared">${compared}</span>` : nothing}
                <time>${time}</time>
                ${this.near.map((mark) => html`<span class="near is-${mark.kind}">${mark.text}</span>`)}
            </p>
            <div
                class="plot"
                tabindex="0"
                role="slider"
                aria-label=${last < 0 ? `${this.name}. ${t('chart.empty')}` : t('chart.moments', { name: this.name })}
                aria-valuemin="0"
                aria-valuemax=${Math.max(0, this.times.length - 1)}
                aria-valuenow=${Math.max(0, i)}
                aria-valuetext=${[value, compared, time, ...this.near.map((mark) => mark.text)].filter(Boolean).join(', ')}
                @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
            ></div>
            ${last < 0 && !this.waiting ? html`<p class="nothing faint">${t('chart.empty')}</p>` : nothing}
        `;
    }

    /** @param {Map<PropertyKey, unknown>} changed */
    updated(changed) {
        const shape = ['metric', 'name', 'moves'].some((field) => changed.has(field));
        if (!this.#plot || shape) {
            this.#rebuild();
            return;
        }
        const plot = this.#plot;
        const fed = ['times', 'values', 'compared'].some((field) => changed.has(field));
        const drawn = ['bands', 'levels', 'marks', 'outliers', 'lit'].some((field) => changed.has(field));
        const [from, to] = this.#moving ? this.view : this.#range();
        if (fed || drawn || from !== this.view[0] || to !== this.view[1]) {
            plot.batch(() => {
                if (fed) plot.setData(this.#data(), false);
                this.#show(from, to);
            });
            const { left = -1, top = 0 } = plot.cursor;
            plot.setCursor({ left, top }); // another moment may lie under it now
        }
        if (changed.has('lit') && this.lit) this.#pointAt(this.marks.find((mark) => mark.id === this.lit)?.from);
    }

    /** The chart as it is, in so many pixels for each of the page. @param {number} pixels */
    async picture(pixels) {
        const box = this.#box();
        const size = { width: box.clientWidth, height: box.clientHeight };
        const plot = new UPlot(optionsFor(this, size, null, undefined, pixels / devicePixelRatio), this.#data(), document.createElement('div'));
        await Promise.resolve(); // it draws at the end of the task
        return { canvas: plot.ctx.canvas, destroy: () => plot.destroy() };
    }

    /** @returns {UPlot.AlignedData} */
    #data() {
        const { times, values, compared } = this;
        return /** @type {UPlot.AlignedData} */ ([times, values, compared ?? []]);
    }

    /** @returns {[number, number]} */
    #range() {
        const { times, range } = this;
        return range ?? [times[0] ?? 0, times.at(-1) ?? 1];
    }

    #box() {
        return /** @type {HTMLElement} */ (this.querySelector('.plot'));
    }

    #fit() {
        const { clientWidth: width, clientHeight: height } = this.#box();
        if (width && this.#plot && (width !== this.#plot.width || height !== this.#plot.height)) this.#plot.setSize({ width, height });
    }

    #rebuild() {
        const box = this.#box();
        if (!box) return;
        this.#plot?.destroy();
        const size = { width: box.clientWidth || 320, height: box.clientHeight };
        const moves = {
            moving: (/** @type {number} */ from, /** @type {number} */ to) => this.#move(from, to),
            moved: (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ by) => this.#moved(from, to, by),
            reset: () => this.#reset(),
        };
        this.view = this.#range();
        this.#plot = new UPlot(optionsFor(this, size, this.moves ? moves : null, (plot) => this.#pointed(plot)), this.#data(), box);
        this.#resize.observe(box);
    }

    /** @param {UPlot} plot */
    #pointed(plot) {
        this.at = plot.cursor.idx ?? null;
        const near = this.at === null ? [] : marksAt(plot, this.marks, plot.cursor.left ?? -1);
        if (near.length || this.near.length) this.near = near;
    }

    /** @param {number} from @param {number} to */
    #move(from, to) {
        this.#moving = true;
        this.#show(from, to);
    }

    /** @param {number} from @param {number} to */
    #show(from, to) {
        this.view = [from, to];
        this.#plot?.setScale('x', { min: from, max: to });
    }

    /** @param {number} from @param {number} to @param {string} by */
    #moved(from, to, by) {
        this.#moving = false;
        this.dispatchEvent(new CustomEvent('range', { detail: { from, to, by } }));
        this.requestUpdate();
    }

    #reset() {
        this.dispatchEvent(new CustomEvent('reset'));
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        if (!this.#plot || event.ctrlKey || event.metaKey || event.altKey) return;
        const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
        const zoom = { '+': STEP_OF_ZOOM, '=': STEP_OF_ZOOM, '-': 1 / STEP_OF_ZOOM, '−': 1 / STEP_OF_ZOOM }[event.key];
        if (step && this.moves && event.shiftKey && Number.isFinite(step)) this.pan(step * STEP_OF_PAN);
        else if (step) this.#step(step);
        else if (zoom && this.moves) this.zoom(zoom);
        else if (event.key === 'Escape' && this.moves) this.#reset();
        else return;
        event.preventDefault();
    }

    /** Goes to the next moment, within what is in view. @param {number} step */
    #step(step) {
        const [from, to] = this.view;
        const first = this.times.findIndex((time) => time >= from);
        const last = this.times.findLastIndex((time) => time <= to);
        const known = Math.min(last, this.values.findLastIndex((v) => v !== null));
        this.#pointAt(this.times[Math.max(first, Math.min(last, Math.min(this.at ?? known, last) + step))]);
    }

    /** @param {number | undefined} seconds */
    #pointAt(seconds) {
        if (seconds === undefined || !this.#plot) return;
        this.#plot.setCursor({ left: this.#plot.valToPos(seconds, 'x'), top: 10 });
    }

    /** By a share of what is in view: back below 0. @param {number} share */
    pan(share) {
        const [from, to] = this.view;
        this.#moved(from + share * (to - from), to + share * (to - from), 'pan');
    }

    /** About the cursor, else about the middle. @param {number} factor below 1 closer */
    zoom(factor) {
        const [from, to] = this.view;
        const about = this.at === null ? (from + to) / 2 : this.times[this.at];
        this.#moved(...zoomed(this.view, about, factor), 'zoom');
    }
}

customElements.define('ps-chart', Chart);
