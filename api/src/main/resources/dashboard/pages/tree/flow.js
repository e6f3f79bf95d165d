/** What each component contributed to its parent's change, as the server explains it. */
import * as http from '../../server/http.js';
import { store } from '../../state/store.js';

const REFRESH_MILLIS = 5000;

/**
 * @typedef {object} Flow
 * @property {number} change of the parent
 * @property {Map<string, number>} contributions by child
 * @property {number} residual what the formula leaves of the change
 */

/** The question for all component formulas of the tree. @returns {import('../../server/ask.js').Question<Map<string, Flow>> | null} */
export function flowQuestion() {
    const { definition, window, against, tree } = store.state;
    const parents = (definition?.components ?? []).map((component) => component.parent).filter((parent) => metric(parent)?.windows.includes(window));
    if (!tree || !parents.length) return null;
    return {
        key: JSON.stringify([definition?.version, window, against]),
        everyMillis: REFRESH_MILLIS,
        load: async (signal) => {
            const flows = await Promise.all(parents.map((parent) => explain(parent, { window, against, depth: 1, segments: 0 }, signal)));
            return new Map(flows.flatMap((flow, i) => (flow ? [[parents[i], flow]] : [])));
        },
    };
}

/** @param {string} id */
function metric(id) {
    return store.state.definition?.metrics.find((one) => one.id === id);
}

/** @param {string} parent @param {import('../../server/http.js').Query} query @param {AbortSignal} signal @returns {Promise<Flow | null>} null when there is nothing to compare with */
async function explain(parent, query, signal) {
    const { explanation } = await http.get(`/v1/explain/${encodeURIComponent(parent)}`, query, signal);
    if (explanation.change === null || !explanation.component) return null;
    /** @type {{of: string, name: string | null, contribution: number | null}[]} */
    const contributions = explanation.component.contributions;
    const residual = contributions.find((one) => one.of === 'residual')?.contribution ?? 0;
    const children = contributions.flatMap(({ of, name, contribution }) => (of === 'metric' && name && contribution !== null ? [/** @type {[string, number]} */ ([name, contribution])] : []));
    return { change: explanation.change, contributions: new Map(children), residual };
}
