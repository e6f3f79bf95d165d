import { html, nothing } from 'lit';
import * as format from '../format.js';
import { t } from '../i18n.js';
import { freshness } from '../live.js';
import { retry } from '../session.js';
import { store, Watch } from '../store.js';
import { View } from './element.js';
import * as icons from './icons.js';

/** Says in words why the numbers are not live, and what happens next. Empty while all is well. */
class Banner extends View {
    #tick = 0;

    constructor() {
        super();
        new Watch(this, 'words', 'connection', 'tree', 'definition');
    }

    connectedCallback() {
        super.connectedCallback();
        this.#tick = setInterval(() => {
            if (store.state.connection.phase === 'reconnecting') this.requestUpdate();
        }, 1000);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearInterval(this.#tick);
    }

    render() {
        const now = freshness(store.state);
        const text = this.#text(now);
        return html`<div role="status">${text ? html`<div class="banner is-${now}">${text}</div>` : nothing}</div>`;
    }

    /** @param {import('../live.js').Freshness} now */
    #text(now) {
        const { connection, tree } = store.state;
        const asOf = tree ? html` <span>${t('banner.asOf', { time: format.second(tree.trust.clock) })}</span>` : '';
        if (now === 'held') return html`${icons.pause}<p>${t('banner.held', { time: format.minute(tree?.trust.clock) })}</p>`;
        if (now === 'stale') return html`${icons.broken}<p><span>${t('banner.stale')}</span>${asOf}</p>`;
        if (now === 'replaying') return html`${icons.clock}<p><span>${this.#replay()}</span>${asOf}</p>`;
        if (now !== 'reconnecting') return null;
        const seconds = Math.max(1, Math.ceil((connection.retryAtMillis - Date.now()) / 1000));
        return html`
            ${icons.broken}
            <p>
                <span aria-live="off">${t('banner.reconnecting', { wait: format.duration(seconds * 1000) })}</span>${asOf}
                <button type="button" class="quiet" @click=${retry}>${t('banner.retry')}</button>
            </p>
        `;
    }

    #replay() {
        const replay = store.state.connection.replay;
        if (replay?.fraction == null) return t('banner.replaying');
        return t('banner.replayingShare', { share: format.percentText(replay.fraction), events: format.count(replay.events) });
    }
}

customElements.define('ps-banner', Banner);
