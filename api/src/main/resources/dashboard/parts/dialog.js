import { html } from 'lit';
import { t } from '../words/i18n.js';
import { View } from './element.js';
import * as icons from './icons.js';

/**
 * A dialog over the page: native, so that focus, Escape and what lies behind are the browser's business. It says `closed`
 * when the reader closes it.
 *
 *     <ps-dialog .heading=${…} .content=${html`…`} .open=${this.asking} @closed=${() => (this.asking = false)}></ps-dialog>
 */
class Dialog extends View {
    static properties = { heading: { attribute: false }, content: { attribute: false }, open: { type: Boolean } };

    constructor() {
        super();
        this.heading = '';
        /** @type {unknown} */
        this.content = null;
        this.open = false;
    }

    render() {
        return html`
            <dialog class="dialog" aria-label=${this.heading} @close=${this.#closed}>
                <header>
                    <h2>${this.heading}</h2>
                    <button class="tool" type="button" aria-label=${t('close')} title=${t('close')} @click=${() => this.#box().close()}>${icons.close}</button>
                </header>
                ${this.open ? this.content : ''}
            </dialog>
        `;
    }

    updated() {
        const box = this.#box();
        if (this.open && !box.open) box.showModal();
        if (!this.open && box.open) box.close();
    }

    #box() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    }

    #closed() {
        if (this.open) this.dispatchEvent(new CustomEvent('closed'));
    }
}

customElements.define('ps-dialog', Dialog);
