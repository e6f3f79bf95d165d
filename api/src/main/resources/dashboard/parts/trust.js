import { html } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';

/** @typedef {import('../state/types.js').Trust} Trust */

/** The line under the page: what every number on it rests on. @param {Trust} trust */
export function trustLine(trust) {
    const facts = [
        [t('trust.sequence'), format.count(trust.sequence)],
        [t('trust.watermark'), format.second(trust.sources.length ? trust.watermark : null)],
        [t('trust.late'), format.count(trust.late)],
        [t('trust.duplicates'), format.count(trust.duplicates)],
        [t('trust.rejected'), format.count(trust.rejected)],
        [t('trust.error'), errorOf(trust)],
        [t('trust.definition'), trust.definition],
    ];
    return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** How far the values may be off. @param {Trust} trust */
export function errorOf(trust) {
    return trust.error > 0 ? t('trust.within', { error: format.percentText(trust.error) }) : t('trust.exact');
}
