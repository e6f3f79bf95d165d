/**
 * How a metric stands against a target that one of its rules watches.
 *
 * @typedef {object} Target
 * @property {number} value
 * @property {string} pace linear or previous
 * @property {import('../server/topics.js').MetricTopic} topic what the target is about
 */
import { endOf } from '../words/zone.js';
import { store } from './store.js';

/** @param {string} metric @returns {Target | null} null without a rule on the whole metric that says it in numbers */
export function targetOf(metric) {
    const rule = store.state.definition?.alerts.find((one) => one.metric === metric && one.target && !one.segment && !one.each);
    return rule?.target ? { ...rule.target, topic: { metric, window: rule.window } } : null;
}

/**
 * @param {Target} target
 * @param {import('./types.js').MetricReading} reading over the target's window
 * @returns {{done: number, due: number | null}} shares of the target: what has come, and what should have come by now; null
 *     where the pace is not even, as the reading does not tell how the period before went
 */
export function paceOf(target, reading) {
    const begun = Date.parse(reading.from);
    const elapsed = (Date.parse(reading.to) - begun) / (endOf(reading.window, begun) - begun);
    const done = (reading.value ?? 0) / target.value;
    return { done, due: target.pace === 'linear' && Number.isFinite(elapsed) ? Math.min(1, elapsed) : null };
}
