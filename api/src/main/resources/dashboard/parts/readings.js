/** Small pieces that several views show alike: a value, its change, a state. */
import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import * as icons from './icons.js';

/**
 * @typedef {import('../state/types.js').MetricDefinition} MetricDefinition
 * @typedef {import('../state/types.js').Previous} Previous
 */

const ARROWS = { up: icons.up, down: icons.down };
const STATE_ICONS = {
    firing: icons.bell,
    recovering: icons.clock,
    pending: icons.clock,
    resolved: icons.check,
    inactive: icons.check,
    no_data: icons.broken,
    error: icons.broken,
    stale: icons.broken,
};

/** @param {number | null | undefined} value @param {MetricDefinition | undefined} metric */
export function valueOf(value, metric, full = false) {
    const { text, suffix } = format.value(value, metric, { full });
    return html`<span class="number">${text}</span>${suffix ? html`<span class="suffix">${suffix}</span>` : nothing}`;
}

/**
 * The change against the previous window: an arrow, its name for those who do not see it, percent and absolute.
 *
 * @param {number | null | undefined} value
 * @param {Previous | null | undefined} previous
 * @param {MetricDefinition | undefined} metric
 */
export function changeOf(value, previous, metric, explain = true) {
    const change = format.change(value, previous?.value, metric);
    if (!change) return html`<span class="change is-none">${t('change.none')}</span>`;
    const against = previous ? t('change.against', { from: format.minute(previous.from), to: format.minute(previous.to) }) : '';
    if (change.direction === 'flat') {
        return html`<span class="change is-flat" title=${explain ? against : nothing}>${icons.flat}<span>${t('change.flat')}</span></span>`;
    }
    return html`
        <span class="change is-${change.direction}" title=${explain ? against : nothing}>
            ${ARROWS[change.direction]}<span class="unseen">${t(`change.${change.direction}`)}</span>
            ${change.points ? html`<b>${t('change.points', { points: change.absolute })}</b>` : nothing}
            ${change.percent && !change.points ? html`<b>${change.percent}</b>` : nothing}
            ${change.points ? nothing : html`<span class="absolute">${change.absolute}</span>`}
        </span>
    `;
}

/** @param {import('../state/types.js').Alert['state'] | 'stale'} state */
export function stateOf(state) {
    return html`<span class="state is-${state}">${STATE_ICONS[state]}<span>${t(`state.${state}`)}</span></span>`;
}
