import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { readingOf } from '../../server/live.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, windowName } from '../../words/names.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at, topicOf } from './at.js';
import { coneOf, forecastOf, isPeriod, periodOf } from './forecast.js';
import { happenings } from './happenings.js';
import { happeningsList } from './happenings-list.js';
import { legendOf, levelsOf } from './legend.js';
import { NONE, pointsOf } from './points.js';
import { addressOf, COMPARISONS, shiftOf, spansFor, stretchOf } from './stretch.js';
import { takeNumbers, takePicture } from './take.js';
import '../../charts/chart.js';

/** What people note and redefine comes seldom. */
const SELDOM_MILLIS = 60_000;

/** The metric over time. */
class Past extends View {
    static properties = { lit: { state: true }, all: { state: true } };

    #series = /** @type {Ask<import('./points.js').Series>} */ (new Ask(this, () => this.#question(false)));
    #earlier = /** @type {Ask<{series: import('./points.js').Series, shift: number}>} */ (new Ask(this, () => this.#question(true)));
    #forecast = new Ask(this, () => (isPeriod(at()?.window ?? '') ? forecastOf(at()) : null));
    #annotations = /** @type {Ask<{annotations: import('./happenings.js').Annotation[]}>} */ (
        new Ask(this, () => ({ key: 'annotations', everyMillis: SELDOM_MILLIS, load: (signal) => http.get('/v1/annotations', {}, signal) }))
    );
    #versions = /** @type {Ask<{versions: import('./happenings.js').Version[]}>} */ (
        new Ask(this, () => ({ key: `versions ${store.state.definition?.version}`, load: (signal) => http.get('/v1/definition/versions', {}, signal) }))
    );
    #noting = false;
    #kept = { about: '', points: NONE, made: /** @type {unknown[]} */ ([]) };

    constructor() {
        super();
        /** @type {string | null} the mark to show strongly */
        this.lit = null;
        this.all = false;
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings', 'tree', 'alerts', 'connection', 'dialog');
    }

    /** What the reader has just noted is asked for at once. */
    willUpdate() {
        const noting = store.state.dialog === 'annotate';
        if (this.#noting && !noting) this.#annotations.again();
        this.#noting = noting;
    }

    render() {
        const here = at();
        const stretch = this.#stretch();
        if (!here || !stretch) return nothing;
        const { metric, window } = here;
        const points = this.#points(here);
        const bands = this.#bands(here, stretch);
        const marks = this.#marks(here, stretch);
        const comparison = this.#comparison();
        const levels = levelsOf(here);
        const comparedName = comparison === 'none' ? '' : t(`compare.${comparison}`);
        return panel({ id: 'past', title: t('past'), tools: this.#tools(window, stretch), wide: true }, html`
            <ps-chart
                class="is-large"
                .times=${points.times}
                .values=${points.values}
                .compared=${points.compared}
                .comparedName=${comparedName}
                .bands=${bands}
                .levels=${levels}
                .marks=${marks}
                .lit=${this.lit}
                .range=${[stretch.from / 1000, this.#end(stretch, bands) / 1000]}
                .moves=${true}
                .waiting=${this.#series.waiting}
                .metric=${metric}
                .name=${`${label(metric.labels, metric.id)}, ${windowName(window)}`}
                @range=${(/** @type {CustomEvent} */ event) => this.#go(event.detail)}
                @reset=${() => this.#reset()}
            ></ps-chart>
            ${legendOf({ comparedName: points.compared ? comparedName : '', bands, levels })}
            <p class="faint chart-hint">${t('chart.hint')}</p>
            ${problemOf(this.#series.failure ?? this.#earlier.failure)}
            <div class="past-foot">${this.#moves(stretch)} ${this.#takes(here, points, stretch)}</div>
            ${happeningsList({
                marks,
                all: this.all,
                showAll: () => (this.all = true),
                light: (id) => (this.lit = id),
                go: (from, to) => this.#go({ from, to, by: 'brush' }),
            })}
        `);
    }

    /** @param {string} window @param {import('./stretch.js').Stretch} stretch */
    #tools(window, stretch) {
        return html`
            <label class="compare">
                <span>${t('compare')}</span>
                <select name="compare" @change=${(/** @type {Event} */ event) => {
                    const { value } = /** @type {HTMLSelectElement} */ (event.target);
                    route.become(route.here({ compare: value === 'none' ? null : value }));
                }}>
                    ${COMPARISONS.map((name) => html`<option value=${name} ?selected=${name === this.#comparison()}>${t(`compare.${name}`)}</option>`)}
                </select>
            </label>
            ${choice({
                name: 'span',
                legend: t('span'),
                options: spansFor(window).map((span) => ({ value: span, text: format.length(span, 'short') })),
                value: stretch.span ?? '',
                choose: (span) => route.become(route.here({ span, from: null, to: null, at: null })),
            })}
        `;
    }

    /** @param {import('./stretch.js').Stretch} stretch */
    #moves(stretch) {
        const chart = () => /** @type {HTMLElement & {pan(share: number): void, zoom(factor: number): void}} */ (this.querySelector('ps-chart'));
        const button = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ act) =>
            html`<button class="tool" type="button" aria-label=${name} title=${name} @click=${act}><span aria-hidden="true">${sign}</span></button>`;
        return html`
            <div class="moves">
                ${button('‹', t('chart.earlier'), () => chart().pan(-0.5))} ${button('›', t('chart.later'), () => chart().pan(0.5))}
                ${button('+', t('chart.closer'), () => chart().zoom(0.5))} ${button('−', t('chart.farther'), () => chart().zoom(2))}
                <span class="faint shown">${t('interval', { from: format.minute(stretch.from), to: format.minute(stretch.to), zone: format.zone() })}</span>
                ${this.#isUsual() ? nothing : html`<button class="quiet" type="button" @click=${() => this.#reset()}>${t('chart.reset')}</button>`}
            </div>
        `;
    }

    /** @param {import('./at.js').At} here @param {import('./points.js').Points} points @param {import('./stretch.js').Stretch} stretch */
    #takes(here, points, stretch) {
        const comparison = this.#comparison();
        const about = { here, points, stretch, comparedName: comparison === 'none' ? '' : t(`compare.${comparison}`) };
        const chart = () => /** @type {any} */ (this.querySelector('ps-chart'));
        return html`
            <div class="takes">
                <button class="quiet" type="button" ?disabled=${!points.times.length} @click=${() => takeNumbers(about)}>${t('take.csv')}</button>
                <button class="quiet" type="button" ?disabled=${!points.times.length} @click=${() => takePicture(about, chart())}>${t('take.png')}</button>
            </div>
        `;
    }

    /** @param {{from: number, to: number, by: string}} range seconds; a brush is a step the back button undoes */
    #go({ from, to, by }) {
        const address = route.here(addressOf(from * 1000, to * 1000, this.#clock()));
        if (by === 'brush') route.go(address);
        else route.become(address);
    }

    #reset() {
        route.become(route.here({ span: null, from: null, to: null, at: null }));
    }

    #isUsual() {
        const { span, from, to, at: moment } = store.state.route.query;
        return !span && !from && !to && !moment;
    }

    #comparison() {
        const { compare = '' } = store.state.route.query;
        return COMPARISONS.includes(compare) ? compare : 'none';
    }

    /** The newest that was heard: a reading comes only when its value changes. */
    #clock() {
        const here = at();
        const clocks = [here && readingOf(topicOf(here)), store.state.tree].map((heard) => Date.parse(heard?.trust.clock ?? ''));
        return Math.max(...clocks.filter((clock) => !Number.isNaN(clock)));
    }

    #stretch() {
        const clock = this.#clock();
        return Number.isFinite(clock) ? stretchOf(store.state.route.query, at()?.window ?? '', clock) : null;
    }

    /** @param {boolean} earlier the stretch compared with */
    #question(earlier) {
        const here = at();
        const stretch = this.#stretch();
        const comparison = this.#comparison();
        if (!here || !stretch || (earlier && comparison === 'none')) return null;
        const { metric, window } = here;
        const where = whereText(here.where);
        const shift = earlier ? shiftOf(comparison, stretch) : 0;
        const standing = stretch.span ?? [stretch.from, stretch.to];
        const step = `${stretch.step / 1000}s`;
        const load = async (/** @type {AbortSignal} */ signal) => {
            const { loadFrom, loadTo, loadAhead } = this.#stretch() ?? stretch;
            const until = earlier ? loadAhead : loadTo;
            const range = { from: new Date(loadFrom - shift).toISOString(), to: new Date(until - shift).toISOString() };
            const series = await http.series(metric.id, { window, where, step, ...range }, signal);
            return earlier ? { series, shift } : series;
        };
        return /** @type {import('../../server/ask.js').Question<any>} */ ({
            key: JSON.stringify([metric.id, window, where, standing, step, earlier && comparison, store.state.definition?.version]),
            everyMillis: stretch.span ? stretch.step : undefined,
            load,
        });
    }

    /** The same arrays as long as nothing changed; the points of before while others of the same metric are on their way. @param {import('./at.js').At} here */
    #points(here) {
        const about = JSON.stringify([here.metric.id, here.window, here.where]);
        if (about !== this.#kept.about) this.#kept = { about, points: NONE, made: [] };
        const series = this.#series.value;
        if (!series) return this.#kept.points;
        const reading = readingOf(topicOf(here));
        const earlier = this.#comparison() === 'none' ? null : this.#earlier.value;
        const clock = this.#clock();
        const made = [series, earlier, reading, clock];
        if (made.every((part, i) => part === this.#kept.made[i])) return this.#kept.points;
        const reaches = clock - Date.parse(series.to) <= format.lengthMillis(series.step) || this.#stretch()?.span;
        const live = reading && reaches ? { clock, value: reading.value } : null;
        this.#kept = { about, made, points: pointsOf(series, earlier, live) };
        return this.#kept.points;
    }

    #seenBands = { made: /** @type {unknown[]} */ ([]), bands: /** @type {import('../../charts/bands.js').Band[]} */ ([]) };

    /** @param {import('./at.js').At} here @param {import('./stretch.js').Stretch} stretch */
    #bands(here, { span }) {
        const forecast = this.#forecast.value;
        const period = span && forecast ? periodOf(forecast, here.window) : null;
        const reading = readingOf(topicOf(here));
        const made = [period, reading, store.state.words];
        if (!made.every((part, i) => part === this.#seenBands.made[i])) {
            this.#seenBands = { made, bands: period && forecast ? coneOf(period, this.#clock(), reading?.value ?? period.soFar) : [] };
        }
        return this.#seenBands.bands;
    }

    /** What is to come is shown for half as long as what was. @param {import('./stretch.js').Stretch} stretch @param {import('../../charts/bands.js').Band[]} bands */
    #end({ from, to }, bands) {
        const end = Math.max(to, ...bands.map((band) => (band.times.at(-1) ?? 0) * 1000));
        return Math.min(end, to + (to - from) / 2);
    }

    #seenMarks = { made: /** @type {unknown[]} */ ([]), marks: /** @type {import('./happenings.js').Mark[]} */ ([]) };

    /** @param {import('./at.js').At} here @param {import('./stretch.js').Stretch} stretch */
    #marks({ metric }, { from, to, span, step }) {
        const moment = Number(store.state.route.query.at) || null;
        const { annotations = [] } = this.#annotations.value ?? {};
        const { versions = [] } = this.#versions.value ?? {};
        const [first, last] = span ? [Math.floor(from / step), Math.floor(to / step)] : [from, to]; // they move by the step, not with every event
        const made = [metric, moment, annotations, versions, store.state.alerts, store.state.words, first, last];
        if (!made.every((part, i) => part === this.#seenMarks.made[i])) {
            this.#seenMarks = { made, marks: happenings(metric.id, { annotations, versions, at: moment }, from, to) };
        }
        return this.#seenMarks.marks;
    }
}

customElements.define('ps-past', Past);
