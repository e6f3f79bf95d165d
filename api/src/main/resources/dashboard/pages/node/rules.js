import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { condition, label, scope } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { stateOf } from '../../parts/readings.js';
import { at } from './at.js';

/** @typedef {import('../../state/types.js').Alert} Alert */

/** From the calmest to the worst. @type {Alert['state'][]} */
const STATES = ['inactive', 'resolved', 'no_data', 'pending', 'error', 'recovering', 'firing'];

/** The rules that watch the metric, the worst first, and the way to another one. */
class NodeRules extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route', 'alerts', 'connection');
    }

    render() {
        const metric = at()?.metric;
        const { definition, alerts } = store.state;
        if (!metric || !definition) return nothing;
        const rules = definition.alerts
            .filter((rule) => rule.metric === metric.id)
            .map((rule) => ({ rule, alerts: (alerts?.alerts ?? []).filter((alert) => alert.rule === rule.id) }))
            .sort((a, b) => rank(b.alerts) - rank(a.alerts));
        const tools = html`<a class="quiet" href=${route.to('alerts', null, { new: metric.id })}>${t('rules.new')}</a>`;
        return panel({ id: 'rules', title: t('alerts'), icon: icons.bell, tools }, html`
            ${rules.length
                ? html`<ul class="plain">${rules.map((one) => this.#rule(one.rule, one.alerts))}</ul>`
                : html`<p class="faint">${t('rules.none')}</p>`}
        `);
    }

    /** @param {import('../../state/types.js').RuleDefinition} rule @param {Alert[]} alerts */
    #rule(rule, alerts) {
        const firing = alerts.filter((alert) => alert.state === 'firing');
        const since = firing.length === 1 ? firing[0].since : null;
        return html`
            <li data-rule=${rule.id}>
                <a class="link" href=${route.to('alerts', rule.id)}>${label(rule.labels, rule.id)}</a>
                ${stateOf(isOutdated(store.state) ? 'stale' : STATES[rank(alerts)])}
                <p class="faint">
                    <span>${scope(rule)}</span>
                    <span>${condition(rule)}</span>
                    <span>${t(`severity.${rule.severity}`)}</span>
                    ${firing.length > 1 ? html`<span>${plural('alerts.firing', firing.length)}</span>` : nothing}
                    ${since ? html`<span>${t('alerts.since', { time: format.minute(since) })}</span>` : nothing}
                </p>
            </li>
        `;
    }
}

/** @param {Alert[]} alerts of one rule */
function rank(alerts) {
    return Math.max(0, ...alerts.map((alert) => STATES.indexOf(alert.state)));
}

customElements.define('ps-node-rules', NodeRules);
