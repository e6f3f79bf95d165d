import { html, nothing } from 'lit';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { condition, label, ruleOf, scope } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import './preview.js';
import './saving.js';

/** One rule: what makes it fire, how it stands, what it has done and what it would have done. */
class RuleView extends View {
    static properties = { rule: { attribute: false } };

    constructor() {
        super();
        this.rule = '';
        new Watch(this, 'words', 'definition', 'route');
    }

    render() {
        const rule = ruleOf({ rule: this.rule });
        if (!rule) return html`<p class="nothing-here">${t('rule.unknown', { id: this.rule })}</p>`;
        return html`
            <div class="rule-page">
                <div class="rule-now">
                    <ps-alerts-now .rule=${rule.id}></ps-alerts-now>
                    ${panel({ id: 'rule', title: t('rule.says'), icon: icons.bell, tools: this.#tools(rule) }, this.#says(rule))}
                </div>
                <ps-alerts-history .rule=${rule.id}></ps-alerts-history>
                ${panel({ id: 'backtest', title: t('preview'), icon: icons.clock, wide: true }, html`<ps-backtest .text=${rule.id} .metric=${rule.metric} .watched=${rule}></ps-backtest>`)}
            </div>
        `;
    }

    /** @param {import('../../state/types.js').RuleDefinition} rule */
    #tools(rule) {
        return html`
            <a class="quiet" href=${route.to('alerts', rule.id, { edit: '1' })}>${icons.pen} ${t('rule.edit')}</a>
            <ps-rule-saving .text=${''} .rule=${rule.id}></ps-rule-saving>
        `;
    }

    /** @param {import('../../state/types.js').RuleDefinition} rule */
    #says(rule) {
        const named = (/** @type {string[]} */ rules) => rules.map((id) => label(ruleOf({ rule: id })?.labels, id)).join(', ');
        const tags = Object.entries(rule.tags).map(([name, value]) => `${name}: ${value}`);
        /** @type {[string, unknown][]} */
        const rows = [
            [t('rule.fires'), condition(rule)],
            [t('rule.watches'), html`<a class="linked" href=${route.to('node', rule.metric, { window: rule.window, by: rule.segment?.dimension ?? rule.each })}>${scope(rule)}</a>`],
            [t('rule.keep'), rule.keepFiringForMillis ? format.duration(rule.keepFiringForMillis) : ''],
            [t('alerts.filter.severity'), t(`severity.${rule.severity}`)],
            [t('owner'), rule.owner],
            [t('rule.tags'), tags.join(', ')],
            [t('rule.inhibits'), named(rule.inhibits)],
            [t('rule.once'), rule.once ? t('yes') : ''],
            [t('alerts.provisional'), rule.provisional ? t('yes') : ''],
            [t('definition.id'), rule.id],
        ];
        return html`<dl class="rows">${rows.map(([name, value]) => (value === '' ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`;
    }
}

customElements.define('ps-rule', RuleView);
