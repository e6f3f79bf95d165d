/** The page's entry: speaks the reader's language, connects, and shows the frame around the page that the address names. */
import { html, nothing } from 'lit';
import { begin } from './server/session.js';
import { language, theme } from './state/settings.js';
import { store, Watch } from './state/store.js';
import { speak, t } from './words/i18n.js';
import { metricLabel, metricOf } from './words/names.js';
import { View } from './parts/element.js';
import { trustLine } from './parts/trust.js';
import './frame/annotate.js';
import './frame/banner.js';
import './frame/header.js';
import './frame/help.js';
import { listen } from './frame/shortcuts.js';
import './frame/toast.js';
import './frame/token.js';
import { missingPage, unknownMetric } from './frame/unknown.js';

/** Each page is fetched when it is first gone to. */
const PAGES = {
    tree: { load: () => import('./pages/tree/page.js'), view: html`<ps-tree-page></ps-tree-page>` },
    node: { load: () => import('./pages/node/page.js'), view: html`<ps-node-page></ps-node-page>` },
    alerts: { load: () => import('./pages/alerts/page.js'), view: html`<ps-alerts-page></ps-alerts-page>` },
    sources: { load: () => import('./pages/sources/page.js'), view: html`<ps-sources-page></ps-sources-page>` },
    definition: { load: () => import('./pages/definition/page.js'), view: html`<ps-definition-page></ps-definition-page>` },
    board: { load: () => import('./pages/board/page.js'), view: html`<ps-board-page></ps-board-page>` },
    wall: { load: () => import('./pages/wall/page.js'), view: html`<ps-wall-page></ps-wall-page>` },
};

/** The frame. */
class App extends View {
    static properties = { missing: { state: true } };

    #page = '';

    constructor() {
        super();
        /** @type {import('./state/route.js').Page | null} the page whose files could not be fetched */
        this.missing = null;
        new Watch(this, 'words', 'tree', 'definition', 'route');
    }

    render() {
        const { tree, definition, words, route } = store.state;
        if (!Object.keys(words).length) return nothing;
        const main = html`<main id="main" tabindex="-1" aria-label=${t(`page.${route.page}`)}>${this.#view()}</main>`;
        if (route.page === 'wall') return html`${main}<ps-token></ps-token>`;
        return html`
            <a class="skip" href="#main" @click=${this.#skip}>${t('skip')}</a>
            <ps-header role="banner"></ps-header>
            <ps-banner></ps-banner>
            ${main}
            <footer class="foot">${tree && definition ? trustLine(tree.trust) : nothing}</footer>
            <ps-annotate></ps-annotate>
            <ps-help></ps-help>
            <ps-token></ps-token>
            <ps-toast></ps-toast>
        `;
    }

    #view() {
        const { definition, route } = store.state;
        if (route.page === this.missing) return missingPage();
        return definition && route.page === 'node' && !metricOf(route.id ?? '') ? unknownMetric() : PAGES[route.page].view;
    }

    /** Tried again whenever something is heard from the server, so that a page gone to during a break comes after it. @param {import('./state/route.js').Page} page */
    async #load(page) {
        try {
            await PAGES[page].load();
            if (this.missing === page) this.missing = null;
        } catch {
            this.missing = page;
        }
    }

    /** The address after # names the page. @param {Event} event */
    #skip(event) {
        event.preventDefault();
        document.getElementById('main')?.focus();
    }

    updated() {
        const { definition, route, words } = store.state;
        if (!Object.keys(words).length) return;
        const loaded = this.#load(route.page);
        document.title = definition ? `${this.#about()} · ${definition.name} · Polestar` : 'Polestar';
        const page = `${route.page}/${route.id}`;
        if (this.#page && page !== this.#page) void loaded.then(() => this.#arrive());
        this.#page = page;
    }

    /** What the page in view is about, in a few words. */
    #about() {
        const { page, id, query } = store.state.route;
        if (page === 'node' && id) return metricLabel(id);
        return page === 'board' && query.title ? query.title : t(`page.${page}`);
    }

    /** Begins at the top of the new page; where the focus goes, a screen reader says which page it is. */
    async #arrive() {
        scrollTo(0, 0);
        const main = /** @type {HTMLElement | null} */ (this.querySelector('main'));
        await /** @type {import('lit').LitElement | null} */ (main?.firstElementChild ?? null)?.updateComplete;
        const heading = main?.querySelector('h1');
        heading?.setAttribute('tabindex', '-1');
        (heading ?? main)?.focus({ preventScroll: true });
    }
}

store.update({ theme: theme() });
await speak(language());
customElements.define('ps-app', App);
begin();
listen();
