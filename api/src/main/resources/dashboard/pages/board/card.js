import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { Live, readingOf } from '../../server/live.js';
import { isLive, isOutdated, nodeState } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, metricLabel, metricOf, segmentName, windowName } from '../../words/names.js';
import { reachOf } from '../../charts/reach.js';
import { sparkline } from '../../charts/sparkline.js';
import '../../charts/trace.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { changeOf, stateOf, valueOf } from '../../parts/readings.js';
import { faultOf, windowOf } from './check.js';

/** @typedef {'earlier' | 'later' | 'size' | 'remove'} Wish what a reader wants done with a card; it goes to the page as the event `wish` */

/** One metric of a board: its value of this moment, its change, its recent past and its state. */
class BoardCard extends View {
    static properties = { card: { attribute: false }, first: { type: Boolean }, last: { type: Boolean } };

    #series = new Ask(this, () => this.#question());

    constructor() {
        super();
        /** @type {import('./address.js').Card} */
        this.card = /** @type {any} */ (null);
        this.first = false;
        this.last = false;
        new Watch(this, 'words', 'definition', 'window', 'against', 'readings', 'tree', 'connection', 'offline');
        new Live(this, () => (this.#sound ? [this.#topic] : []));
    }

    get #sound() {
        return store.state.definition !== null && faultOf(this.card) === null;
    }

    get #topic() {
        return { metric: this.card.metric, window: windowOf(this.card), where: this.card.where, against: store.state.against };
    }

    #question() {
        const { definition, tree } = store.state;
        if (!tree || !this.#sound) return null;
        const { metric } = this.card;
        const window = windowOf(this.card);
        const where = whereText(this.card.where);
        const { span, step } = reachOf(window);
        const stepMillis = format.lengthMillis(step);
        return {
            key: JSON.stringify([metric, window, where, definition?.version]),
            everyMillis: stepMillis,
            load: (/** @type {AbortSignal} */ signal) => {
                const toMillis = Math.floor(Date.parse(store.state.tree?.trust.clock ?? '') / stepMillis) * stepMillis;
                const from = new Date(toMillis - format.lengthMillis(span)).toISOString();
                return http.series(metric, { window, where, from, to: new Date(toMillis).toISOString(), step }, signal);
            },
        };
    }

    render() {
        const fault = faultOf(this.card);
        const name = metricLabel(this.card.metric);
        return html`
            <article class="node board-card ${isLive(store.state) ? 'is-live' : 'is-still'} ${fault ? 'is-faulty' : ''}" data-metric=${this.card.metric}>
                ${fault ? this.#fault(name, fault) : this.#reading(name)} ${this.#tools(name)}
            </article>
        `;
    }

    /** @param {string} name @param {string} fault */
    #fault(name, fault) {
        return html`
            ${metricOf(this.card.metric) ? html`<header><h2>${name}</h2></header>` : nothing}
            <p class="fault">${icons.broken}<span>${fault}</span></p>
        `;
    }

    /** @param {string} name */
    #reading(name) {
        const { metric: id, where, wide } = this.card;
        const metric = metricOf(id);
        const window = windowOf(this.card);
        const reading = readingOf(this.#topic);
        const segments = Object.entries(where).map(([dimension, segment]) => `${dimensionLabel(dimension)}: ${segmentName(segment)}`);
        const address = route.to('node', id, { window, where: whereText(where) });
        return html`
            <header>
                <h2><a href=${address} draggable="false">${name}</a></h2>
                ${this.#state()}
            </header>
            <p class="faint scope"><span>${windowName(window)}</span>${segments.map((segment) => html`<span class="segment">${segment}</span>`)}</p>
            <p class="value">${reading ? valueOf(reading.value, metric) : html`<span class="skeleton"></span>`}</p>
            <p class="against">${reading ? changeOf(reading.value, reading.previous, metric) : nothing}</p>
            ${reading && reading.known === false ? html`<p class="faint">${t('board.unseen')}</p>` : nothing}
            <div class="past ${this.#series.waiting ? 'is-waiting' : ''}">${wide ? this.#trace(reading, name) : sparkline(this.#points(reading).values)}</div>
            <footer><span>${t('board.span', { span: format.length(reachOf(window).span) })}</span></footer>
        `;
    }

    /** A segment has no state of its own in the tree: only that it is stale can be said of it. */
    #state() {
        if (isOutdated(store.state)) return stateOf('stale');
        if (Object.keys(this.card.where).length) return nothing;
        return stateOf(nodeState(store.state, store.state.tree?.nodes.find((node) => node.metric === this.card.metric)));
    }

    /** @param {import('../../state/types.js').MetricReading | null} reading @param {string} name */
    #trace(reading, name) {
        const points = this.#points(reading);
        return html`
            <ps-trace
                .now=${points}
                .from=${points.times[0] ?? 0}
                .to=${points.times.at(-1) ?? 0}
                .metric=${metricOf(this.card.metric)}
                .name=${`${name}, ${windowName(windowOf(this.card))}`}
            ></ps-trace>
        `;
    }

    /** The series, with the value of this moment at its end. @param {import('../../state/types.js').MetricReading | null} reading */
    #points(reading) {
        const series = this.#series.value;
        const times = (series?.times ?? []).map((time) => Date.parse(time));
        const values = [...(series?.lines[0]?.values ?? [])];
        const clock = reading ? Date.parse(reading.trust.clock) : NaN;
        if (reading && clock > (times.at(-1) ?? Infinity)) {
            times.push(clock);
            values.push(reading.value);
        }
        return { times, values };
    }

    /** @param {string} name */
    #tools(name) {
        const { wide } = this.card;
        return html`
            <div class="card-tools" role="group" aria-label=${t('board.tools', { name })}>
                ${this.#tool('earlier', t('board.earlier'), icons.earlier, this.first)} ${this.#tool('later', t('board.later'), icons.later, this.last)}
                ${this.#tool('size', wide ? t('board.narrow') : t('board.wide'), wide ? icons.narrow : icons.wide)}
                ${this.#tool('remove', t('board.remove'), icons.close)}
            </div>
        `;
    }

    /** @param {Wish} wish @param {string} name @param {unknown} icon */
    #tool(wish, name, icon, disabled = false) {
        const say = () => this.dispatchEvent(new CustomEvent('wish', { detail: wish, bubbles: true }));
        return html`<button class="tool" type="button" data-wish=${wish} title=${name} aria-label=${name} aria-disabled=${disabled} @click=${disabled ? nothing : say}>${icon}</button>`;
    }
}

customElements.define('ps-board-card', BoardCard);
