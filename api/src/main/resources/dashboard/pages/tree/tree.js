import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isLive, nodeState } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { metricLabel, metricOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { drawing, measure } from './edges.js';
import { fold, folded } from './fold.js';
import { layout, pieces } from './layout.js';
import { paceReading } from './pace.js';
import { matches } from './search.js';
import { dragToPan, fitting } from './zoom.js';

/** A residual below this share of the parent is rounding. */
const RESIDUAL_SHOWN = 0.005;
/** What the frame around the tree's part takes of its width. */
const MARGIN = 6;

/**
 * @typedef {import('./layout.js').Branch} Branch
 * @typedef {import('./layout.js').Group} Group
 * @typedef {import('./flow.js').Flow} Flow
 */

/** One part of the tree: the north star with all it is made of and all that moves it, or the guardrails. */
class Tree extends View {
    static properties = { shows: {}, flows: { attribute: false }, search: { attribute: false }, zoom: { attribute: false } };

    /** @type {import('../../state/types.js').Definition | null} */
    #laidOut = null;
    /** @type {{root: Branch, guardrails: Branch[]}} */
    #layout = /** @type {any} */ (null);
    /** @type {Map<string, import('../../state/types.js').Node>} */
    #readings = new Map();
    #folded = /** @type {Set<string>} */ (new Set());
    #edges = /** @type {import('./edges.js').Edge[]} */ ([]);
    #drawn = '';
    #shape = '';
    #shownZoom = 1;
    #resize = new ResizeObserver(() => this.#fit());
    /** Cards change their size seldom, whatever their values do: the edges are measured only then. */
    #moved = new ResizeObserver(() => this.#draw());

    constructor() {
        super();
        /** @type {'star' | 'guardrails'} */
        this.shows = 'star';
        /** @type {Map<string, Flow>} what moved the parents, by parent */
        this.flows = new Map();
        /** What is looked for, "" for nothing. */
        this.search = '';
        /** @type {number | null} null fits it to the page */
        this.zoom = null;
        new Watch(this, 'words', 'definition', 'tree', 'connection', 'window', 'route', 'readings');
    }

    connectedCallback() {
        super.connectedCallback();
        this.addEventListener('keydown', (event) => this.#walk(event));
        this.#resize.observe(this);
        dragToPan(this);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#resize.disconnect();
        this.#moved.disconnect();
    }

    render() {
        const { definition, tree } = store.state;
        if (!definition) return this.shows === 'star' ? html`<div class="canvas"><div class="node is-star is-waiting"></div></div>` : nothing;
        if (definition !== this.#laidOut) {
            this.#layout = layout(definition);
            this.#laidOut = definition;
        }
        this.#folded = folded();
        this.#readings = new Map(tree?.nodes.map((node) => [node.metric, node]));
        const { root, guardrails } = this.#layout;
        return this.shows === 'star' ? this.#canvas(t('tree'), this.#branch(root, null)) : this.#guardrails(guardrails);
    }

    /** @param {Branch[]} guardrails */
    #guardrails(guardrails) {
        if (!guardrails.length) return nothing;
        return html`
            <h2 class="section">${icons.shield}${t('guardrails')}</h2>
            ${this.#canvas(t('guardrails'), html`<div class="row">${guardrails.map((guardrail) => this.#branch(guardrail, null))}</div>`)}
        `;
    }

    /** @param {string} name @param {unknown} content */
    #canvas(name, content) {
        return html`
            <section class="canvas ${isLive(store.state) ? 'is-live' : 'is-still'}" aria-label=${name}>${drawing(this.#edges)}${content}</section>
        `;
    }

    /** @param {Branch} branch @param {Group | null} group that it stands in, null at the top @returns {import('lit').TemplateResult} */
    #branch(branch, group, parent = '') {
        const foldable = group !== null && branch.below > 0;
        const isFolded = foldable && this.#folded.has(branch.metric);
        return html`
            <div class="branch" .style=${`--leaves: ${isFolded ? 1 : branch.leaves}`}>
                ${branch.sign ? html`<div class="caption"><span class="tag">${this.#influence(branch)}</span></div>` : nothing}
                <div class="stand">
                    ${group?.type === 'component' ? this.#flow(parent, branch.metric) : nothing}
                    ${branch.reference ? this.#reference(branch) : this.#card(branch, this.#form(branch, group))}
                    ${isFolded ? nothing : this.#inputs(branch)}
                    ${foldable ? this.#fold(branch, isFolded) : nothing}
                </div>
                ${branch.groups.length && !isFolded ? html`<div class="groups">${branch.groups.map((one) => this.#group(branch, one))}</div>` : nothing}
            </div>
        `;
    }

    /** The north star is large; what only moves something is a row, unless something hangs on it. @param {Branch} branch @param {Group | null} group */
    #form(branch, group) {
        if (branch === this.#layout.root) return 'star';
        return group?.stacked && !branch.groups.length && !branch.inputs.length ? 'row' : 'card';
    }

    /** @param {Branch} branch @param {boolean} isFolded */
    #fold(branch, isFolded) {
        const about = { metric: metricLabel(branch.metric) };
        const words = isFolded ? plural('fold.open', branch.below, about) : plural('fold.close', branch.below, about);
        return html`
            <button class="fold" type="button" aria-expanded=${isFolded ? 'false' : 'true'} aria-label=${words} title=${words} @click=${() => fold(branch.metric, !isFolded)}>
                ${isFolded ? html`+${branch.below}` : '−'}
            </button>
        `;
    }

    /** What a component contributed to its parent's change, on the edge that leads to it. @param {string} parent @param {string} child */
    #flow(parent, child) {
        const flow = this.flows.get(parent);
        const contribution = flow?.contributions.get(child);
        if (!flow || contribution === undefined) return nothing;
        const metric = metricOf(parent);
        const all = [...flow.contributions.values()].reduce((sum, one) => sum + Math.abs(one), Math.abs(flow.residual));
        const part = all ? Math.abs(contribution) / all : 0;
        const direction = part < 0.0005 ? 'flat' : contribution > 0 ? 'up' : 'down';
        const amount = format.valueText(contribution, metric, { signed: true });
        const words = t('flow.words', { amount, change: format.valueText(flow.change, metric, { signed: true }), parent: metricLabel(parent) });
        return html`
            <span class="flow is-${direction}" title=${words}>
                ${icons[direction]}<span aria-hidden="true">${amount}</span><span class="unseen">${words}</span>
                <i aria-hidden="true" .style=${`width: ${Math.round(part * 100)}%`}></i>
            </span>
        `;
    }

    /** What feeds only this metric, as lines below its card. @param {Branch} branch */
    #inputs(branch) {
        if (!branch.inputs.length) return nothing;
        return html`
            <section class="inputs" aria-label=${t('group.inputOf', { metric: metricLabel(branch.metric) })}>
                ${branch.inputs.map((input) => html`<div class="branch">${this.#card(input, 'line')}</div>`)}
            </section>
        `;
    }

    /** @param {Branch} branch @param {'star' | 'card' | 'row' | 'line'} form */
    #card(branch, form) {
        const metric = metricOf(branch.metric);
        return html`
            <ps-node
                .metric=${metric}
                .reading=${this.#readings.get(branch.metric)}
                .waiting=${store.state.tree === null}
                .form=${form}
                .guards=${branch.guards}
                .state=${nodeState(store.state, this.#readings.get(branch.metric))}
                .live=${isLive(store.state)}
                .pace=${paceReading(branch.metric)}
                .dim=${this.search !== '' && !matches(branch.metric, this.search)}
                .language=${store.state.language}
            ></ps-node>
        `;
    }

    /** @param {Branch} branch */
    #reference(branch) {
        return html`
            <a class="reference" data-metric=${branch.metric} href=${route.to('node', branch.metric)}>
                ${icons.link}${metricLabel(branch.metric)}
            </a>
        `;
    }

    /** @param {Branch} parent @param {Group} group @returns {import('lit').TemplateResult} */
    #group(parent, group) {
        return html`
            <section
                class="group ${group.stacked ? 'is-stacked' : ''}"
                .style=${`--leaves: ${group.stacked ? 1 : group.branches.reduce((sum, child) => sum + (this.#folded.has(child.metric) ? 1 : child.leaves), 0)}`}
                data-type=${group.type}
                aria-label=${t(`group.${group.type}Of`, { metric: metricLabel(parent.metric) })}
            >
                ${group.type === 'influence' ? nothing : html`<div class="caption">${this.#caption(parent, group)}</div>`}
                <div class="branches">${repeat(group.branches, (child) => child.metric, (child) => this.#branch(child, group, parent.metric))}</div>
            </section>
        `;
    }

    /** @param {Branch} parent @param {Group} group */
    #caption(parent, group) {
        if (group.type === 'component') {
            const words = pieces(group.formula).map((piece) => (piece.name ? metricLabel(piece.text) : piece.text));
            return html`<span class="tag"><span><span aria-hidden="true">= </span>${words.join('')}</span>${this.#residual(parent.metric)}</span>`;
        }
        return html`<span class="tag">${t('group.input')}</span>`;
    }

    /** @param {Branch} driver */
    #influence(driver) {
        const sign = driver.sign === 'negative' ? icons.down : icons.up;
        const words = t(`influence.${driver.sign === 'negative' ? 'negative' : 'positive'}`);
        const lag = driver.lagMillis > 0 ? t('influence.lag', { lag: format.duration(driver.lagMillis) }) : t('influence.noLag');
        return html`<span title=${`${metricLabel(driver.metric)}: ${words}, ${lag}`}>${sign}${words}, ${lag}</span>`;
    }

    /** What the formula does not explain, when it is more than rounding. @param {string} parent */
    #residual(parent) {
        const node = this.#readings.get(parent);
        if (!node || node.residual === null || !node.value) return nothing;
        const share = node.residual / Math.abs(node.value);
        if (!(Math.abs(share) > RESIDUAL_SHOWN)) return nothing;
        const metric = metricOf(parent);
        const text = t('residual', { value: format.valueText(node.residual, metric), share: format.percentText(share) });
        return html`<span class="residual" title=${t('residual.explained')}>${icons.gap}${text}</span>`;
    }

    updated() {
        const shape = `${store.state.definition?.version} ${store.state.route.query.fold} ${this.zoom} ${store.state.language} ${store.state.tree === null}`;
        if (shape !== this.#shape) this.#fit();
        this.#shape = shape;
    }

    #box() {
        return /** @type {HTMLElement | null} */ (this.querySelector('.canvas'));
    }

    /** Chooses the zoom anew. Only the north star's part is ever zoomed: the guardrails stand in a column of their own. */
    #fit() {
        const canvas = this.#box();
        if (!canvas) return;
        if (this.shows === 'star') {
            canvas.style.zoom = '1';
            const isStacked = getComputedStyle(canvas).getPropertyValue('--stacked').trim() === '1';
            this.#shownZoom = this.zoom ?? (isStacked ? 1 : fitting(canvas.scrollWidth, this.clientWidth - MARGIN));
            canvas.style.zoom = String(this.#shownZoom);
            this.dispatchEvent(new CustomEvent('zoomed', { detail: this.#shownZoom, bubbles: true }));
        }
        this.#moved.disconnect();
        for (const box of [canvas, ...canvas.querySelectorAll('.stand')]) this.#moved.observe(box);
        this.#draw();
    }

    /** Draws again only when something moved, which is seldom: values change without moving a card. */
    #draw() {
        const canvas = this.#box();
        if (!canvas) return;
        const edges = measure(canvas, this.#shownZoom);
        const drawn = edges.map((edge) => edge.path).join('');
        if (drawn === this.#drawn) return;
        this.#drawn = drawn;
        this.#edges = edges;
        this.requestUpdate();
    }

    /** Arrows walk the tree: up to the parent, down to the first child, sideways along a row. @param {KeyboardEvent} event */
    #walk(event) {
        const here = /** @type {HTMLElement} */ (event.target).closest?.('.branch');
        if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
        const line = here.parentElement?.matches('.inputs');
        const [before, after] = [here.previousElementSibling, here.nextElementSibling];
        const parent = here.parentElement?.closest('.branch');
        const below = here.querySelector('.branch');
        const next = {
            ArrowUp: line ? (before ?? parent) : parent,
            ArrowDown: line ? (after ?? parent?.querySelector('.groups .branch')) : below,
            ArrowLeft: line ? null : (before ?? here.closest('.group')?.previousElementSibling?.querySelector('.branch')),
            ArrowRight: line ? null : (after ?? here.closest('.group')?.nextElementSibling?.querySelector('.branch')),
        }[event.key];
        const target = /** @type {HTMLElement | null | undefined} */ (next?.querySelector('a'));
        if (!target) return;
        event.preventDefault();
        target.focus();
    }
}

customElements.define('ps-tree', Tree);
