import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { condition, label, scope } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { stateOf } from '../../parts/readings.js';

/** @typedef {import('../../state/types.js').RuleDefinition} RuleDefinition */

const URGENT_FIRST = ['firing', 'recovering', 'error', 'pending', 'no_data'];

/** Every rule of the definition, with what makes it fire in words. */
class Rules extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'alerts', 'connection', 'offline');
    }

    render() {
        const { definition } = store.state;
        if (!definition) return nothing;
        return html`
            <div class="alerts-tools">
                <a class="primary" href=${route.to('alerts', null, { new: definition.northStar })}>${t('editor.new')}</a>
            </div>
            ${definition.alerts.length ? nothing : html`<p class="nothing-here">${t('alerts.none')} ${t('alerts.none.more')}</p>`}
            <ul class="rule-list">${definition.alerts.map((rule) => this.#rule(rule))}</ul>
        `;
    }

    /** @param {RuleDefinition} rule */
    #rule(rule) {
        return html`
            <li data-rule=${rule.id}>
                <div class="head">
                    <h2><a href=${route.to('alerts', rule.id)}>${label(rule.labels, rule.id)}</a></h2>
                    ${stateOf(isOutdated(store.state) ? 'stale' : stateNow(rule))}
                </div>
                <p class="reason">${condition(rule)}</p>
                <p class="about">
                    <span class="severity is-${rule.severity}">${t(`severity.${rule.severity}`)}</span>
                    <span>${scope(rule)}</span>
                    <span class="owner">${icons.person}<span class="unseen">${t('owner')}</span>${rule.owner}</span>
                </p>
            </li>
        `;
    }
}

/** The most urgent state of a rule's alerts. @param {RuleDefinition} rule @returns {import('../../state/types.js').Alert['state']} */
function stateNow(rule) {
    const states = (store.state.alerts?.alerts ?? []).filter((alert) => alert.rule === rule.id).map((alert) => alert.state);
    const urgent = URGENT_FIRST.find((state) => states.some((one) => one === state));
    return /** @type {import('../../state/types.js').Alert['state']} */ (urgent ?? 'inactive');
}

customElements.define('ps-alerts-rules', Rules);
