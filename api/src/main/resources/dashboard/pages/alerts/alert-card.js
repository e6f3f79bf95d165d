import { html, nothing } from 'lit';
import { isLive, isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { reason, ruleOf, scope, valueNow } from '../../words/names.js';
import * as icons from '../../parts/icons.js';
import { stateOf } from '../../parts/readings.js';
import { alertName, episodeName, isOpen, silencedText } from './alert-words.js';
import { clockMillis } from './clock.js';

/**
 * @typedef {import('../../state/types.js').Alert} Alert
 * @typedef {'acknowledge' | 'giveBack' | 'silence' | 'comment' | 'rearm'} Deed
 */

/**
 * One alert as it stands, and what can be done about it.
 *
 * @param {Alert} alert
 * @param {import('./alert-words.js').Silence[]} silences
 * @param {(deed: Deed, alert: Alert) => void} act
 */
export function alertCard(alert, silences, act) {
    const rule = ruleOf(alert);
    const state = isOutdated(store.state) ? 'stale' : alert.state;
    return html`
        <li class="alert is-${state}" data-rule=${alert.rule} data-state=${alert.state}>
            <div class="head">
                <h2><a href=${route.to('alerts', alert.rule)}>${alertName(alert)}</a></h2>
                ${stateOf(state)}
            </div>
            <p class="reason ${isLive(store.state) ? 'is-live' : 'is-still'}">${reason(alert, valueNow(alert))}</p>
            <p class="about">
                ${rule ? html`<span class="severity is-${rule.severity}">${t(`severity.${rule.severity}`)}</span><span>${scope(rule)}</span>` : nothing}
                ${since(alert)}
                ${rule ? html`<span class="owner">${icons.person}<span class="unseen">${t('owner')}</span>${rule.owner}</span>` : nothing}
                ${alert.provisional ? html`<span>${icons.clock}${t('alerts.provisional')}</span>` : nothing}
            </p>
            ${marks(alert, silences)}
            <div class="acts">${deeds(alert).map((deed) => button(deed, alert, act))}</div>
        </li>
    `;
}

/** @param {Alert} alert */
function since(alert) {
    if (!alert.since || alert.state === 'inactive') return nothing;
    const lasted = clockMillis() - Date.parse(alert.since);
    return html`<span>${t('alerts.since', { time: format.minute(alert.since) })}${lasted >= 1000 ? ` (${format.duration(lasted)})` : ''}</span>`;
}

/** Who took it on, and why nobody is told of it. @param {Alert} alert @param {import('./alert-words.js').Silence[]} silences */
function marks(alert, silences) {
    const { acknowledgement, silencedBy, inhibitedBy } = alert;
    if (!acknowledgement && !silencedBy && !inhibitedBy) return nothing;
    return html`
        <ul class="marks">
            ${acknowledgement
                ? html`<li>${icons.check}<span>${t('alerts.acknowledged', { name: acknowledgement.owner })}${acknowledgement.comment ? html`: <q>${acknowledgement.comment}</q>` : nothing}</span></li>`
                : nothing}
            ${silencedBy ? html`<li>${icons.mute}<span>${silencedText(silencedBy, silences)}</span></li>` : nothing}
            ${inhibitedBy ? html`<li>${icons.link}<span>${t('alerts.inhibited', { rule: episodeName(inhibitedBy) })}</span></li>` : nothing}
        </ul>
    `;
}

/** @param {Alert} alert @returns {Deed[]} */
function deeds(alert) {
    /** @type {Deed[]} */
    const all = ['silence', 'comment'];
    if (isOpen(alert)) all.unshift(alert.acknowledgement ? 'giveBack' : 'acknowledge');
    if (ruleOf(alert)?.once && alert.state === 'resolved') all.push('rearm');
    return all;
}

/** @param {Deed} deed @param {Alert} alert @param {(deed: Deed, alert: Alert) => void} act */
function button(deed, alert, act) {
    return html`
        <button class=${deed === 'acknowledge' ? 'primary' : 'quiet'} type="button" data-act=${deed} @click=${() => act(deed, alert)}>
            ${t(`act.${deed}`)}<span class="unseen"> ${alertName(alert)}</span>
        </button>
    `;
}
