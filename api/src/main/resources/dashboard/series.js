/**
 * The past of the metric in the detail: fetched when it is opened or when another span is chosen, and again whenever the
 * data's clock has moved by a step.
 */
import { Refused, series } from './api.js';
import { lengthMillis } from './format.js';
import { store } from './store.js';

/** What can be looked at, and how far apart its points are. The steps are ones the history still holds that far back. */
export const SPANS = /** @type {Record<string, string>} */ ({ '1h': '1m', '6h': '5m', '1d': '15m', '7d': '1h', '28d': '4h', '90d': '1d' });
const FETCH_PAUSE_MILLIS = 1500;

/** The span that shows a window best: several of its lengths. @param {string} window */
export function spanFor(window) {
    const millis = lengthMillis(window);
    if (Number.isNaN(millis)) return window === 'today' ? '7d' : '90d';
    if (millis <= 3_600_000) return '1h';
    if (millis <= 6 * 3_600_000) return '1d';
    if (millis <= 86_400_000) return '7d';
    return millis <= 7 * 86_400_000 ? '28d' : '90d';
}

/** @returns {string} the span now shown */
export function currentSpan() {
    const { route, window } = store.state;
    return route.span && route.span in SPANS ? route.span : spanFor(window);
}

let shown = '';
let shownClockMillis = 0;
let fetchedAtMillis = 0;
let running = /** @type {AbortController | null} */ (null);

/** Keeps the series in step with the store from now on. */
export function follow() {
    store.listen(() => void look());
}

async function look() {
    const { route, window, tree, definition } = store.state;
    const metric = definition?.metrics.find((m) => m.id === route.metric);
    if (!metric || !tree || !metric.windows.includes(window)) {
        if (store.state.series) store.update({ series: null });
        shown = '';
        return;
    }
    const span = currentSpan();
    const step = SPANS[span];
    const clockMillis = Date.parse(tree.trust.clock);
    const key = `${metric.id} ${window} ${span} ${definition?.version}`;
    const moved = Math.abs(clockMillis - shownClockMillis) >= lengthMillis(step);
    if (key === shown && (!moved || running || Date.now() - fetchedAtMillis < FETCH_PAUSE_MILLIS)) return;
    if (key !== shown) store.update({ series: null });
    shown = key;
    shownClockMillis = clockMillis;
    fetchedAtMillis = Date.now();
    await load(metric.id, window, span, step, clockMillis);
}

/** @param {string} metric @param {string} window @param {string} span @param {string} step @param {number} clockMillis */
async function load(metric, window, span, step, clockMillis) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const stepMillis = lengthMillis(step);
    const toMillis = Math.floor(clockMillis / stepMillis) * stepMillis;
    const from = new Date(toMillis - lengthMillis(span)).toISOString();
    try {
        const found = await series(metric, { window, from, to: new Date(toMillis).toISOString(), step }, mine.signal);
        store.update({ series: found });
    } catch (failure) {
        if (mine.signal.aborted) return;
        if (failure instanceof Refused) console.warn('the server refused a series', failure.problem);
        shownClockMillis = 0; // asked again at the next reading
    } finally {
        if (running === mine) running = null;
    }
}
