import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, ruleOf, scope } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { stateOf } from '../../parts/readings.js';
import { at } from './at.js';

/** The alerts that watch the metric. */
class NodeRules extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route', 'alerts', 'connection');
    }

    render() {
        const metric = at()?.metric;
        const alerts = (store.state.alerts?.alerts ?? []).filter((alert) => ruleOf(alert)?.metric === metric?.id);
        if (!metric || !alerts.length) return nothing;
        return panel({ id: 'rules', title: t('alerts'), icon: icons.bell }, html`<ul class="plain">${alerts.map((alert) => this.#rule(alert, metric))}</ul>`);
    }

    /** @param {import('../../state/types.js').Alert} alert @param {import('../../state/types.js').MetricDefinition} metric */
    #rule(alert, metric) {
        const rule = ruleOf(alert);
        if (!rule) return nothing;
        const plain = rule.trigger === rule.direction;
        const threshold = plain ? t(`threshold.${rule.direction}`, { threshold: format.valueText(rule.threshold, metric) }) : rule.condition;
        const holds = rule.forMillis > 0 ? t('rule.for', { time: format.duration(rule.forMillis) }) : '';
        return html`
            <li>
                <span>${label(rule.labels, rule.id)}</span>${stateOf(isOutdated(store.state) ? 'stale' : alert.state)}
                <p class="faint"><span>${scope(rule)}</span><span>${threshold}${holds ? ` ${holds}` : ''}</span></p>
            </li>
        `;
    }
}

customElements.define('ps-node-rules', NodeRules);
