/**
 * Which stretch of time the node's chart shows, and how finely. The address says it: `span` is so long until now and goes
 * along with the clock, `from` and `to` stand still, `at` is a moment to show with what was around it.
 *
 *     #/node/orders?span=6h     #/node/orders?from=1323000000000&to=1323100000000     #/node/orders?at=1323000000000
 *
 * @typedef {object} Stretch
 * @property {number} from milliseconds, as all of these
 * @property {number} to
 * @property {string | null} span null for one that stands still
 * @property {number} step between two points
 * @property {number} loadFrom somewhat more than is shown, so that there is something to pan to
 * @property {number} loadTo
 * @property {number} loadAhead how far what it is compared with is loaded, for what is still to come
 */
import * as format from '../../words/format.js';
import { offsetMillis } from '../../words/zone.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

export const SPANS = ['5m', '1h', '6h', '1d', '7d', '28d', '90d', '1y', '3y'];
export const COMPARISONS = ['none', 'previous', 'day', 'weekday', 'year'];
const STEPS = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, DAY];
/** How fine the past is kept, the newest first, where a definition does not say otherwise. */
const KEPT = [[HOUR, SECOND], [2 * DAY, MINUTE], [90 * DAY, HOUR], [Infinity, DAY]];
const CALENDAR_DAYS = /** @type {Record<string, number>} */ ({ today: 1, week: 7, month: 31, quarter: 92, year: 366 });
const POINTS_SHOWN = 720;
/** Of the 10,000 that the server gives at a time. */
const POINTS_LOADED = 9000;
const SHORTEST = 5 * MINUTE;
const LONGEST = 3 * YEAR;
/** A range that ends so close to the clock, as a share of it, goes along with it. */
const AT_THE_END = 0.02;

/** @param {Record<string, string>} query @param {string} window @param {number} clock @returns {Stretch} */
export function stretchOf(query, window, clock) {
    const asked = range(query, clock);
    if (asked) return { ...asked, span: null, ...loaded(asked.from, asked.to, window, clock) };
    const span = spanMillis(query.span) ? query.span : usualSpan(window);
    const long = Math.min(LONGEST, Math.max(SHORTEST, spanMillis(span)));
    const moment = Number(query.at);
    if (moment && !query.span) {
        const to = Math.min(clock, moment + long / 2);
        return { from: to - long, to, span: null, ...loaded(to - long, to, window, clock) };
    }
    return { from: clock - long, to: clock, span, ...loaded(clock - long, clock, window, clock) };
}

/** A stretch the reader went to, as the address writes it: within the time there is, neither too short nor too long. @param {number} from @param {number} to @param {number} clock */
export function addressOf(from, to, clock) {
    const long = Math.round(Math.min(LONGEST, Math.max(SHORTEST, to - from)));
    const end = Math.min(clock, Math.round((from + to + long) / 2));
    if (clock - end <= long * AT_THE_END) return { span: `${Math.round(long / SECOND)}s`, from: null, to: null, at: null };
    return { span: null, from: String(end - long), to: String(end), at: null };
}

/** The spans of which a window has more than a few points. @param {string} window */
export function spansFor(window) {
    return SPANS.filter((span) => spanMillis(span) >= 10 * finest(spanMillis(span) + windowMillis(window)));
}

/** @param {string | undefined} span as in 6h or 3y @returns {number} 0 for none */
export function spanMillis(span) {
    return format.lengthMillis(span ?? '') || 0;
}

/**
 * How much earlier is what a stretch is compared with. A day, a week and a year earlier are at the same local time.
 *
 * @param {string} comparison one of COMPARISONS
 * @param {Stretch} stretch
 */
export function shiftOf(comparison, { from, to }) {
    if (comparison === 'previous') return to - from;
    const date = new Date(to);
    if (comparison === 'year') date.setUTCFullYear(date.getUTCFullYear() - 1);
    else date.setUTCDate(date.getUTCDate() - (comparison === 'day' ? 1 : 7));
    return to - date.getTime() + offsetMillis(date.getTime()) - offsetMillis(to);
}

/** @param {Record<string, string>} query @param {number} clock */
function range(query, clock) {
    const from = Number(query.from);
    const to = Math.min(clock, Number(query.to));
    return from > 0 && to - from >= SECOND ? { from: Math.max(from, to - LONGEST), to } : null;
}

/** Several lengths of the window. @param {string} window */
function usualSpan(window) {
    const long = windowMillis(window);
    if (window === 'today') return '7d';
    if (long <= HOUR) return '6h';
    if (long < DAY) return '1d';
    if (long === DAY) return '7d';
    return long <= 7 * DAY ? '28d' : '90d';
}

/** @param {string} window */
function windowMillis(window) {
    return window in CALENDAR_DAYS ? CALENDAR_DAYS[window] * DAY : format.lengthMillis(window) || DAY;
}

/** How fine history is so long ago. @param {number} age */
function finest(age) {
    return KEPT.find(([until]) => age <= until)?.[1] ?? DAY;
}

/**
 * A calendar window falls to nothing where a period begins. That is seen in steps of an hour; in steps of a day it is
 * looked at an hour before the day ends.
 *
 * @param {number} from @param {number} to @param {string} window @param {number} clock
 */
function loaded(from, to, window, clock) {
    const falls = window in CALENDAR_DAYS;
    const hourly = falls && (to - from) / HOUR <= POINTS_LOADED;
    const least = hourly ? Math.min(HOUR, finest(clock - from)) : finest(clock - from + windowMillis(window));
    const step = STEPS.find((s) => s >= least && ((to - from) / s <= POINTS_SHOWN || (hourly && s >= HOUR))) ?? DAY;
    const room = Math.max(0, Math.min((to - from) / 2, (POINTS_LOADED * step - (to - from)) / 2));
    const lead = falls && step === DAY ? HOUR + offsetMillis(to) : 0;
    const loadFrom = Math.floor((from - room + lead) / step) * step - lead;
    const loadTo = Math.min(Math.floor((clock + lead) / step), Math.ceil((to + room + lead) / step)) * step - lead;
    return { step, loadFrom, loadTo, loadAhead: Math.min(loadTo + Math.ceil((to - from) / 2 / step) * step, loadFrom + POINTS_LOADED * step) };
}
