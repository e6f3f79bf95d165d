/** The recent past of a metric as a few dozen points, for drawings that are too small for more. */
import * as http from '../../server/http.js';
import { store } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';

/**
 * How far back, and how far apart the points are: a day of hours for short windows, four weeks of days else.
 *
 * @param {string} window
 */
function reachOf(window) {
    return format.lengthMillis(window) <= 3_600_000 ? { reach: '1d', step: '1h' } : { reach: '28d', step: '1d' };
}

/** In words, as in "28 days". @param {string} window */
export function reachName(window) {
    return format.length(reachOf(window).reach);
}

/** From when until when a series of whole steps goes that ends now. @param {string} reach @param {string} step */
export function until(reach, step) {
    const stepMillis = format.lengthMillis(step);
    const toMillis = Math.floor(Date.parse(store.state.tree?.trust.clock ?? '') / stepMillis) * stepMillis;
    const fromMillis = Math.max(0, toMillis - format.lengthMillis(reach)); // before the first event a stream clock stands at 1970
    return { from: new Date(fromMillis).toISOString(), to: new Date(toMillis).toISOString(), step };
}

/**
 * A question for the series of a metric within the reader's filter.
 *
 * @param {import('./at.js').At} here
 * @param {{metric?: string, by?: string | null, top?: number}} [of]
 * @returns {import('../../server/ask.js').Question<import('../../state/types.js').Series> | null} null before the clock is known
 */
export function trend({ metric, window, where }, of = {}) {
    if (!store.state.tree) return null;
    const { reach, step } = reachOf(window);
    const id = of.metric ?? metric.id;
    const query = { window, where: whereText(where), by: of.by, top: of.top };
    return {
        key: JSON.stringify([id, query, store.state.definition?.version]),
        everyMillis: format.lengthMillis(step),
        load: (signal) => http.series(id, { ...query, ...until(reach, step) }, signal),
    };
}
