/**
 * What a metric will have brought at the end of the hour, the day, the week and the month.
 *
 * @typedef {object} Period
 * @property {'hour' | 'day' | 'week' | 'month'} period
 * @property {string} from
 * @property {string} to
 * @property {number | null} soFar
 * @property {number | null} expected null while too little is known
 * @property {number | null} low80
 * @property {number | null} high80
 * @property {number | null} low95
 * @property {number | null} high95
 *
 * @typedef {{learntHours: number, periods: Period[], trust: import('../../state/types.js').Trust}} Forecast
 */
import * as http from '../../server/http.js';
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';

const KINDS = ['count', 'sum'];
/** The calendar windows whose end a forecast is for. */
const PERIODS = /** @type {Record<string, string>} */ ({ today: 'day', week: 'week', month: 'month' });
const EVERY_MILLIS = 60_000;

/** What to ask: forecasts are of counts and sums as a whole. @param {import('./at.js').At | null} here @returns {import('../../server/ask.js').Question<Forecast> | null} */
export function forecastOf(here) {
    if (!here || !KINDS.includes(here.metric.kind) || Object.keys(here.where).length) return null;
    return {
        key: JSON.stringify(['forecast', here.metric.id, store.state.definition?.version]),
        everyMillis: EVERY_MILLIS,
        load: (signal) => http.get(`/v1/forecast/${encodeURIComponent(here.metric.id)}`, {}, signal),
    };
}

/** Whether a window is a period that forecasts are for. @param {string} window */
export function isPeriod(window) {
    return window in PERIODS;
}

/** The period that a window is, where one is and something is expected of it. @param {Forecast | null} forecast @param {string} window @returns {Period | null} */
export function periodOf(forecast, window) {
    const period = forecast?.periods.find((one) => one.period === PERIODS[window]);
    return period && period.expected !== null ? period : null;
}

/** From what there is now to the ranges at the period's end. @param {Period} period @param {number} clock @param {number | null} now @returns {import('../../charts/bands.js').Band[]} */
export function coneOf(period, clock, now) {
    const times = [clock / 1000, Date.parse(period.to) / 1000];
    return [
        { times, low: [now, period.low95], high: [now, period.high95], middle: [now, period.expected], tone: 'faint', name: t('forecast.possible') },
        { times, low: [now, period.low80], high: [now, period.high80], tone: 'strong', name: t('forecast.likely') },
    ];
}
