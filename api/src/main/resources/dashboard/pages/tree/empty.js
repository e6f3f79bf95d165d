import { html } from 'lit';
import { t } from '../../words/i18n.js';
import { Watch } from '../../state/store.js';
import { View } from '../../parts/element.js';
import { exampleRequest } from '../../parts/example.js';
import * as icons from '../../parts/icons.js';
import '../../parts/snippet.js';

/** The first run: no event yet, and how to send one. */
class Empty extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition');
    }

    render() {
        return html`
            <section class="empty" aria-labelledby="empty-title">
                <span class="mark">${icons.star}</span>
                <h2 id="empty-title">${t('empty.title')}</h2>
                <p>${t('empty.text')}</p>
                <ps-snippet .text=${exampleRequest()} .label=${t('empty.example')}></ps-snippet>
                <p class="faint">${t('empty.demo')} <code>bin/polestar demo</code></p>
            </section>
        `;
    }
}

customElements.define('ps-empty', Empty);
