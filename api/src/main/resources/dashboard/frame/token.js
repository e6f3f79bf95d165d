import { html, nothing } from 'lit';
import { t } from '../words/i18n.js';
import { authorise } from '../server/session.js';
import { isLive } from '../state/freshness.js';
import { store, Watch } from '../state/store.js';
import { View } from '../parts/element.js';

/** Asks for a token when the server wants one. It is kept for this tab only and sent nowhere but to this server. */
class Token extends View {
    /** Until the reader gives one, what was refused is a token that was good before: that is said in other words. */
    #untried = true;

    constructor() {
        super();
        new Watch(this, 'words', 'connection', 'tokenRefused');
    }

    render() {
        return html`
            <dialog class="ask" aria-labelledby="token-title" @cancel=${(/** @type {Event} */ event) => event.preventDefault()}>
                <form method="dialog" @submit=${(/** @type {SubmitEvent} */ event) => this.#submit(event)}>
                    <h2 id="token-title">${t('token.title')}</h2>
                    ${store.state.tree ? html`<p>${t('token.ended')}</p>` : nothing}
                    <p>${t('token.text')}</p>
                    <label>
                        <span>${t('token.label')}</span>
                        <input name="token" type="password" autocomplete="off" spellcheck="false" required autofocus aria-describedby="token-refused" />
                    </label>
                    <p id="token-refused" class="refused" role="alert">${store.state.tokenRefused && !(this.#untried && store.state.tree) ? t('token.refused') : nothing}</p>
                    <button class="primary" type="submit">${t('token.send')}</button>
                </form>
            </dialog>
        `;
    }

    updated() {
        const dialog = /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
        const asked = store.state.connection.phase === 'token';
        if (asked && !dialog.open) dialog.showModal();
        if (!asked && dialog.open) dialog.close();
        if (isLive(store.state)) this.#untried = true;
    }

    /** @param {SubmitEvent} event */
    #submit(event) {
        event.preventDefault();
        this.#untried = false;
        const input = /** @type {HTMLInputElement} */ (this.querySelector('input'));
        authorise(input.value.trim());
        input.value = '';
    }
}

customElements.define('ps-token', Token);
