import { html } from 'lit';
import { store, Watch } from '../state/store.js';
import { t } from '../words/i18n.js';
import { View } from '../parts/element.js';
import '../parts/dialog.js';
import { PAGE_KEYS } from './shortcuts.js';

/** The page's keys, in a dialog. */
class Help extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'dialog');
    }

    render() {
        /** @type {[string[], string][]} */
        const keys = [
            ...Object.entries(PAGE_KEYS).map(([key, page]) => /** @type {[string[], string]} */ ([['g', key], t(`page.${page}`)])),
            [['/'], t('help.search')],
            [['a'], t('annotate')],
            [['w'], t('wall.open')],
            [['?'], t('help')],
        ];
        const content = html`
            <dl class="keys">
                ${keys.map(([strokes, does]) => html`<dt>${strokes.map((stroke) => html`<kbd>${stroke}</kbd>`)}</dt><dd>${does}</dd>`)}
            </dl>
            <p class="faint">${t('help.note')}</p>
        `;
        return html`<ps-dialog .heading=${t('help')} .content=${content} .open=${store.state.dialog === 'help'} @closed=${() => store.update({ dialog: null })}></ps-dialog>`;
    }
}

customElements.define('ps-help', Help);
