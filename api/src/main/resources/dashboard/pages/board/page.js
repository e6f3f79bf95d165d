import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { plural, t } from '../../words/i18n.js';
import { metricLabel } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import './add.js';
import { format, keyOf, MOST_CARDS, parse } from './address.js';
import './card.js';

const COPIED_MILLIS = 2500;

/** @typedef {import('./address.js').Card} Card */

/** Chosen metrics side by side. All of it is in the address, so that a copied link is the board. */
class BoardPage extends View {
    static properties = { adding: { state: true }, naming: { state: true }, said: { state: true }, dragged: { state: true }, over: { state: true } };

    constructor() {
        super();
        this.adding = false;
        this.naming = false;
        this.said = '';
        /** @type {string | null} key of the card that is dragged */
        this.dragged = null;
        /** @type {string | null} key of the card it is over */
        this.over = null;
        new Watch(this, 'words', 'definition', 'route');
    }

    render() {
        const { definition, route: at } = store.state;
        if (!definition) return nothing;
        const all = parse(at.query.nodes);
        const cards = all.slice(0, MOST_CARDS);
        return html`
            <header class="board-head">
                <div class="board-title">${this.#title(at.query.title || t('page.board'))}</div>
                <div class="buttons">
                    <button class="primary" type="button" @click=${() => (this.adding = true)}>${t('board.add')}</button>
                    ${cards.length ? html`<button class="quiet" type="button" @click=${() => this.#copy()}>${icons.link} ${t('board.copy')}</button>` : nothing}
                </div>
            </header>
            <p class="said faint" role="status">${this.said}</p>
            ${all.length > cards.length ? html`<p class="faint">${plural('board.tooMany', all.length - cards.length, { most: MOST_CARDS })}</p>` : nothing}
            ${cards.length ? this.#cards(cards) : this.#start()}
            <ps-add-card .open=${this.adding} @closed=${() => (this.adding = false)} @add=${(/** @type {CustomEvent<Card>} */ event) => this.#add(event.detail)}></ps-add-card>
        `;
    }

    /** @param {string} title */
    #title(title) {
        if (!this.naming) {
            return html`
                <h1 class="page-title">${title}</h1>
                <button class="tool" type="button" title=${t('board.rename')} aria-label=${t('board.rename')} @click=${() => this.#rename()}>${icons.pen}</button>
            `;
        }
        return html`
            <form @submit=${(/** @type {SubmitEvent} */ event) => this.#entitle(event)}>
                <input class="input" name="title" maxlength="120" aria-label=${t('board.title')} .value=${store.state.route.query.title ?? ''} placeholder=${t('page.board')} />
                <button class="quiet" type="submit">${t('board.keepTitle')}</button>
            </form>
        `;
    }

    async #rename() {
        this.naming = true;
        await this.updateComplete;
        /** @type {HTMLElement | null} */ (this.querySelector('.board-title input'))?.focus();
    }

    /** @param {Card[]} cards */
    #cards(cards) {
        return html`
            <ol class="board">
                ${repeat(
                    cards,
                    keyOf,
                    (card, i) => html`
                        <li
                            class="${card.wide ? 'is-wide' : ''} ${this.over === keyOf(card) ? 'is-over' : ''}"
                            data-key=${keyOf(card)}
                            draggable="true"
                            @dragstart=${(/** @type {DragEvent} */ event) => this.#lift(event, card)}
                            @dragover=${(/** @type {DragEvent} */ event) => this.#hover(event, card)}
                            @drop=${(/** @type {DragEvent} */ event) => this.#drop(event, i)}
                            @dragend=${() => (this.dragged = this.over = null)}
                            @wish=${(/** @type {CustomEvent<import('./card.js').Wish>} */ event) => this.#grant(event.detail, i)}
                            @keydown=${(/** @type {KeyboardEvent} */ event) => this.#keyed(event, i)}
                        >
                            <ps-board-card .card=${card} .first=${i === 0} .last=${i === cards.length - 1}></ps-board-card>
                        </li>
                    `,
                )}
            </ol>
            <p class="faint hint">${t('board.hint')}</p>
        `;
    }

    /** An empty board, with the one most people begin with. */
    #start() {
        const suggestion = suggested();
        return html`
            <section class="empty" aria-labelledby="board-empty">
                <h2 id="board-empty">${t('board.empty')}</h2>
                <p>${t('board.emptyText')}</p>
                <p class="faint">${suggestion.map((card) => metricLabel(card.metric)).join(' · ')}</p>
                <p class="buttons"><a class="primary" href=${route.here({ nodes: format(suggestion) })}>${t('board.begin')}</a></p>
            </section>
        `;
    }

    /** The address as it is, not as it was last rendered. */
    get #now() {
        return parse(route.read().query.nodes);
    }

    /** @param {Card[]} cards */
    #show(cards) {
        route.go(route.here({ nodes: format(cards) }));
    }

    /** @param {Card} card */
    #add(card) {
        this.adding = false;
        this.#show([...this.#now, card]);
        this.said = t('board.added', { name: metricLabel(card.metric) });
    }

    /** @param {import('./card.js').Wish} wish @param {number} i */
    #grant(wish, i) {
        const cards = this.#now;
        const card = cards[i];
        if (wish === 'earlier') this.#move(i, i - 1);
        if (wish === 'later') this.#move(i, i + 1);
        if (wish === 'size') this.#show(cards.with(i, { ...card, wide: !card.wide }));
        if (wish !== 'remove') return;
        this.#show(cards.toSpliced(i, 1));
        this.said = t('board.removed', { name: metricLabel(card.metric) });
        void this.#focusAfter(Math.min(i, cards.length - 2), 'remove');
    }

    /** @param {number} from @param {number} to */
    #move(from, to) {
        const cards = this.#now;
        if (to < 0 || to >= cards.length || from === to) return;
        const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.wish ?? null;
        const [card] = cards.splice(from, 1);
        cards.splice(to, 0, card);
        this.#show(cards);
        this.said = t('board.moved', { name: metricLabel(card.metric), place: to + 1, of: cards.length });
        void this.#focusAfter(to, held);
    }

    /** A card that is moved in the document loses the focus: it is given back. @param {number} i @param {string | null} wish */
    async #focusAfter(i, wish) {
        await new Promise((done) => addEventListener('hashchange', done, { once: true }));
        await new Promise(requestAnimationFrame);
        await this.updateComplete;
        const card = this.querySelectorAll('.board > li')[i];
        const target = /** @type {HTMLElement | null | undefined} */ (card?.querySelector(wish ? `[data-wish=${wish}]` : 'a, button'));
        (target ?? /** @type {HTMLElement | null} */ (this.querySelector('.buttons button')))?.focus();
    }

    /** Alt and an arrow moves the card that has the focus. @param {KeyboardEvent} event @param {number} i */
    #keyed(event, i) {
        const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
        if (!by || !event.altKey) return;
        event.preventDefault();
        this.#move(i, i + by);
    }

    /** @param {DragEvent} event @param {Card} card */
    #lift(event, card) {
        this.dragged = keyOf(card);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
    }

    /** @param {DragEvent} event @param {Card} card */
    #hover(event, card) {
        if (this.dragged === null) return; // something from outside the board
        event.preventDefault();
        this.over = this.dragged === keyOf(card) ? null : keyOf(card);
    }

    /** @param {DragEvent} event @param {number} i */
    #drop(event, i) {
        event.preventDefault();
        const from = this.#now.findIndex((card) => keyOf(card) === this.dragged);
        if (from >= 0) this.#move(from, i);
        this.dragged = this.over = null;
    }

    /** @param {SubmitEvent} event */
    async #entitle(event) {
        event.preventDefault();
        const title = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('title') ?? '').trim();
        this.naming = false;
        route.become(route.here({ title: title || null }));
        await this.updateComplete;
        /** @type {HTMLElement | null} */ (this.querySelector('.board-title button'))?.focus();
    }

    async #copy() {
        try {
            await navigator.clipboard.writeText(location.href);
            this.said = t('board.copied');
        } catch {
            this.said = t('board.copyByHand'); // only a page on this machine or over TLS may write to the clipboard
        }
        const said = this.said;
        setTimeout(() => (this.said = this.said === said ? '' : this.said), COPIED_MILLIS);
    }
}

/** The north star, what it is made of, and the guardrails. @returns {Card[]} */
function suggested() {
    const { definition } = store.state;
    if (!definition) return [];
    const { northStar, components, guardrails } = definition;
    const parts = components.filter((component) => component.parent === northStar).flatMap((component) => component.children);
    const metrics = new Set([northStar, ...parts, ...guardrails.map((guardrail) => guardrail.metric)]);
    return [...metrics].map((metric) => ({ metric, window: null, where: {}, wide: metric === northStar }));
}

customElements.define('ps-board-page', BoardPage);
