import { html } from 'lit';
import UPlot from 'uplot';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { View } from '../parts/element.js';

const HEIGHT = 220;

/**
 * A line over time. The only place that knows uPlot: times in seconds, values or null, an optional threshold, and how to
 * write them. Arrow keys move the cursor when the chart has the focus.
 */
class Chart extends View {
    static properties = {
        times: { attribute: false },
        values: { attribute: false },
        thresholds: { attribute: false },
        metric: { attribute: false },
        name: { attribute: false },
        at: { state: true },
    };

    #plot = /** @type {UPlot | null} */ (null);
    #resize = new ResizeObserver(() => this.#fit());
    #scheme = matchMedia('(prefers-color-scheme: dark)');
    #themed = new MutationObserver(() => this.#rebuild());
    #onScheme = () => this.#rebuild();

    constructor() {
        super();
        /** @type {number[]} */
        this.times = [];
        /** @type {(number | null)[]} */
        this.values = [];
        /** @type {number[]} */
        this.thresholds = [];
        /** @type {import('../state/types.js').MetricDefinition | undefined} */
        this.metric = undefined;
        this.name = '';
        this.at = /** @type {number | null} */ (null);
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
        const known = this.values.filter((v) => v !== null);
        const i = this.at ?? this.values.findLastIndex((v) => v !== null);
        const summary = known.length
            ? t('chart.summary', {
                  name: this.name,
                  low: format.valueText(Math.min(...known), this.metric),
                  high: format.valueText(Math.max(...known), this.metric),
                  last: format.valueText(known.at(-1), this.metric),
              })
            : t('chart.empty');
        return html`
            <p class="readout" aria-live="off">
                <b>${format.valueText(this.values[i], this.metric, { full: true })}</b>
                <time>${this.times[i] ? format.minute(this.times[i] * 1000) : ''}</time>
            </p>
            <div class="plot" tabindex="0" role="img" aria-label=${summary} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#step(event)}></div>
            ${known.length ? '' : html`<p class="nothing faint">${t('chart.empty')}</p>`}
        `;
    }

    /** @param {Map<PropertyKey, unknown>} changed */
    updated(changed) {
        const shape = ['metric', 'name'].some((field) => changed.has(field));
        if (!this.#plot || shape) this.#rebuild();
        else if (['times', 'values', 'thresholds'].some((field) => changed.has(field))) this.#plot.setData(this.#data());
    }

    /** @returns {UPlot.AlignedData} */
    #data() {
        return /** @type {UPlot.AlignedData} */ ([this.times, this.values]);
    }

    #fit() {
        const box = this.querySelector('.plot');
        if (box?.clientWidth && this.#plot) this.#plot.setSize({ width: box.clientWidth, height: HEIGHT });
    }

    #rebuild() {
        const box = /** @type {HTMLElement | null} */ (this.querySelector('.plot'));
        if (!box) return;
        this.#plot?.destroy();
        const options = this.#options(box.clientWidth || 320);
        this.#plot = new UPlot(options, this.#data(), box);
        this.#resize.observe(box);
    }

    /** @param {number} width @returns {UPlot.Options} */
    #options(width) {
        const paint = (/** @type {string} */ token) => resolve(this, token);
        const ink = paint('--ink-faint');
        const grid = { stroke: paint('--line'), width: 1 };
        const accent = paint('--accent');
        const font = `11px ${getComputedStyle(this).fontFamily}`;
        return {
            width,
            height: HEIGHT,
            padding: [8, 8, 0, 0],
            legend: { show: false },
            cursor: { y: false, points: { size: 9, fill: accent, stroke: paint('--card'), width: 2 } },
            scales: { x: { time: true }, y: { range: (_, low, high) => this.#range(low, high) } },
            axes: [
                {
                    stroke: ink, font, grid: { show: false }, ticks: { show: false }, space: 64, size: 28,
                    values: (_, splits, __, ___, step) => splits.map((s) => format.axisTime(s, step)),
                },
                {
                    stroke: ink, font, grid, ticks: { show: false }, size: 58, space: 40,
                    values: (_, splits) => splits.map((s) => format.value(s, this.metric, { compact: true }).text),
                },
            ],
            series: [
                {},
                {
                    stroke: accent, width: 2, points: { show: false }, spanGaps: false,
                    fill: (plot) => fade(plot, paint('--accent-wash')),
                },
            ],
            hooks: {
                setCursor: [(plot) => { this.at = plot.cursor.idx ?? null; }],
                draw: [(plot) => this.thresholds.forEach((value) => drawThreshold(plot, value, paint('--firing')))],
            },
        };
    }

    /** Room above and below; from zero when zero is near. @param {number | null} low @param {number | null} high @returns {[number, number]} */
    #range(low, high) {
        if (low === null || high === null) return [0, 1];
        const least = Math.min(low, ...this.thresholds);
        const most = Math.max(high, ...this.thresholds);
        const room = (most - least || Math.abs(most) || 1) * 0.12;
        return [least >= 0 && least < (most - least) * 1.5 ? 0 : least - room, most + room];
    }

    /** @param {KeyboardEvent} event */
    #step(event) {
        const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
        if (move === undefined || !this.#plot) return;
        event.preventDefault();
        const last = this.times.length - 1;
        const i = Math.max(0, Math.min(last, (this.at ?? last) + move));
        this.#plot.setCursor({ left: this.#plot.valToPos(this.times[i], 'x'), top: 10 });
    }
}

/** A colour token as the canvas understands it. @param {Element} host @param {string} token */
function resolve(host, token) {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    host.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
}

/** @param {UPlot} plot @param {string} colour */
function fade(plot, colour) {
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(1, 'transparent');
    return gradient;
}

/** @param {UPlot} plot @param {number} value @param {string} colour */
function drawThreshold(plot, value, colour) {
    const y = Math.round(plot.valToPos(value, 'y', true));
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
}

customElements.define('ps-chart', Chart);
