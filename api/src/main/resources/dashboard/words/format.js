/**
 * Numbers, dates and spans for people, by the page's language and the tree's zone. A missing number is a dash, never a
 * zero.
 *
 * @typedef {import('../state/types.js').MetricDefinition} MetricDefinition
 */
import { store } from '../state/store.js';

const NONE = '–';
const MINUS = '−';
const UNIT_MILLIS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, y: 365 * 86_400_000 };
const UNIT_NAMES = { s: 'second', m: 'minute', h: 'hour', d: 'day', y: 'year' };
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** @type {Map<string, Intl.NumberFormat | Intl.DateTimeFormat>} */
const formatters = new Map();

/** Dates in English are written the British way: day before month, 24 hours. */
function locale() {
    return store.state.language === 'zh' ? 'zh-CN' : 'en-GB';
}

/** @param {Intl.NumberFormatOptions} options @returns {Intl.NumberFormat} */
function numbers(options) {
    const key = `n ${locale()} ${JSON.stringify(options)}`;
    let found = formatters.get(key);
    if (!found) formatters.set(key, (found = new Intl.NumberFormat(locale(), options)));
    return /** @type {Intl.NumberFormat} */ (found);
}

/** @param {Intl.DateTimeFormatOptions} options @returns {Intl.DateTimeFormat} */
function dates(options) {
    const timeZone = store.state.definition?.zone ?? 'UTC';
    const key = `d ${locale()} ${timeZone} ${JSON.stringify(options)}`;
    let found = formatters.get(key);
    if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale(), { timeZone, hourCycle: 'h23', ...options })));
    return /** @type {Intl.DateTimeFormat} */ (found);
}

/** @param {string} formatted */
function typographic(formatted) {
    return formatted.replace('-', MINUS);
}

/** How a metric's unit is written: a currency or percent becomes part of the number, the rest stands after it. */
function unitOf(/** @type {MetricDefinition | undefined} */ metric) {
    const unit = metric?.unit ?? '';
    const [first, ...rest] = unit.split('/');
    const suffix = rest.length ? `/ ${rest.join('/')}` : '';
    if (CURRENCIES.has(first)) return { currency: first, percent: false, suffix };
    if (unit === '%') return { currency: null, percent: true, suffix: '' };
    const counted = metric?.kind === 'count' || metric?.kind === 'distinct' || unit === '1';
    return { currency: null, percent: false, suffix: counted ? '' : unit };
}

/** @param {number} size @param {MetricDefinition | undefined} metric @param {boolean} full */
function precision(size, metric, full) {
    const { currency, percent } = unitOf(metric);
    if (metric?.kind === 'count' || metric?.kind === 'distinct') return { maximumFractionDigits: 0 };
    if (currency) {
        const digits = full || size < 1000 ? 2 : 0;
        return { minimumFractionDigits: digits, maximumFractionDigits: digits };
    }
    if (percent) return { minimumFractionDigits: full ? 2 : 1, maximumFractionDigits: full ? 2 : 1 };
    return { maximumFractionDigits: full ? 6 : size >= 1000 ? 0 : size >= 10 ? 1 : 3 };
}

/**
 * A metric's value and what stands after it.
 *
 * @param {number | null | undefined} value
 * @param {MetricDefinition | undefined} metric
 * @param {{full?: boolean, compact?: boolean, signed?: boolean}} [how] full: every decimal that matters; compact: for axes
 * @returns {{text: string, suffix: string}}
 */
export function value(value, metric, how = {}) {
    if (value === null || value === undefined || !Number.isFinite(value)) return { text: NONE, suffix: '' };
    const { currency, percent, suffix } = unitOf(metric);
    /** @type {Intl.NumberFormatOptions} */
    const options = how.compact
        ? { notation: 'compact', maximumSignificantDigits: 3 }
        : precision(Math.abs(value), metric, how.full ?? false);
    if (currency) Object.assign(options, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    if (percent) options.style = 'percent';
    if (how.signed) options.signDisplay = 'exceptZero';
    return { text: typographic(numbers(options).format(value)), suffix };
}

/** The value and its unit as one text. @param {number | null | undefined} number @param {MetricDefinition | undefined} metric */
export function valueText(number, metric, how = {}) {
    const { text, suffix } = value(number, metric, how);
    return suffix ? `${text} ${suffix}` : text;
}

/**
 * The step from the previous value to this one.
 *
 * @param {number | null | undefined} now
 * @param {number | null | undefined} before
 * @param {MetricDefinition | undefined} metric
 * @returns {{direction: 'up' | 'down' | 'flat', percent: string, absolute: string, points: boolean} | null} null when there is nothing to compare
 */
export function change(now, before, metric) {
    if (now === null || now === undefined || before === null || before === undefined) return null;
    const by = now - before;
    const { text, points } = step(by, metric);
    const share = before === 0 ? null : by / Math.abs(before);
    const percent = share === null ? '' : percentText(Math.abs(share));
    const flat = share === null ? by === 0 : Math.abs(share) < 0.0005;
    return { direction: flat ? 'flat' : by > 0 ? 'up' : 'down', percent, absolute: text, points };
}

/**
 * How much a metric went up or down. A percentage does so in points, of which a hundred are the whole.
 *
 * @param {number | null} by
 * @param {MetricDefinition | undefined} metric
 * @param {{signed?: boolean, digits?: number}} [how] digits of points
 * @returns {{text: string, points: boolean}}
 */
export function step(by, metric, { signed = true, digits = 1 } = {}) {
    const points = unitOf(metric).percent;
    if (!points || by === null) return { text: value(by, metric, { signed }).text, points };
    /** @type {Intl.NumberFormatOptions} */
    const options = { maximumFractionDigits: digits, minimumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'never' };
    return { text: typographic(numbers(options).format(by * 100)), points };
}

/** @param {number} share 0.034 is 3.4 % */
export function percentText(share) {
    return typographic(numbers({ style: 'percent', maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 }).format(share));
}

/** @param {number | null | undefined} count */
export function count(count) {
    return count === null || count === undefined ? NONE : numbers({ maximumFractionDigits: 0 }).format(count);
}

/** A moment to the minute, in the tree's zone. @param {string | number | null | undefined} moment */
export function minute(moment) {
    return at(moment, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/** A moment to the second. @param {string | number | null | undefined} moment */
export function second(moment) {
    return at(moment, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** A moment to the millisecond. @param {string | number | null | undefined} moment */
export function millisecond(moment) {
    return at(moment, {
        day: 'numeric', month: 'short', year: 'numeric',
        hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
    });
}

/** A date of the calendar, such as "2011-10-31" or the month "2011-10". @param {string} date */
export function date(date) {
    const millis = Date.parse(date);
    const day = /** @type {Intl.DateTimeFormatOptions} */ (date.length > 7 ? { day: 'numeric' } : { year: 'numeric' });
    return Number.isFinite(millis) ? dates({ ...day, month: 'short', timeZone: 'UTC' }).format(millis) : date;
}

/** Monday is 0. @param {number} weekday @param {'long' | 'short'} width */
export function weekdayName(weekday, width = 'long') {
    return dates({ weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + weekday)); // a Monday
}

/** The beginning of an hour of the day. @param {number} hour */
export function hourName(hour) {
    return dates({ hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1, hour));
}

/** On which weekday and in which hour a moment falls in the tree's zone. @param {number} millis @returns {{weekday: number, hour: number}} */
export function weekHour(millis) {
    const timeZone = zone();
    const key = `w ${timeZone}`;
    let parts = /** @type {Intl.DateTimeFormat | undefined} */ (formatters.get(key));
    if (!parts) {
        parts = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', hourCycle: 'h23' });
        formatters.set(key, parts);
    }
    const of = Object.fromEntries(parts.formatToParts(millis).map(({ type, value }) => [type, Number(value)]));
    return { weekday: (new Date(Date.UTC(of.year, of.month - 1, of.day)).getUTCDay() + 6) % 7, hour: of.hour };
}

/** The label of a time axis whose ticks are stepSeconds apart. @param {number} seconds @param {number} stepSeconds */
export function axisTime(seconds, stepSeconds) {
    const millis = seconds * 1000;
    if (stepSeconds >= 28 * 86_400) return dates({ month: 'short', year: 'numeric' }).format(millis);
    const clock = dates({ hour: '2-digit', minute: '2-digit' }).format(millis);
    if (stepSeconds >= 86_400 || clock === '00:00') return dates({ day: 'numeric', month: 'short' }).format(millis);
    return stepSeconds < 60 ? dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(millis) : clock;
}

/** @param {string | number | null | undefined} moment @param {Intl.DateTimeFormatOptions} options */
function at(moment, options) {
    if (moment === null || moment === undefined) return NONE;
    const millis = typeof moment === 'number' ? moment : Date.parse(moment);
    return Number.isFinite(millis) ? dates(options).format(millis) : NONE;
}

/** A window's or span's length: "28d" is "28 days". "today" has no length. @param {string} text @param {'long' | 'short'} width */
export function length(text, width = 'long') {
    const match = /^(\d+)([smhdy])$/.exec(text);
    if (!match) return text;
    const unit = UNIT_NAMES[/** @type {keyof typeof UNIT_NAMES} */ (match[2])];
    return numbers({ style: 'unit', unit, unitDisplay: width }).format(Number(match[1]));
}

/** @param {string} text as in "28d" @returns {number} NaN for a calendar window */
export function lengthMillis(text) {
    const match = /^(\d+)([smhdy])$/.exec(text);
    return match ? Number(match[1]) * UNIT_MILLIS[/** @type {keyof typeof UNIT_MILLIS} */ (match[2])] : NaN;
}

/** A duration in its largest fitting unit: 5,400,000 ms is "1.5 hours". @param {number} millis */
export function duration(millis) {
    const size = Math.abs(millis);
    const [unit, divisor] =
        size >= UNIT_MILLIS.d ? ['day', UNIT_MILLIS.d]
        : size >= UNIT_MILLIS.h ? ['hour', UNIT_MILLIS.h]
        : size >= UNIT_MILLIS.m ? ['minute', UNIT_MILLIS.m]
        : size >= UNIT_MILLIS.s ? ['second', UNIT_MILLIS.s]
        : ['millisecond', 1];
    return numbers({ style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 }).format(millis / Number(divisor));
}

/** The zone as people write it beside a time. */
export function zone() {
    return store.state.definition?.zone ?? 'UTC';
}
