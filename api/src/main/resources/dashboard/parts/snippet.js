import { html } from 'lit';
import { t } from '../words/i18n.js';
import { View } from './element.js';
import * as icons from './icons.js';

const COPIED_SHOWN_MILLIS = 2000;

/** A piece of text to take along, such as a command: as it is, with a button that copies it. */
class Snippet extends View {
    static properties = { text: { attribute: false }, label: { attribute: false }, copied: { state: true } };

    constructor() {
        super();
        this.text = '';
        this.label = '';
        this.copied = false;
    }

    render() {
        return html`
            <div class="code">
                <pre tabindex="0" aria-label=${this.label}><code>${this.text}</code></pre>
                <button class="tool" type="button" aria-label=${t('copy')} title=${t('copy')} @click=${() => this.#copy()}>
                    ${this.copied ? icons.check : icons.copy}
                </button>
                <span class="unseen" role="status">${this.copied ? t('copied') : ''}</span>
            </div>
        `;
    }

    async #copy() {
        await navigator.clipboard.writeText(this.text);
        this.copied = true;
        setTimeout(() => (this.copied = false), COPIED_SHOWN_MILLIS);
    }
}

customElements.define('ps-snippet', Snippet);
