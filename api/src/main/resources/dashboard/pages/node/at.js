/** Where in a node the reader is, from the address: #/node/orders?window=7d&by=country&where=channel:app&span=28d. */
import { store } from '../../state/store.js';
import { parse } from '../../state/where.js';
import { metricOf } from '../../words/names.js';

/**
 * @typedef {object} At
 * @property {import('../../state/types.js').MetricDefinition} metric
 * @property {string} window one that the metric has
 * @property {string | null} by one of its dimensions or pairs
 * @property {import('../../state/where.js').Where} where what it is filtered by, {} for the whole
 * @property {string} against previous, day, weekday or year
 */

/** @returns {At | null} null while there is no such metric */
export function at() {
    const { route, window, against } = store.state;
    const metric = route.page === 'node' ? metricOf(route.id ?? '') : undefined;
    if (!metric) return null;
    const { by } = route.query;
    return {
        metric,
        window: metric.windows.includes(window) ? window : metric.windows[0],
        by: metric.by.includes(by) ? by : metric.by[0] ?? null,
        where: parse(route.query.where),
        against,
    };
}

/** What the node's views hear of live. @param {At} at @returns {import('../../server/topics.js').MetricTopic} */
export function topicOf({ metric, window, by, where, against }) {
    return { metric: metric.id, window, by, where, against };
}
