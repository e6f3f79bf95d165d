/** Where in a node the reader is, from the address: #/node/orders?window=7d&by=country&where=channel:app&span=28d. */
import { comparisonsOf } from '../../state/against.js';
import { store } from '../../state/store.js';
import { parse } from '../../state/where.js';
import { metricOf } from '../../words/names.js';
import { cutsOf, filterFor } from './cuts.js';

/**
 * @typedef {object} At
 * @property {import('../../state/types.js').MetricDefinition} metric
 * @property {string} window one that the metric has
 * @property {string | null} by one of its dimensions or pairs, one that the filter leaves to cut by
 * @property {import('../../state/where.js').Where} where what it is filtered by, {} for the whole; always one that the metric has
 * @property {import('../../state/where.js').Where} dropped what the address filters by beside that and the metric cannot
 * @property {string} against previous, day, weekday or year; one that the window can be compared with
 */

/** @returns {At | null} null while there is no such metric */
export function at() {
    const { route, window: chosen, against } = store.state;
    const metric = route.page === 'node' ? metricOf(route.id ?? '') : undefined;
    if (!metric) return null;
    const window = metric.windows.includes(chosen) ? chosen : metric.windows[0];
    const { where, dropped } = filterFor(metric, parse(route.query.where));
    const cuts = cutsOf(metric, where);
    const { by } = route.query;
    return {
        metric,
        window,
        by: cuts.includes(by) ? by : cuts[0] ?? null,
        where,
        dropped,
        against: comparisonsOf(window).includes(against) ? against : 'previous',
    };
}

/** What the node's views hear of live: the metric as a whole, within the filter. @param {At} at @returns {import('../../server/topics.js').MetricTopic} */
export function topicOf({ metric, window, where, against }) {
    return { metric: metric.id, window, where, against };
}
