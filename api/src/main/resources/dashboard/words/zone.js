/** Moments as the clocks on the walls of the tree's zone show them, the way date fields write them: 2011-12-09T12:50. */
import { store } from '../state/store.js';

const FIELDS = /** @type {Intl.DateTimeFormatOptions} */ ({
    hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});

/** @param {number} millis @returns {string} to the minute */
export function localOf(millis) {
    const timeZone = store.state.definition?.zone ?? 'UTC';
    const parts = new Intl.DateTimeFormat('en', { timeZone, ...FIELDS }).formatToParts(millis);
    const of = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? '';
    return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/**
 * The moment at which the zone's clocks show that. Where they show it twice, the later one; where they leap over it, one
 * within the hour.
 *
 * @param {string} local
 * @returns {number} NaN for what is no date
 */
export function momentOf(local) {
    const wanted = Date.parse(`${local}Z`);
    if (Number.isNaN(wanted)) return NaN;
    const near = wanted - offsetMillis(wanted);
    return wanted - offsetMillis(near);
}

/** How far the zone's clocks are ahead of UTC. @param {number} millis */
export function offsetMillis(millis) {
    return Date.parse(`${localOf(millis)}Z`) - Math.floor(millis / 60_000) * 60_000;
}

/** @type {Record<string, [number, number]>} days and months from a calendar window's beginning to its end */
const CALENDAR = { today: [1, 0], week: [7, 0], month: [0, 1], quarter: [0, 3], year: [0, 12] };

/** When a calendar window that began then is over. @param {string} window @param {number} from @returns {number} NaN for a length */
export function endOf(window, from) {
    const [days, months] = CALENDAR[window] ?? [NaN, NaN];
    const begun = new Date(`${localOf(from)}Z`);
    const end = Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + months, begun.getUTCDate() + days);
    return Number.isNaN(end) ? NaN : momentOf(new Date(end).toISOString().slice(0, 16));
}
