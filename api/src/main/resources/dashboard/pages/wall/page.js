import { html } from 'lit';
import { Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';

class WallPage extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition');
    }

    render() {
        return html`<h1 class="page-title">${t('page.wall')}</h1>`;
    }
}

customElements.define('ps-wall-page', WallPage);
