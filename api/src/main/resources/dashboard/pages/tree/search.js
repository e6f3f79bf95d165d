/** Which metrics a reader looks for: by what they are called, in any language, by id and by owner. */
import { store } from '../../state/store.js';

/** @param {string} text */
function plain(text) {
    return text.normalize('NFKD').toLowerCase();
}

/** @param {string} id @param {string} search */
export function matches(id, search) {
    const metric = store.state.definition?.metrics.find((one) => one.id === id);
    const wanted = plain(search.trim());
    return metric !== undefined && [id, metric.owner, ...Object.values(metric.labels)].some((text) => plain(text).includes(wanted));
}

/** All that are found, those whose name begins with it first. @param {string} search @returns {string[]} */
export function found(search) {
    const wanted = plain(search.trim());
    if (!wanted) return [];
    const metrics = (store.state.definition?.metrics ?? []).filter((metric) => matches(metric.id, search));
    const begins = (/** @type {import('../../state/types.js').MetricDefinition} */ metric) => [metric.id, ...Object.values(metric.labels)].some((text) => plain(text).startsWith(wanted));
    return [...metrics].sort((a, b) => Number(begins(b)) - Number(begins(a))).map((metric) => metric.id);
}
