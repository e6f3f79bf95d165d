import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import { Live, readingOf } from '../../server/live.js';
import { topicKey } from '../../server/topics.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { plural, t } from '../../words/i18n.js';
import { dimensionLabel, label } from '../../words/names.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at, topicOf } from './at.js';
import { pairOf } from './cuts.js';
import { bars } from './bars.js';
import { matrix } from './matrix.js';
import { multiples } from './multiples.js';
import { isSort, sorted, SORTS } from './ranking.js';
import { segmentTable } from './segment-table.js';
import { reachName, trend } from './trend.js';

/** @typedef {import('../../state/types.js').Segment} Segment @typedef {import('./at.js').At} At */

/** How many segments are shown at first, and after each wish for more; the last is as many as the server is asked for. */
const SHOWN = [10, 50, 250, 1000];
/** As many have a line of their past. */
const MOST_LINES = 50;
const VIEWS = { plain: ['bars', 'multiples', 'table'], pair: ['matrix', 'bars', 'table'] };

/** A metric cut by one dimension or a pair: its segments as bars, as small lines, as a table or as a matrix. */
class Segments extends View {
    static properties = { more: { state: true } };

    #trend = /** @type {Ask<import('../../state/types.js').Series>} */ (new Ask(this, () => this.#question()));
    #last = /** @type {{cut: string, reading: import('../../state/types.js').MetricReading | null}} */ ({ cut: '', reading: null });

    constructor() {
        super();
        this.more = 0;
        new Watch(this, 'words', 'definition', 'window', 'against', 'readings', 'route');
        new Live(this, () => {
            const here = at();
            return here?.by ? [this.#topic(here)] : [];
        });
    }

    /** By value the server ranks and sums up the rest; by change or name all are needed to know which come first. @param {At} here */
    #topic(here) {
        const all = viewOf(here) === 'matrix' || sortOf() !== 'value';
        return { ...topicOf(here), by: here.by, top: all ? SHOWN[SHOWN.length - 1] : SHOWN[this.more] };
    }

    #question() {
        const here = at();
        if (!here?.by || viewOf(here) === 'matrix') return null;
        return trend(here, { by: here.by, top: MOST_LINES });
    }

    willUpdate() {
        const here = at();
        const cut = here ? topicKey({ ...topicOf(here), by: here.by }) : '';
        if (cut !== this.#last.cut) {
            this.#last = { cut, reading: null };
            this.more = 0;
        }
        const reading = here?.by ? readingOf(this.#topic(here)) : null;
        if (reading) this.#last = { cut, reading };
    }

    render() {
        const here = at();
        if (!here?.metric.by.length) return nothing;
        if (!here.by) return this.#uncut(here);
        const { reading } = this.#last;
        const view = viewOf(here);
        return panel({ id: 'segments', title: t('segments', { dimension: dimensionLabel(here.by) }), tools: this.#tools(here, view), wide: true }, html`
            ${reading ? nothing : html`<span class="skeleton is-block"></span>`}
            ${reading && !reading.segments.length ? html`<p class="faint">${t('segments.none')}</p>` : nothing}
            ${reading?.segments.length ? this.#segments(here, view, reading) : nothing}
        `);
    }

    /** Within a filter there may be nothing left to cut by. @param {At} here */
    #uncut(here) {
        const dimension = Object.keys(here.where).map(dimensionLabel).join(' · ');
        return panel({ id: 'segments', title: t('segments.further') }, html`
            <p class="faint">${t('segments.uncut', { metric: label(here.metric.labels, here.metric.id), dimension })}</p>
        `);
    }

    /** @param {At} here @param {string} view @param {import('../../state/types.js').MetricReading} reading */
    #segments(here, view, reading) {
        const sort = sortOf();
        if (view === 'matrix') return matrix(here, reading);
        const ranked = sorted(reading.segments, sort);
        const shown = ranked.slice(0, SHOWN[this.more] + (ranked.at(-1)?.remainder ? 1 : 0));
        const of = { here, by: here.by ?? '', whole: reading.value, segments: shown, trend: this.#trend.value, sort, choose: chooseSort };
        const views = { bars, multiples, table: segmentTable };
        const total = ranked.filter((segment) => !segment.remainder).length + (ranked.find((segment) => segment.remainder)?.remainder?.segments ?? 0);
        return html`
            ${view === 'table' ? nothing : problemOf(this.#trend.failure)}
            ${view === 'multiples' && this.#trend.waiting ? html`<span class="skeleton is-block"></span>` : nothing}
            ${views[/** @type {keyof typeof views} */ (view)](of)}
            <div class="under">
                ${total > SHOWN[this.more] && this.more < SHOWN.length - 1
                    ? html`<button class="quiet" type="button" @click=${() => this.more++}>${plural('segments.more', Math.min(total, SHOWN[this.more + 1]) - SHOWN[this.more])}</button>`
                    : nothing}
                ${this.more ? html`<button class="quiet" type="button" @click=${() => (this.more = 0)}>${t('fewer')}</button>` : nothing}
                <p class="faint">${plural('segments.count', total)}${view === 'table' ? nothing : html` · ${t('segments.reach', { reach: reachName(here.window) })}`}</p>
            </div>
        `;
    }

    /** @param {At} here @param {string} view */
    #tools({ metric, by, where }, view) {
        const cuts = Object.keys(where).length ? [] : metric.by;
        const views = VIEWS[pairOf(by ?? '') ? 'pair' : 'plain'];
        return html`
            ${cuts.length > 1
                ? choice({
                      name: 'dimension',
                      legend: t('dimension'),
                      options: cuts.map((id) => ({ value: id, text: dimensionLabel(id) })),
                      value: by ?? '',
                      choose: (id) => route.become(route.here({ by: id, view: null })),
                  })
                : nothing}
            ${choice({
                name: 'view',
                legend: t('segments.view'),
                options: views.map((id) => ({ value: id, text: t(`segments.view.${id}`) })),
                value: view,
                choose: (id) => route.become(route.here({ view: id })),
            })}
            ${view === 'matrix' || view === 'table'
                ? nothing
                : choice({
                      name: 'sort',
                      legend: t('segments.sort'),
                      options: SORTS.map((id) => ({ value: id, text: t(`segments.sort.${id}`) })),
                      value: sortOf(),
                      choose: chooseSort,
                  })}
        `;
    }
}

/** @param {At} here */
function viewOf({ by }) {
    const views = VIEWS[pairOf(by ?? '') ? 'pair' : 'plain'];
    const { view } = store.state.route.query;
    return views.includes(view) ? view : views[0];
}

function sortOf() {
    const { sort } = store.state.route.query;
    return isSort(sort) ? sort : 'value';
}

/** @param {string} sort */
function chooseSort(sort) {
    route.become(route.here({ sort: sort === 'value' ? null : sort }));
}

customElements.define('ps-segments', Segments);
