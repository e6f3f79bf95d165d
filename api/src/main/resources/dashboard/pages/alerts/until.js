import { html } from 'lit';
import { t } from '../../words/i18n.js';
import * as format from '../../words/format.js';
import { localOf, momentOf } from '../../words/zone.js';
import { clockMillis } from './clock.js';

const LENGTHS = ['1h', '4h'];
const HOUR_MILLIS = 3_600_000;
const DAY_MILLIS = 86_400_000;

/** Until when something is silenced: the usual lengths, the next morning, or a time of the reader's. */
export function untilField() {
    const now = clockMillis();
    return html`
        <fieldset class="until">
            <legend>${t('act.until')}</legend>
            ${LENGTHS.map((length, i) => html`<label><input type="radio" name="until" value=${length} ?checked=${i === 0} /><span>${format.length(length)}</span></label>`)}
            <label><input type="radio" name="until" value="tomorrow" /><span>${t('act.until.tomorrow')}</span></label>
            <label><input type="radio" name="until" value="custom" /><span>${t('act.until.custom')}</span></label>
            <label class="field custom">
                <span>${t('act.until.time', { zone: format.zone() })}</span>
                <input type="datetime-local" name="end" min=${local(now)} value=${local(now + HOUR_MILLIS)} />
            </label>
        </fieldset>
    `;
}

/** The moment that was chosen. @param {Record<string, string>} fields @returns {number} */
export function endOf({ until, end }) {
    if (until === 'custom') return momentOf(end);
    return until === 'tomorrow' ? tomorrowMorning(clockMillis()) : clockMillis() + format.lengthMillis(until);
}

/** Nine in the morning of the day after. @param {number} millis */
function tomorrowMorning(millis) {
    const next = new Date(Date.parse(`${localOf(millis).slice(0, 10)}T00:00Z`) + DAY_MILLIS).toISOString();
    return momentOf(`${next.slice(0, 10)}T09:00`);
}

/** @param {number} millis @returns {string} "" before the clock is known */
function local(millis) {
    return Number.isFinite(millis) ? localOf(millis) : '';
}
