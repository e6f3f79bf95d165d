import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, windowName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at } from './at.js';
import { isAdditive } from './cuts.js';
import { until } from './trend.js';
import '../../charts/heat.js';

const HOUR_MILLIS = 3_600_000;
const REACH = '28d';
const DAYS = 7;
const HOURS = 24;
/** Every so many hours the head says which: all 24 do not fit on a phone. */
const NAMED_HOURS = 3;

/** When in the week the metric is high: the mean of its values of four weeks, by weekday and hour of the tree's zone. */
class Hours extends View {
    #series = /** @type {Ask<import('../../state/types.js').Series>} */ (new Ask(this, () => this.#question()));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route');
    }

    #question() {
        const here = at();
        const window = here ? hourly(here.metric) : null;
        if (!here || !window || !store.state.tree) return null;
        const where = whereText(here.where);
        return {
            key: JSON.stringify([here.metric.id, window, where, store.state.definition?.version]),
            everyMillis: HOUR_MILLIS,
            load: (/** @type {AbortSignal} */ signal) => http.series(here.metric.id, { window, where, ...until(REACH, '1h') }, signal),
        };
    }

    #seen = /** @type {{series: unknown, cells: (number | null)[][]}} */ ({ series: null, cells: [] });

    /** The means of the series of now; the same as long as that is the same. */
    #cells() {
        const series = this.#series.value;
        if (series && this.#seen.series !== series) this.#seen = { series, cells: means(series) };
        return series ? this.#seen.cells : [];
    }

    render() {
        const here = at();
        const window = here ? hourly(here.metric) : null;
        if (!here || !window) return nothing;
        const cells = this.#cells();
        const isKnown = cells.some((row) => row.some((value) => value !== null));
        const isWhole = isAdditive(here.metric) || here.metric.kind === 'distinct';
        return panel({ id: 'hours', title: t('hours'), wide: true }, html`
            ${problemOf(this.#series.failure)}
            ${this.#series.value || this.#series.failure ? nothing : html`<span class="skeleton is-block"></span>`}
            ${this.#series.value && !isKnown ? html`<p class="faint">${t('hours.none')}</p>` : nothing}
            ${isKnown
                ? html`
                      <ps-heat
                          .rows=${Array.from({ length: DAYS }, (_, day) => ({ name: format.weekdayName(day), short: format.weekdayName(day, 'short') }))}
                          .columns=${Array.from({ length: HOURS }, (_, hour) => ({ name: format.hourName(hour), short: hour % NAMED_HOURS ? '' : format.hourName(hour) }))}
                          .cells=${cells}
                          .metric=${here.metric}
                          .name=${t('hours.caption', { metric: label(here.metric.labels, here.metric.id) })}
                      ></ps-heat>
                      <p class="faint note">
                          ${t('hours.mean', { window: windowName(window), reach: format.length(REACH), zone: format.zone() })}
                          ${isWhole ? nothing : t('hours.ofValues')}
                      </p>
                  `
                : nothing}
        `);
    }
}

/** The longest window that an hour holds, null without one. @param {import('../../state/types.js').MetricDefinition} metric */
function hourly({ windows }) {
    const fitting = windows.filter((window) => format.lengthMillis(window) <= HOUR_MILLIS);
    return fitting.sort((a, b) => format.lengthMillis(b) - format.lengthMillis(a))[0] ?? null;
}

/** A value belongs to the hour that ends with it. @param {import('../../state/types.js').Series} series */
function means({ times, lines }) {
    const sums = Array.from({ length: DAYS }, () => Array.from({ length: HOURS }, () => ({ sum: 0, count: 0 })));
    (lines[0]?.values ?? []).forEach((value, i) => {
        if (value === null) return;
        const { weekday, hour } = format.weekHour(Date.parse(times[i]) - HOUR_MILLIS / 2);
        sums[weekday][hour].sum += value;
        sums[weekday][hour].count++;
    });
    return sums.map((day) => day.map(({ sum, count }) => (count ? sum / count : null)));
}

customElements.define('ps-hours', Hours);
