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

/**
 * Episodes over time: a lane for each rule, a bar for each episode, lighter where it was only pending, with a mark where somebody
 * took it on. A bar says in words what it is to whoever points at it or comes to it by keyboard, and `picked` with its key when
 * chosen.
 */
class Lanes extends View {
    static properties = { lanes: { attribute: false }, from: { type: Number }, to: { type: Number }, notes: { attribute: false }, said: { state: true } };

    constructor() {
        super();
        /** @type {Lane[]} */
        this.lanes = [];
        this.from = 0;
        this.to = 0;
        /** @type {{time: number, text: string}[]} what people noted */
        this.notes = [];
        this.said = '';
    }

    render() {
        return html`
            <div class="lanes">
                ${this.lanes.map((lane) => this.#lane(lane))}
                ${this.notes.length ? this.#noteLane() : nothing}
                <div class="lane axis" aria-hidden="true"><span></span><div class="track">${this.#ticks()}</div></div>
            </div>
            <p class="lanes-said faint">${this.said || t('lanes.hint')}</p>
        `;
    }

    /** @param {Lane} lane */
    #lane({ name, address, bars }) {
        return html`
            <div class="lane">
                ${address ? html`<a class="lane-name" href=${address}>${name}</a>` : html`<span class="lane-name">${name}</span>`}
                <div class="track" role="list" aria-label=${name}>${bars.map((bar) => this.#bar(bar))}</div>
            </div>
        `;
    }

    /** @param {Bar} bar */
    #bar(bar) {
        const from = Math.min(...bar.stretches.map((stretch) => stretch.from));
        const to = Math.max(...bar.stretches.map((stretch) => stretch.to));
        const left = this.#at(from);
        const width = this.#at(to) - left;
        const within = (/** @type {number} */ millis) => (width > 0 ? ((this.#at(millis) - left) / width) * 100 : 0);
        return html`
            <span role="listitem">
                <button
                    class="bar"
                    type="button"
                    aria-label=${bar.text}
                    .style=${`left:${left}%;width:${width}%`}
                    @click=${() => this.dispatchEvent(new CustomEvent('picked', { detail: bar.key }))}
                    @mouseenter=${() => (this.said = bar.text)}
                    @focus=${() => (this.said = bar.text)}
                    @mouseleave=${() => (this.said = '')}
                    @blur=${() => (this.said = '')}
                >
                    ${bar.stretches.map((stretch) => html`<i class="is-${stretch.kind}" .style=${`left:${within(stretch.from)}%;width:${within(stretch.to) - within(stretch.from)}%`}></i>`)}
                    ${bar.marks.map((mark) => html`<b class="taken" .style=${`left:${within(mark)}%`}></b>`)}
                </button>
            </span>
        `;
    }

    #noteLane() {
        return html`
            <div class="lane">
                <span class="lane-name">${t('lanes.notes')}</span>
                <div class="track" role="list" aria-label=${t('lanes.notes')}>
                    ${this.notes.map(
                        ({ time, text }) => html`
                            <span role="listitem">
                                <button class="remark" type="button" aria-label=${text} .style=${`left:${this.#at(time)}%`}
                                    @mouseenter=${() => (this.said = text)} @focus=${() => (this.said = text)}
                                    @mouseleave=${() => (this.said = '')} @blur=${() => (this.said = '')}></button>
                            </span>
                        `,
                    )}
                </div>
            </div>
        `;
    }

    #ticks() {
        const step = STEPS_MILLIS.find((one) => (this.to - this.from) / one <= MOST_TICKS) ?? (this.to - this.from) / MOST_TICKS;
        const ticks = [];
        for (let at = Math.ceil(this.from / step) * step; at <= this.to; at += step) ticks.push(at);
        return ticks.map((at) => html`<span class="tick" .style=${`left:${this.#at(at)}%`}>${format.axisTime(at / 1000, step / 1000)}</span>`);
    }

    /** Where a moment is on the track, percent. @param {number} millis */
    #at(millis) {
        return Math.max(0, Math.min(100, ((millis - this.from) / (this.to - this.from || 1)) * 100));
    }
}

customElements.define('ps-lanes', Lanes);
