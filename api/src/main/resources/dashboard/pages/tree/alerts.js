import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { label, reason, ruleOf, scope, segmentName, valueNow } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { stateOf } from '../../parts/readings.js';

/** What wants attention, the most urgent first; all others are at rest. */
const URGENCY = /** @type {Record<string, number>} */ ({ firing: 0, error: 1, recovering: 2, pending: 3, no_data: 4 });
const LOG_SHOWN = 5;
const MOST_SHOWN = 12;

/** @typedef {import('../../state/types.js').Alert} Alert */

/** The alerts beside the tree, in short: what wants attention, what rests, and what happened last. */
class Alerts extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'alerts', 'connection', 'tree', 'route');
    }

    render() {
        const { alerts, definition } = store.state;
        if (!definition) return nothing;
        const all = alerts?.alerts ?? [];
        const wanting = all.filter((alert) => alert.state in URGENCY).sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
        const resting = all.filter((alert) => !(alert.state in URGENCY));
        const firing = all.filter((alert) => alert.state === 'firing').length;
        return html`
            <section class="alerts" aria-labelledby="alerts-title">
                <header>
                    <h2 class="section" id="alerts-title" tabindex="-1">${icons.bell}<a href=${route.to('alerts')}>${t('alerts')}</a></h2>
                    <span class="tally ${firing ? 'is-firing' : ''}">${firing ? plural('alerts.firing', firing) : t('alerts.quiet')}</span>
                </header>
                ${definition.alerts.length ? nothing : html`<p class="faint">${t('alerts.none')}</p>`}
                <ul class="rules">${wanting.slice(0, MOST_SHOWN).map((alert) => this.#wanting(alert))}</ul>
                ${wanting.length > MOST_SHOWN ? html`<a class="more" href=${route.to('alerts')}>${plural('all', wanting.length)}</a>` : nothing}
                ${resting.length
                    ? html`
                          <details class="resting">
                              <summary>${plural('alerts.resting', resting.length)}</summary>
                              <ul class="plain">${resting.slice(0, MOST_SHOWN).map((alert) => this.#resting(alert))}</ul>
                          </details>
                      `
                    : nothing}
                ${this.#log()}
            </section>
        `;
    }

    /** @param {Alert} alert */
    #wanting(alert) {
        const rule = ruleOf(alert);
        const state = isOutdated(store.state) ? 'stale' : alert.state;
        return html`
            <li class="rule is-${state}" data-rule=${alert.rule} data-state=${alert.state}>
                <div class="head">
                    <a href=${route.to('alerts', alert.rule)}>${label(rule?.labels, alert.rule)}</a>
                    ${stateOf(state)}
                </div>
                <p class="reason">${reason(alert, valueNow(alert))}</p>
                <p class="faint">
                    ${rule ? html`<span>${alert.segment ? `${scope(rule)}: ${segmentName(alert.segment.value)}` : scope(rule)}</span>` : nothing}
                    ${alert.since ? html`<span>${t('alerts.since', { time: format.minute(alert.since) })}</span>` : nothing}
                    ${rule && alert.state === 'firing' ? html`<span class="owner">${icons.person}${rule.owner}</span>` : nothing}
                </p>
            </li>
        `;
    }

    /** @param {Alert} alert */
    #resting(alert) {
        return html`
            <li data-rule=${alert.rule} data-state=${alert.state}>
                <a href=${route.to('alerts', alert.rule)}>${label(ruleOf(alert)?.labels, alert.rule)}</a>
                ${stateOf(isOutdated(store.state) ? 'stale' : alert.state)}
            </li>
        `;
    }

    #log() {
        const log = store.state.alerts?.log ?? [];
        if (!log.length) return nothing;
        return html`
            <h3 class="section">${t('alerts.log')}</h3>
            <ul class="latest">
                ${log.slice(0, LOG_SHOWN).map(
                    (entry) => html`
                        <li>
                            ${stateOf(entry.state)}<a href=${route.to('alerts', entry.rule)}>${label(ruleOf(entry)?.labels, entry.rule)}</a>
                            <time datetime=${entry.times.event ?? ''}>${format.minute(entry.times.event ?? entry.times.decision)}</time>
                        </li>
                    `,
                )}
            </ul>
        `;
    }
}

customElements.define('ps-alerts', Alerts);
