import { html } from 'lit';
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { ruleOf } from '../../words/names.js';
import { alertName } from './alert-words.js';

/** Which alerts are looked at: by state, severity, owner and text. Kept in the address, so that a copied one shows the same. */

const STATES = ['firing', 'recovering', 'pending', 'no_data', 'error', 'resolved', 'inactive'];
const SEVERITIES = ['critical', 'warning', 'info'];
/** There the fields wait to be unfolded: what fires comes first. */
const PHONE = matchMedia('(max-width: 640px)');
const NAMES = ['state', 'severity', 'owner', 'text'];

/** Some alerts may be hidden. */
export function isFiltered() {
    return NAMES.some((name) => store.state.route.query[name]);
}

/** @param {import('../../state/types.js').Alert} alert */
export function fits(alert) {
    const { state, severity, owner, text } = store.state.route.query;
    const rule = ruleOf(alert);
    return (
        (!state || alert.state === state) &&
        (!severity || rule?.severity === severity) &&
        (!owner || rule?.owner === owner) &&
        (!text || `${alertName(alert)} ${alert.rule}`.toLowerCase().includes(text.toLowerCase()))
    );
}

export function filterFields() {
    const { query } = store.state.route;
    const owners = [...new Set((store.state.definition?.alerts ?? []).map((rule) => rule.owner))].sort();
    const set = (/** @type {string} */ name) => (/** @type {Event} */ event) => {
        route.become(route.here({ [name]: /** @type {HTMLInputElement} */ (event.target).value }));
    };
    const select = (/** @type {string} */ name, /** @type {string} */ legend, /** @type {{value: string, text: string}[]} */ options) => html`
        <label>
            <span class="unseen">${legend}</span>
            <select class="input" name=${name} @change=${set(name)}>
                <option value="">${legend}</option>
                ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === query[name]}>${text}</option>`)}
            </select>
        </label>
    `;
    return html`
        <details class="filter-fold" ?open=${isFiltered() || !PHONE.matches}>
            <summary class="quiet">${t('alerts.filter')}</summary>
            <form class="filter" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
                <label>
                    <span class="unseen">${t('alerts.filter.text')}</span>
                    <input class="input" type="search" name="text" placeholder=${t('alerts.filter.text')} .value=${query.text ?? ''} @input=${set('text')} />
                </label>
                ${select('state', t('alerts.filter.state'), STATES.map((state) => ({ value: state, text: t(`state.${state}`) })))}
                ${select('severity', t('alerts.filter.severity'), SEVERITIES.map((severity) => ({ value: severity, text: t(`severity.${severity}`) })))}
                ${select('owner', t('alerts.filter.owner'), owners.map((owner) => ({ value: owner, text: owner })))}
            </form>
        </details>
    `;
}
