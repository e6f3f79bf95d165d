/** Times of day in the tree's zone: what a reader types into a field for a time, and the moment that it names. */
import * as format from '../../words/format.js';

/** A moment as a field for date and time holds it: 2011-12-09T14:30. @param {number} millis @returns {string} "" for none */
export function fieldTime(millis) {
    if (!Number.isFinite(millis)) return '';
    const parts = new Intl.DateTimeFormat('en-CA', {
        timeZone: format.zone(), hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    }).formatToParts(millis);
    const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment that such a field names. Where a change of clocks leaves that time out, the moment an hour on. @param {string} text @returns {number} NaN when it names none */
export function momentOf(text) {
    const wanted = Date.parse(`${text}Z`);
    let millis = wanted;
    for (let i = 0; i < 2 && Number.isFinite(millis); i++) millis += wanted - Date.parse(`${fieldTime(millis)}Z`);
    return millis;
}

/** Nine in the morning of the day after. @param {number} millis */
export function tomorrowMorning(millis) {
    const next = new Date(Date.parse(`${fieldTime(millis).slice(0, 10)}T00:00Z`) + 86_400_000).toISOString();
    return momentOf(`${next.slice(0, 10)}T09:00`);
}
