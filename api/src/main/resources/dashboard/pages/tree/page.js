import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import { Live } from '../../server/live.js';
import { comparisonsOf } from '../../state/against.js';
import { isEmpty } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { flowQuestion } from './flow.js';
import { paceTopics } from './pace.js';
import { found } from './search.js';
import { step } from './zoom.js';
import './alerts.js';
import './card.js';
import './empty.js';
import './tree.js';

/** The whole tree: the north star with all it is made of, the guardrails, and the alerts beside them. */
class TreePage extends View {
    static properties = { search: { state: true }, zoom: { state: true }, shownZoom: { state: true } };

    #flows = new Ask(this, flowQuestion);
    #keys = (/** @type {KeyboardEvent} */ event) => this.#pressed(event);

    constructor() {
        super();
        this.search = '';
        /** @type {number | null} null fits the tree to the page */
        this.zoom = null;
        this.shownZoom = 1;
        new Watch(this, 'words', 'tree', 'definition', 'window', 'against', 'route');
        new Live(this, paceTopics);
    }

    connectedCallback() {
        super.connectedCallback();
        addEventListener('keydown', this.#keys);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('keydown', this.#keys);
    }

    render() {
        const { tree } = store.state;
        const empty = isEmpty(store.state);
        return html`
            <h1 class="unseen" tabindex="-1">${t('page.tree')}</h1>
            <div class="tree-side">
                ${empty ? html`<ps-empty></ps-empty>` : nothing}
                ${this.#tools()}
                <p class="faint interval">${tree && !empty ? this.#interval(tree) : nothing}</p>
                <ps-tree
                    shows="star"
                    .flows=${this.#flows.value ?? new Map()}
                    .search=${this.search}
                    .zoom=${this.zoom}
                    @zoomed=${(/** @type {CustomEvent<number>} */ event) => (this.shownZoom = event.detail)}
                    @wheel=${(/** @type {WheelEvent} */ event) => this.#wheel(event)}
                ></ps-tree>
            </div>
            <aside class="side" aria-label=${t('side')}>
                <ps-tree shows="guardrails" .search=${this.search}></ps-tree>
                <ps-alerts></ps-alerts>
            </aside>
        `;
    }

    /** What is shown, and with what it is compared. @param {import('../../state/types.js').Tree} tree */
    #interval(tree) {
        const previous = tree.nodes.find((node) => node.previous)?.previous;
        const silent = tree.trust.sources.filter((source) => source.state !== 'live').length;
        return html`
            <span>${t('interval', { from: format.minute(tree.from), to: format.minute(tree.to), zone: format.zone() })}</span>
            ${previous ? html`<span>${t('interval.against', { from: format.minute(previous.from), to: format.minute(previous.to) })}</span>` : nothing}
            ${silent ? html`<a class="silent" href=${route.to('sources')}>${icons.broken}${plural('interval.silent', silent)}</a>` : nothing}
        `;
    }

    #tools() {
        const { window, against } = store.state;
        const comparisons = comparisonsOf(window);
        const hits = found(this.search);
        return html`
            <div class="tree-tools" role="group" aria-label=${t('tree.tools')}>
                <label class="against-choice">
                    <span>${t('against')}</span>
                    <select class="input" .value=${against} @change=${(/** @type {Event} */ event) => this.#compare(event)}>
                        ${comparisons.map((name) => html`<option value=${name} ?selected=${name === against}>${t(`against.${name}`)}</option>`)}
                    </select>
                </label>
                <label class="search">
                    <span class="unseen">${t('search')}</span>
                    <input
                        class="input"
                        type="search"
                        placeholder=${t('search.hint')}
                        aria-keyshortcuts="/"
                        autocomplete="off"
                        spellcheck="false"
                        .value=${this.search}
                        @input=${(/** @type {Event} */ event) => (this.search = /** @type {HTMLInputElement} */ (event.target).value)}
                        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#inSearch(event, hits)}
                    />
                    <span class="hits" role="status">${this.search.trim() ? plural('search.hits', hits.length) : nothing}</span>
                </label>
                <div class="zoom" role="group" aria-label=${t('zoom')}>
                    <button class="tool" type="button" aria-label=${t('zoom.out')} title=${t('zoom.out')} aria-keyshortcuts="-" @click=${() => this.#step(-1)}>−</button>
                    <button class="quiet" type="button" title=${t('zoom.fit')} aria-keyshortcuts="0" @click=${() => (this.zoom = null)}>
                        <span class="unseen">${t('zoom.fit')}</span> ${format.percentText(this.shownZoom)}
                    </button>
                    <button class="tool" type="button" aria-label=${t('zoom.in')} title=${t('zoom.in')} aria-keyshortcuts="+" @click=${() => this.#step(1)}>+</button>
                </div>
            </div>
        `;
    }

    /** @param {Event} event */
    #compare(event) {
        const { value } = /** @type {HTMLSelectElement} */ (event.target);
        route.go(route.here({ against: value === 'previous' ? null : value }));
    }

    /** @param {1 | -1} direction */
    #step(direction) {
        this.zoom = step(this.shownZoom, direction);
    }

    /** @param {WheelEvent} event */
    #wheel(event) {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.#step(event.deltaY < 0 ? 1 : -1);
    }

    /** @param {KeyboardEvent} event @param {string[]} hits */
    #inSearch(event, hits) {
        if (event.key === 'Enter' && hits.length) route.go(route.to('node', hits[0]));
        if (event.key === 'Escape') this.search = '';
    }

    /** @param {KeyboardEvent} event */
    #pressed(event) {
        const into = /** @type {HTMLElement} */ (event.target);
        if (event.ctrlKey || event.metaKey || event.altKey || into.closest?.('input, textarea, select, dialog, [contenteditable]')) return;
        const act = {
            '/': () => /** @type {HTMLElement | null} */ (this.querySelector('.search input'))?.focus(),
            '+': () => this.#step(1),
            '-': () => this.#step(-1),
            '0': () => (this.zoom = null),
        }[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    }
}

customElements.define('ps-tree-page', TreePage);
