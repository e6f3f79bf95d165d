import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { label, reason, ruleOf, segmentName, valueNow } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';

const URGENCY = { critical: 0, warning: 1, info: 2 };
/** Beside everything else there is room for so many; the count says how many there are. */
const MOST_IN_STRIP = 2;
const MOST_ALONE = 6;

/** What fires, and who is on it: a strip below the rest, or a scene of its own. */
class WallAlerts extends View {
    static properties = { all: { type: Boolean } };

    constructor() {
        super();
        this.all = false;
        new Watch(this, 'words', 'definition', 'alerts', 'tree', 'connection', 'offline');
    }

    render() {
        const { alerts } = store.state;
        if (!alerts) return nothing;
        const urgency = (/** @type {import('../../state/types.js').Alert} */ alert) => URGENCY[ruleOf(alert)?.severity ?? 'warning'];
        const firing = alerts.alerts.filter((alert) => alert.state === 'firing').sort((a, b) => urgency(a) - urgency(b));
        // What was quiet before the connection was lost may not be quiet now.
        if (!firing.length && isOutdated(store.state)) return nothing;
        if (!firing.length) return html`<section class="wall-alerts is-quiet ${this.all ? 'is-alone' : ''}"><p>${icons.check}${t('alerts.quiet')}</p></section>`;
        const shown = firing.slice(0, this.all ? MOST_ALONE : MOST_IN_STRIP);
        return html`
            <section class="wall-alerts is-firing ${this.all ? 'is-alone' : ''}" aria-label=${t('alerts')}>
                <p class="tally">${icons.bell}<b>${plural('alerts.firing', firing.length)}</b></p>
                <ul>${shown.map((alert) => this.#alert(alert))}</ul>
            </section>
        `;
    }

    /** @param {import('../../state/types.js').Alert} alert */
    #alert(alert) {
        const rule = ruleOf(alert);
        const owner = alert.acknowledgement?.owner ?? rule?.owner;
        return html`
            <li data-rule=${alert.rule}>
                <b>${label(rule?.labels, alert.rule)}${alert.segment ? html` · ${segmentName(alert.segment.value)}` : nothing}</b>
                <p>
                    ${owner ? html`<span class="owner">${icons.person}<span class="unseen">${t('owner')}</span>${owner}</span>` : nothing}
                    <span>${reason(alert, valueNow(alert))}</span>
                    ${this.all && alert.since ? html`<span>${t('alerts.since', { time: format.minute(alert.since) })}</span>` : nothing}
                </p>
            </li>
        `;
    }
}

customElements.define('ps-wall-alerts', WallAlerts);
