/** The page's entry: speaks the reader's language, connects, and shows the frame around the views. */
import { html, nothing } from 'lit';
import * as format from './format.js';
import { speak, t } from './i18n.js';
import { isEmpty } from './live.js';
import { metricLabel } from './names.js';
import { follow } from './series.js';
import { begin } from './session.js';
import { language, theme } from './settings.js';
import { store, Watch } from './store.js';
import { View } from './views/element.js';
import { trustLine } from './views/trust.js';
import './views/alerts.js';
import './views/banner.js';
import './views/detail.js';
import './views/empty.js';
import './views/header.js';
import './views/node.js';
import './views/toast.js';
import './views/token.js';
import './views/tree.js';

/** The frame. */
class App extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'tree', 'definition', 'route');
    }

    render() {
        const { tree, definition, words } = store.state;
        if (!Object.keys(words).length) return nothing;
        const empty = isEmpty(store.state);
        return html`
            <a class="skip" href="#main" @click=${this.#skip}>${t('skip')}</a>
            <ps-header role="banner"></ps-header>
            <ps-banner></ps-banner>
            <main id="main" tabindex="-1">
                <div class="tree-side">
                    ${empty ? html`<ps-empty></ps-empty>` : nothing}
                    ${tree && !empty ? html`<p class="faint interval">${t('interval', { from: format.minute(tree.from), to: format.minute(tree.to), zone: format.zone() })}</p>` : nothing}
                    <ps-tree shows="star"></ps-tree>
                </div>
                <aside class="side" aria-label=${t('side')}>
                    <ps-tree shows="guardrails"></ps-tree>
                    <ps-alerts></ps-alerts>
                </aside>
            </main>
            <footer class="foot">${tree && definition ? trustLine(tree.trust) : nothing}</footer>
            <ps-detail></ps-detail>
            <ps-token></ps-token>
            <ps-toast></ps-toast>
        `;
    }

    /** The address after # is the view's own. @param {Event} event */
    #skip(event) {
        event.preventDefault();
        document.getElementById('main')?.focus();
    }

    updated() {
        const { definition, route } = store.state;
        const name = definition?.name;
        const metric = route.metric ? `${metricLabel(route.metric)} · ` : '';
        document.title = name ? `${metric}${name} · Polestar` : 'Polestar';
    }
}

store.update({ theme: theme() });
await speak(language());
customElements.define('ps-app', App);
follow();
begin();
