import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { label } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { at } from './at.js';
import { legendOf } from './legend.js';
import '../../charts/chart.js';

const EVERY_MILLIS = 60_000;

/**
 * @typedef {object} Anomaly what the past before each pane had taught
 * @property {string} pane how long a pane is
 * @property {string[]} times where each begins
 * @property {(number | null)[]} values
 * @property {(number | null)[]} expected
 * @property {(number | null)[]} low
 * @property {(number | null)[]} high
 * @property {number[]} unusual places of the panes that are outside
 */

/** What is usual for the metric: its panes against the band that the past has taught, those outside it marked. */
class Usual extends View {
    #anomaly = /** @type {Ask<Anomaly>} */ (new Ask(this, () => this.#question()));
    #drawn = { made: /** @type {unknown[]} */ ([]), times: /** @type {number[]} */ ([]), bands: /** @type {import('../../charts/bands.js').Band[]} */ ([]) };

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'route', 'connection');
    }

    #question() {
        const here = at();
        if (!here || here.metric.earlier || Object.keys(here.where).length) return null;
        const { metric, window } = here;
        return {
            key: JSON.stringify(['anomaly', metric.id, window, store.state.definition?.version]),
            everyMillis: EVERY_MILLIS,
            load: (/** @type {AbortSignal} */ signal) => http.get(`/v1/anomaly/${encodeURIComponent(metric.id)}`, { window }, signal).catch(untold),
        };
    }

    /** A metric for which nothing is told has no such panel. */
    render() {
        const here = at();
        const anomaly = this.#anomaly.value;
        if (!here || !anomaly || !anomaly.low.some((low) => low !== null)) return nothing;
        const { metric } = here;
        const { times, bands } = this.#shapes(anomaly);
        const pane = format.length(anomaly.pane);
        return panel({ id: 'usual', title: t('usual'), wide: true }, html`
            <p class="faint">${plural('usual.count', anomaly.unusual.length, { panes: format.count(anomaly.times.length), pane })}</p>
            <ps-chart
                .times=${times}
                .values=${anomaly.values}
                .bands=${bands}
                .outliers=${anomaly.unusual}
                .metric=${metric}
                .name=${t('usual.name', { metric: label(metric.labels, metric.id), pane })}
            ></ps-chart>
            ${legendOf({ comparedName: '', bands, levels: [], outliers: anomaly.unusual.length > 0 })}
            ${anomaly.unusual.length
                ? html`
                      <details class="unusual">
                          <summary>${t('usual.list')}</summary>
                          <ul class="plain">
                              ${[...anomaly.unusual].reverse().map(
                                  (i) => html`
                                      <li>
                                          <span>${format.minute(anomaly.times[i])}</span><b>${format.valueText(anomaly.values[i], metric)}</b>
                                          <p class="faint">${t('usual.band', { low: format.valueText(anomaly.low[i], metric), high: format.valueText(anomaly.high[i], metric) })}</p>
                                      </li>
                                  `,
                              )}
                          </ul>
                      </details>
                  `
                : nothing}
        `);
    }

    /** @param {Anomaly} anomaly */
    #shapes(anomaly) {
        const made = [anomaly, store.state.words];
        if (!made.every((part, i) => part === this.#drawn.made[i])) {
            const times = anomaly.times.map((time) => Date.parse(time) / 1000);
            const [least, most] = extent(anomaly.values);
            const drawn = (/** @type {(number | null)[]} */ line) => line.map((y) => (y === null ? null : Math.min(most, Math.max(least, y))));
            const [low, high, middle] = [anomaly.low, anomaly.high, anomaly.expected].map(drawn);
            this.#drawn = { made, times, bands: [{ times, low, high, middle, tone: 'strong', name: t('usual') }] };
        }
        return this.#drawn;
    }
}

/**
 * How far the band is drawn: a young one may be a thousand times as wide as the values, which would then be a flat line.
 *
 * @param {(number | null)[]} values
 * @returns {[number, number]}
 */
function extent(values) {
    const known = values.filter((value) => value !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const room = (most - least || Math.abs(most) || 1) / 2;
    return [least - room, most + room];
}

/** Of some metrics the server tells no band: that is an answer, and not asked again. @param {unknown} refusal @returns {Anomaly} */
function untold(refusal) {
    if (!(refusal instanceof http.Refused) || ![400, 404].includes(refusal.status)) throw refusal;
    return { pane: '', times: [], values: [], expected: [], low: [], high: [], unusual: [] };
}

customElements.define('ps-usual', Usual);
