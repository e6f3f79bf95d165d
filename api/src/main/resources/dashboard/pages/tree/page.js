import { html, nothing } from 'lit';
import { isEmpty } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import './alerts.js';
import './card.js';
import './empty.js';
import './tree.js';

/** The whole tree: the north star with all it is made of, the guardrails, and the alerts beside them. */
class TreePage extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'tree', 'definition');
    }

    render() {
        const { tree } = store.state;
        const empty = isEmpty(store.state);
        return html`
            <div class="tree-side">
                ${empty ? html`<ps-empty></ps-empty>` : nothing}
                ${tree && !empty ? html`<p class="faint interval">${t('interval', { from: format.minute(tree.from), to: format.minute(tree.to), zone: format.zone() })}</p>` : nothing}
                <ps-tree shows="star"></ps-tree>
            </div>
            <aside class="side" aria-label=${t('side')}>
                <ps-tree shows="guardrails"></ps-tree>
                <ps-alerts></ps-alerts>
            </aside>
        `;
    }
}

customElements.define('ps-tree-page', TreePage);
