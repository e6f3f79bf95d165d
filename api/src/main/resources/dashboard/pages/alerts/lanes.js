import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';

/**
 * @typedef {{kind: string, from: number, to: number}} Stretch
 * @typedef {{key: string, text: string, stretches: Stretch[], marks: number[]}} Bar
 * @typedef {{name: string, address?: string, bars: Bar[]}} Lane
 */

const STEPS_MILLIS = [60_000, 300_000, 900_000, 3_600_000, 6 * 3_600_000, 86_400_000, 2 * 86_400_000, 7 * 86_400_000, 28 * 86_400_000];
const MOST_TICKS = 7;
/** Beyond that, percent, there is no room for its words. */
const LAST_TICK = 93;
let drawn = 0;

/** How far the arrow keys go along a lane. */
const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity });

/**
 * Episodes over time: a lane for each rule, a bar for each episode, thinner where it was only pending, with a mark where somebody
 * took it on. A bar says in words what it is to whoever points at it, or goes along its lane with the arrow keys; `picked` tells
 * which was chosen.
 */
class Lanes extends View {
    static properties = { lanes: { attribute: false }, from: { type: Number }, to: { type: Number }, said: { state: true }, at: { state: true } };

    /** Apart from other drawings on the same page. */
    #id = `lanes${++drawn}`;

    constructor() {
        super();
        /** @type {Lane[]} */
        this.lanes = [];
        this.from = 0;
        this.to = 0;
        this.said = '';
        /** @type {Bar | null} where the keyboard is */
        this.at = null;
    }

    render() {
        return html`
            <div class="lanes">
                ${this.lanes.map((lane, i) => this.#lane(lane, i))}
                <div class="lane axis" aria-hidden="true"><span></span><div class="track">${this.#ticks()}</div></div>
            </div>
            <p class="lanes-said faint">${this.said || t('lanes.hint')}</p>
        `;
    }

    /** @param {Lane} lane @param {number} i */
    #lane({ name, address, bars }, i) {
        const at = bars.findIndex((bar) => bar.key === this.at?.key);
        return html`
            <div class="lane">
                ${address ? html`<a class="lane-name" href=${address}>${name}</a>` : html`<span class="lane-name">${name}</span>`}
                <div
                    class="track"
                    role="listbox"
                    tabindex="0"
                    aria-label=${name}
                    aria-activedescendant=${at < 0 ? nothing : `${this.#id}-${i}-${at}`}
                    @focus=${() => this.#go(bars.at(-1) ?? null)}
                    @blur=${() => this.#go(null)}
                    @keydown=${(/** @type {KeyboardEvent} */ event) => this.#step(event, bars)}
                >
                    ${bars.map((bar, k) => this.#bar(bar, `${this.#id}-${i}-${k}`))}
                </div>
            </div>
        `;
    }

    /** @param {Bar} bar @param {string} id */
    #bar(bar, id) {
        const from = Math.min(...bar.stretches.map((stretch) => stretch.from));
        const to = Math.max(...bar.stretches.map((stretch) => stretch.to));
        const left = this.#place(from);
        const width = this.#place(to) - left;
        const within = (/** @type {number} */ millis) => (width > 0 ? ((this.#place(millis) - left) / width) * 100 : 0);
        return html`
            <span
                class="bar"
                id=${id}
                role="option"
                aria-label=${bar.text}
                aria-selected=${bar.key === this.at?.key}
                .style=${`left:${left}%;width:${width}%`}
                @click=${() => this.#pick(bar)}
                @mouseenter=${() => (this.said = bar.text)}
                @mouseleave=${() => (this.said = this.at?.text ?? '')}
            >
                ${bar.stretches.map((stretch) => html`<i class="is-${stretch.kind}" .style=${`left:${within(stretch.from)}%;width:${within(stretch.to) - within(stretch.from)}%`}></i>`)}
                ${bar.marks.map((mark) => html`<b class="taken" .style=${`left:${within(mark)}%`}></b>`)}
            </span>
        `;
    }

    /** @param {KeyboardEvent} event @param {Bar[]} bars */
    #step(event, bars) {
        const at = bars.findIndex((bar) => bar.key === this.at?.key);
        if (event.key !== 'Enter' && !(event.key in KEYS)) return;
        event.preventDefault(); // Enter would go on to what gets the focus
        if (event.key !== 'Enter') this.#go(bars[Math.max(0, Math.min(bars.length - 1, at + KEYS[event.key]))]);
        else if (bars[at]) this.#pick(bars[at]);
    }

    /** @param {Bar | null} bar */
    #go(bar) {
        this.at = bar;
        this.said = bar?.text ?? '';
    }

    /** @param {Bar} bar */
    #pick(bar) {
        this.dispatchEvent(new CustomEvent('picked', { detail: bar.key }));
    }

    #ticks() {
        const step = STEPS_MILLIS.find((one) => (this.to - this.from) / one <= MOST_TICKS) ?? (this.to - this.from) / MOST_TICKS;
        const ticks = [];
        for (let at = Math.ceil(this.from / step) * step; this.#place(at) <= LAST_TICK; at += step) ticks.push(at);
        return ticks.map((at) => html`<span class="tick" .style=${`left:${this.#place(at)}%`}>${format.axisTime(at / 1000, step / 1000)}</span>`);
    }

    /** Where a moment is on the track, percent. @param {number} millis */
    #place(millis) {
        return Math.max(0, Math.min(100, ((millis - this.from) / (this.to - this.from || 1)) * 100));
    }
}

customElements.define('ps-lanes', Lanes);
