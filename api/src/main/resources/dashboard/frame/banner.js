import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { plural, t } from '../words/i18n.js';
import { freshness } from '../state/freshness.js';
import { label, ruleOf } from '../words/names.js';
import { retry } from '../server/session.js';
import * as route from '../state/route.js';
import { store, Watch } from '../state/store.js';
import { View } from '../parts/element.js';
import * as icons from '../parts/icons.js';

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
            <a class="alarm" href=${route.to('alerts')}>
                ${icons.bell}<b>${plural('alerts.firing', firing.length)}</b><span>${names}</span>
            </a>
        `;
    }

    /** @param {import('../state/freshness.js').Freshness} now */
    #text(now) {
        const { connection, slow, tree } = store.state;
        const asOf = tree ? html` <span>${t('banner.asOf', { time: format.second(tree.trust.clock) })}</span>` : '';
        if (now === 'held' && performance.now() - this.#heldSinceMillis >= HELD_SHOWN_AFTER_MILLIS) {
            return html`${icons.pause}<p>${t('banner.held', { time: format.minute(tree?.trust.clock) })}</p>`;
        }
        if (now === 'live' || now === 'held') return slow ? html`${icons.clock}<p>${t('banner.slow')}</p>` : null;
        if (now === 'connecting') return slow ? html`${icons.clock}<p><span>${t('banner.slowToConnect')}</span>${asOf}</p>` : null;
        if (now === 'offline') return html`${icons.broken}<p><span>${t('banner.offline')}</span>${asOf}</p>`;
        if (now === 'stale') return html`${icons.broken}<p><span>${t('banner.stale')}</span>${asOf}</p>`;
        if (now === 'token') return tree ? html`${icons.broken}<p><span>${t('banner.token')}</span>${asOf}</p>` : null;
        if (now === 'replaying') return html`${icons.clock}<p><span>${this.#replay()}</span>${asOf}</p>`;
        const seconds = Math.ceil((connection.retryAtMillis - performance.now()) / 1000);
        const next = seconds > 0 ? t('banner.reconnecting', { wait: format.duration(seconds * 1000) }) : t('banner.trying');
        return html`
            ${icons.broken}
            <p>
                <span aria-live="off">${next}</span>${slow && seconds <= 0 ? html`<span>${t('banner.slowToConnect')}</span>` : nothing}${asOf}
                <button type="button" class="quiet" @click=${retry}>${t('banner.retry')}</button>
            </p>
        `;
    }

    #clock() {
        const off = store.state.clockOffMillis;
        const by = format.duration(Math.abs(off));
        return off > 0 ? t('banner.clockAhead', { by }) : t('banner.clockBehind', { by });
    }

    #replay() {
        const replay = store.state.connection.replay;
        if (replay?.fraction == null) return t('banner.replaying');
        return t('banner.replayingShare', { share: format.percentText(replay.fraction), events: format.count(replay.events) });
    }
}

customElements.define('ps-banner', Banner);
