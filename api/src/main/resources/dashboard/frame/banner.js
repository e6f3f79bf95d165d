import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { plural, t } from '../words/i18n.js';
import { freshness } from '../state/freshness.js';
import { standing } from '../words/standing.js';
import { label, ruleOf } from '../words/names.js';
import { retry } from '../server/session.js';
import * as route from '../state/route.js';
import { store, Watch } from '../state/store.js';
import { View } from '../parts/element.js';
import * as icons from '../parts/icons.js';

/** @type {Partial<Record<import('../state/freshness.js').Freshness, unknown>>} */
const ICONS = { live: icons.clock, connecting: icons.clock, replaying: icons.clock, held: icons.pause };
/** A stream that pauses, as one does overnight, needs no banner; the header says that the clock is held. */
const HELD_SHOWN_AFTER_MILLIS = 30_000;

/** Says in words why the numbers are not live, and what happens next. Empty while all is well. */
class Banner extends View {
    #tick = 0;
    #heldSinceMillis = 0;

    constructor() {
        super();
        new Watch(this, 'words', 'connection', 'offline', 'slow', 'clockOffMillis', 'tree', 'definition', 'alerts');
    }

    connectedCallback() {
        super.connectedCallback();
        this.#tick = setInterval(() => {
            const now = freshness(store.state);
            if (now === 'reconnecting' || now === 'held') this.requestUpdate();
        }, 1000);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearInterval(this.#tick);
    }

    render() {
        const now = freshness(store.state);
        if (now !== 'held') this.#heldSinceMillis = performance.now();
        const text = this.#text(now);
        return html`
            <div role="status">
                ${text ? html`<div class="banner is-${now}">${text}</div>` : nothing}
                ${store.state.clockOffMillis ? html`<div class="banner is-clock">${icons.clock}<p>${this.#clock()}</p></div>` : nothing}
            </div>
            ${this.#alarm()}
        `;
    }

    /** Where the alerts are not beside the tree, what fires is told on top, and one step away. */
    #alarm() {
        const firing = (store.state.alerts?.alerts ?? []).filter((alert) => alert.state === 'firing');
        if (!firing.length) return nothing;
        const names = firing.map((alert) => label(ruleOf(alert)?.labels, alert.rule)).join(' · ');
        return html`
            <section aria-label=${t('banner.firing')}>
                <a class="alarm" href=${route.to('alerts')}>
                    ${icons.bell}<b>${plural('alerts.firing', firing.length)}</b><span>${names}</span>
                </a>
            </section>
        `;
    }

    /** @param {import('../state/freshness.js').Freshness} now */
    #text(now) {
        if (now === 'held' && performance.now() - this.#heldSinceMillis < HELD_SHOWN_AFTER_MILLIS && !store.state.slow) return null;
        const words = standing(store.state);
        if (!words.length) return null;
        const retries = now === 'reconnecting';
        return html`
            ${ICONS[now] ?? icons.broken}
            <p>
                ${words.map((sentence) => html`<span aria-live=${retries ? 'off' : nothing}>${sentence}</span> `)}
                ${retries ? html`<button type="button" class="quiet" @click=${retry}>${t('banner.retry')}</button>` : nothing}
            </p>
        `;
    }

    #clock() {
        const off = store.state.clockOffMillis;
        const by = format.duration(Math.abs(off));
        return off > 0 ? t('banner.clockAhead', { by }) : t('banner.clockBehind', { by });
    }
}

customElements.define('ps-banner', Banner);
