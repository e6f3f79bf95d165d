import { html, nothing } from 'lit';
import { Act } from '../../server/act.js';
import * as http from '../../server/http.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { plural, t } from '../../words/i18n.js';
import { ruleOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { stateOf } from '../../parts/readings.js';
import './act-dialog.js';
import { alertCard } from './alert-card.js';
import { alertKey, ruleName, segmentMatch } from './alert-words.js';
import { fits, filterFields, isFiltered } from './filter.js';
import { refusalOf } from './refusal.js';
import { askSilences } from './silences-asked.js';

/**
 * @typedef {import('../../state/types.js').Alert} Alert
 * @typedef {import('./alert-card.js').Deed} Deed
 */

const URGENCY = { firing: 0, recovering: 1, error: 2, pending: 3, no_data: 4, resolved: 5, inactive: 6 };
const SEVERITY = { critical: 0, warning: 1, info: 2 };
/** A rule with more alerts than that is folded into one, so that a storm does not bury the others. */
const FOLD_FROM = 3;
const AT_FIRST = 20;

/** The alerts as they stand, what is urgent first, of all rules or of one. */
class AlertsNow extends View {
    static properties = { rule: { attribute: false }, asked: { state: true }, done: { state: true }, whole: { state: true } };

    #silences = askSilences(this);
    #act = new Act(this);

    constructor() {
        super();
        this.rule = '';
        /** @type {{kind: 'acknowledge' | 'silence' | 'comment', alert: Alert} | null} */
        this.asked = null;
        /** @type {string} the sentence that tells what was just done */
        this.done = '';
        /** @type {string[]} rules of which all alerts are shown */
        this.whole = [];
        new Watch(this, 'words', 'definition', 'alerts', 'connection', 'offline', 'tree', 'route');
    }

    render() {
        const { alerts, definition } = store.state;
        if (!definition || !alerts) return nothing;
        const all = this.rule ? alerts.alerts.filter((alert) => alert.rule === this.rule) : alerts.alerts;
        const shown = (this.rule ? all : all.filter(fits)).sort(byUrgency);
        return html`
            ${this.rule ? nothing : filterFields()}
            <p class="was-done" role="status">${this.done ? html`${icons.check}${this.done}` : nothing}</p>
            ${refusalOf(this.#act.failure)}
            ${definition.alerts.length ? nothing : noRules()}
            ${all.length && !shown.length ? html`<p class="nothing-here">${isFiltered() ? t('alerts.filter.none') : t('alerts.quiet')}</p>` : nothing}
            <ul class="alert-list">${groups(shown).map((group) => this.#group(group))}</ul>
            <ps-alert-act
                .kind=${this.asked?.kind ?? 'acknowledge'}
                .alert=${this.asked?.alert ?? null}
                @closed=${() => (this.asked = null)}
                @done=${(/** @type {CustomEvent<string>} */ event) => this.#finish(event.detail)}
            ></ps-alert-act>
        `;
    }

    /** @param {Alert[]} group the alerts of one rule that are equally urgent, or one alert */
    #group(group) {
        const [first] = group;
        if (group.length < FOLD_FROM) return group.map((alert) => this.#card(alert));
        const whole = this.whole.includes(first.rule);
        return html`
            <li class="storm is-${first.state}" data-storm=${first.rule}>
                <details ?open=${this.rule !== ''}>
                    <summary>${stateOf(first.state)}<b>${ruleName(first)}</b><span class="faint">${plural('alerts.segments', group.length)}</span></summary>
                    <ul class="alert-list">${(whole ? group : group.slice(0, AT_FIRST)).map((alert) => this.#card(alert))}</ul>
                    ${whole || group.length <= AT_FIRST
                        ? nothing
                        : html`<button class="quiet" type="button" @click=${() => (this.whole = [...this.whole, first.rule])}>${plural('all', group.length)}</button>`}
                </details>
            </li>
        `;
    }

    /** @param {Alert} alert */
    #card(alert) {
        return alertCard(alert, this.#silences.value?.silences ?? [], (deed, one) => this.#do(deed, one));
    }

    /** @param {Deed} deed @param {Alert} alert */
    async #do(deed, alert) {
        this.done = '';
        this.#act.forget();
        if (deed === 'giveBack') {
            const answer = await this.#act.run(() => http.send('DELETE', `/v1/alerts/${encodeURIComponent(alert.episode ?? '')}/ack`));
            if (answer) this.#finish(t('act.giveBack.done'));
        } else if (deed === 'rearm') {
            const { segment } = segmentMatch(alert);
            const answer = await this.#act.run(() => http.send('POST', `/v1/rules/${encodeURIComponent(alert.rule)}/rearm`, segment ? { segment } : {}));
            if (answer) this.#finish(t('act.rearm.done'));
        } else {
            this.asked = { kind: deed, alert };
        }
    }

    /** @param {string} words */
    #finish(words) {
        this.asked = null;
        this.done = words;
        this.#silences.again();
    }
}

/** @param {Alert} a @param {Alert} b */
function byUrgency(a, b) {
    const severity = (/** @type {Alert} */ alert) => SEVERITY[ruleOf(alert)?.severity ?? 'info'];
    return URGENCY[a.state] - URGENCY[b.state] || severity(a) - severity(b) || Date.parse(b.since ?? '') - Date.parse(a.since ?? '') || 0;
}

/** Alerts of one rule in one state stand together, at the place of the most urgent of them. @param {Alert[]} alerts @returns {Alert[][]} */
function groups(alerts) {
    /** @type {Map<string, Alert[]>} */
    const found = new Map();
    for (const alert of alerts) {
        const key = ruleOf(alert)?.each ? `${alert.rule} ${alert.state}` : alertKey(alert);
        found.set(key, [...(found.get(key) ?? []), alert]);
    }
    return [...found.values()];
}

function noRules() {
    return html`
        <div class="teach">
            <p>${t('alerts.none')} ${t('alerts.none.more')}</p>
            <a class="primary" href=${route.to('alerts', null, { new: store.state.definition?.northStar ?? '' })}>${t('editor.new')}</a>
        </div>
    `;
}

customElements.define('ps-alerts-now', AlertsNow);
