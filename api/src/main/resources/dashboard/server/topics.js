/**
 * What can be heard of live.
 *
 * @typedef {import('../state/where.js').Where} Where
 * @typedef {{tree: string, against?: string}} TreeTopic
 * @typedef {{metric: string, window: string, by?: string | null, where?: Where, top?: number, against?: string}} MetricTopic
 * @typedef {TreeTopic | MetricTopic | {alerts: true}} Topic
 */
import { format } from '../state/where.js';

/** One topic, one key, whatever the order of its fields and whichever are left out. @param {any} topic @returns {string} */
export function topicKey(topic) {
    if (topic.alerts) return 'alerts';
    const against = topic.against ?? 'previous';
    if (topic.tree) return `tree ${topic.tree} ${against}`;
    return JSON.stringify([topic.metric, topic.window, topic.by ?? '', format(topic.where ?? {}), topic.top ?? 0, against]);
}
