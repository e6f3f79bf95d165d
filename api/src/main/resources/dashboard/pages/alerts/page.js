import { html, nothing } from 'lit';
import { isLive, isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, ruleOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import './channels.js';
import './editor.js';
import './history.js';
import './now.js';
import './rule.js';
import './rules.js';
import './silences.js';

const TABS = ['now', 'history', 'rules', 'silences', 'channels'];
const UNSETTLED = ['firing', 'recovering', 'pending', 'no_data', 'error'];
const VIEWS = /** @type {Record<string, unknown>} */ ({
    now: html`<ps-alerts-now></ps-alerts-now>`,
    history: html`<ps-alerts-history></ps-alerts-history>`,
    rules: html`<ps-alerts-rules></ps-alerts-rules>`,
    silences: html`<ps-silences></ps-silences>`,
    channels: html`<ps-channels></ps-channels>`,
});

/** Everything about alerts: what fires now, what did, by which rules, what is silenced and who is told. */
class AlertsPage extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route', 'alerts', 'connection', 'offline');
    }

    render() {
        const { definition, route: at } = store.state;
        if (!definition) return nothing;
        if ('new' in at.query) return this.#deep(t('editor.new'), html`<ps-rule-editor .rule=${''} .metric=${at.query.new}></ps-rule-editor>`);
        if (at.id === null) return this.#tabs();
        const name = label(ruleOf({ rule: at.id })?.labels, at.id);
        return 'edit' in at.query
            ? this.#deep(t('editor.edit', { rule: name }), html`<ps-rule-editor .rule=${at.id} .metric=${''}></ps-rule-editor>`)
            : this.#deep(name, html`<ps-rule .rule=${at.id}></ps-rule>`);
    }

    /** @param {string} title @param {unknown} content */
    #deep(title, content) {
        return html`
            <header class="alerts-top">
                <a class="up" href=${route.to('alerts', null, { tab: 'rules' })}>${icons.up}${t('alerts.tab.rules')}</a>
                <h1 class="page-title">${title}</h1>
            </header>
            ${content}
        `;
    }

    #tabs() {
        const asked = store.state.route.query.tab;
        const tab = TABS.includes(asked) ? asked : TABS[0];
        return html`
            <header class="alerts-top">
                <h1 class="page-title">${t('page.alerts')}</h1>
                ${tally()}
            </header>
            <nav class="alerts-tabs" aria-label=${t('page.alerts')}>
                ${TABS.map((one) => html`<a href=${route.to('alerts', null, { tab: one })} aria-current=${one === tab ? 'page' : nothing}>${t(`alerts.tab.${one}`)}</a>`)}
            </nav>
            ${VIEWS[tab]}
        `;
    }
}

/** How many are in which state that is not calm. */
function tally() {
    const { alerts } = store.state;
    if (!alerts) return nothing;
    const counts = UNSETTLED.map((state) => ({ state, count: alerts.alerts.filter((alert) => alert.state === state).length })).filter(({ count }) => count > 0);
    // What was quiet before the connection was lost may not be quiet now.
    if (!counts.length) return isOutdated(store.state) ? nothing : html`<span class="tally">${t('alerts.quiet')}</span>`;
    return html`<span class="tally ${isLive(store.state) ? 'is-live' : 'is-still'}">${counts.map(({ state, count }) => html`<span class="is-${state}">${format.count(count)} ${t(`state.${state}`)}</span>`)}</span>`;
}

customElements.define('ps-alerts-page', AlertsPage);
