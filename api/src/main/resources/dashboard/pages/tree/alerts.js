import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { isOutdated } from '../../state/freshness.js';
import { label, reason, ruleOf, scope, valueNow } from '../../words/names.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { stateOf } from '../../parts/readings.js';

const URGENCY = { firing: 0, recovering: 1, error: 2, pending: 3, no_data: 4, resolved: 5, inactive: 6 };
const LOG_AT_FIRST = 8;

/**
 * @typedef {import('../../state/types.js').Alert} Alert
 * @typedef {import('../../state/types.js').RuleDefinition} RuleDefinition
 */

/** Every rule with its state now, and the transitions with the four times of each. */
class Alerts extends View {
    static properties = { whole: { state: true } };

    constructor() {
        super();
        this.whole = false;
        new Watch(this, 'words', 'definition', 'alerts', 'connection', 'tree');
    }

    render() {
        const { alerts, definition } = store.state;
        if (!definition) return nothing;
        const current = [...(alerts?.alerts ?? [])].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
        const firing = current.filter((alert) => alert.state === 'firing').length;
        const log = alerts?.log ?? [];
        const shown = this.whole ? log : log.slice(0, LOG_AT_FIRST);
        return html`
            <section class="alerts" aria-labelledby="alerts-title">
                <header>
                    <h2 class="section" id="alerts-title" tabindex="-1">${icons.bell}${t('alerts')}</h2>
                    <span class="tally ${firing ? 'is-firing' : ''}">${firing ? plural('alerts.firing', firing) : t('alerts.quiet')}</span>
                </header>
                ${definition.alerts.length ? nothing : html`<p class="faint">${t('alerts.none')}</p>`}
                <ul class="rules">${current.map((alert) => this.#rule(alert))}</ul>
                <h3 class="section">${t('alerts.log')}</h3>
                ${log.length ? nothing : html`<p class="faint">${t('alerts.logEmpty')}</p>`}
                <ul class="log">${shown.map((entry) => this.#entry(entry))}</ul>
                ${log.length > LOG_AT_FIRST
                    ? html`<button class="quiet" type="button" @click=${() => (this.whole = !this.whole)}>
                          ${this.whole ? t('fewer') : plural('all', log.length)}
                      </button>`
                    : nothing}
            </section>
        `;
    }

    /** @param {Alert} alert */
    #rule(alert) {
        const rule = ruleOf(alert);
        const state = isOutdated(store.state) ? 'stale' : alert.state;
        return html`
            <li class="rule is-${state}" data-rule=${alert.rule} data-state=${alert.state}>
                <div class="head">
                    <a href=${ruleAddress(rule)}>${label(rule?.labels, alert.rule)}</a>
                    ${stateOf(state)}
                </div>
                <p class="reason">${reason(alert, valueNow(alert))}</p>
                <p class="faint">
                    ${rule ? html`<span>${scope(rule)}</span>` : nothing}
                    ${alert.since && alert.state !== 'inactive' ? html`<span>${t('alerts.since', { time: format.minute(alert.since) })}</span>` : nothing}
                </p>
                ${rule && alert.state === 'firing'
                    ? html`<p class="faint"><span>${t(`severity.${rule.severity}`)}</span><span class="owner">${icons.person}${rule.owner}</span></p>`
                    : nothing}
            </li>
        `;
    }

    /** @param {Alert} entry */
    #entry(entry) {
        const rule = ruleOf(entry);
        const { event, ingestion, decision, push } = entry.times;
        return html`
            <li>
                <details>
                    <summary>
                        ${stateOf(entry.state)}<span class="name">${label(rule?.labels, entry.rule)}</span>
                        <time datetime=${event ?? ''}>${format.minute(event ?? decision)}</time>
                    </summary>
                    <p class="reason">${reason(entry)}</p>
                    <dl class="times">
                        <dt>${t('time.event')}</dt><dd>${format.millisecond(event)}</dd>
                        <dt>${t('time.ingestion')}</dt><dd>${format.millisecond(ingestion)}</dd>
                        <dt>${t('time.decision')}</dt><dd>${format.millisecond(decision)}${since(ingestion, decision)}</dd>
                        <dt>${t('time.push')}</dt><dd>${push ? html`${format.millisecond(push)}${since(ingestion, push)}` : t('time.push.unknown')}</dd>
                        <dt>${t('trust.sequence')}</dt><dd>${format.count(entry.sequence)}</dd>
                    </dl>
                </details>
            </li>
        `;
    }
}

/** @param {RuleDefinition | undefined} rule */
function ruleAddress(rule) {
    return rule ? route.to('node', rule.metric, { window: rule.window, by: rule.segment?.dimension ?? null }) : route.to('alerts');
}

/** @param {string | null | undefined} from @param {string | null | undefined} to */
function since(from, to) {
    if (!from || !to) return nothing;
    return html` <span class="after">+${format.duration(Date.parse(to) - Date.parse(from))}</span>`;
}

customElements.define('ps-alerts', Alerts);
