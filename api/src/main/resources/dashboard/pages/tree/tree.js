import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { layout, pieces } from './layout.js';
import { isLive, nodeState } from '../../state/freshness.js';
import { metricLabel, metricOf } from '../../words/names.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { drawing, measure } from './edges.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';

/** A residual below this share of the parent is rounding. */
const RESIDUAL_SHOWN = 0.005;

/**
 * @typedef {import('./layout.js').Branch} Branch
 * @typedef {import('./layout.js').Group} Group
 */

/** One part of the tree: the north star with all it is made of and all that moves it, or the guardrails. */
class Tree extends View {
    static properties = { shows: {} };

    /** @type {import('../../state/types.js').Definition | null} */
    #laidOut = null;
    /** @type {{root: Branch, guardrails: Branch[]}} */
    #layout = /** @type {any} */ (null);
    /** @type {Map<string, import('../../state/types.js').Node>} */
    #readings = new Map();
    #edges = /** @type {import('./edges.js').Edge[]} */ ([]);
    #drawn = '';
    #resize = new ResizeObserver(() => this.#measure());

    constructor() {
        super();
        /** @type {'star' | 'guardrails'} */
        this.shows = 'star';
        new Watch(this, 'words', 'definition', 'tree', 'connection', 'window');
    }

    connectedCallback() {
        super.connectedCallback();
        this.addEventListener('keydown', (event) => this.#walk(event));
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#resize.disconnect();
    }

    render() {
        const { definition, tree } = store.state;
        if (!definition) return this.shows === 'star' ? html`<div class="canvas"><div class="node is-star is-waiting"></div></div>` : nothing;
        if (definition !== this.#laidOut) {
            this.#layout = layout(definition);
            this.#laidOut = definition;
        }
        this.#readings = new Map(tree?.nodes.map((node) => [node.metric, node]));
        const { root, guardrails } = this.#layout;
        return this.shows === 'star' ? this.#canvas(t('tree'), this.#branch(root, true)) : this.#guardrails(guardrails);
    }

    /** @param {Branch[]} guardrails */
    #guardrails(guardrails) {
        if (!guardrails.length) return nothing;
        return html`
            <h2 class="section">${icons.shield}${t('guardrails')}</h2>
            ${this.#canvas(t('guardrails'), html`<div class="row">${guardrails.map((guardrail) => this.#branch(guardrail))}</div>`)}
        `;
    }

    /** @param {string} name @param {unknown} content */
    #canvas(name, content) {
        const box = this.querySelector('.canvas');
        return html`
            <section class="canvas ${isLive(store.state) ? 'is-live' : 'is-still'}" aria-label=${name}>
                ${drawing(this.#edges, box?.scrollWidth ?? 0, box?.scrollHeight ?? 0)}${content}
            </section>
        `;
    }

    /** @param {Branch} branch @returns {import('lit').TemplateResult} */
    #branch(branch, star = false) {
        return html`
            <div class="branch" .style=${`--leaves: ${branch.leaves}`}>
                ${branch.sign ? html`<div class="caption"><span class="tag">${this.#influence(branch)}</span></div>` : nothing}
                <div class="stand">
                    ${branch.reference ? this.#reference(branch) : this.#card(branch, star ? 'star' : 'card')} ${this.#inputs(branch)}
                </div>
                ${branch.groups.length ? html`<div class="groups">${branch.groups.map((group) => this.#group(branch, group))}</div>` : nothing}
            </div>
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

    /** @param {Branch} branch @param {'star' | 'card' | 'line'} form */
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
                class="group"
                .style=${`--leaves: ${group.branches.reduce((sum, child) => sum + child.leaves, 0)}`}
                data-type=${group.type}
                aria-label=${t(`group.${group.type}Of`, { metric: metricLabel(parent.metric) })}
            >
                ${group.type === 'influence' ? nothing : html`<div class="caption">${this.#caption(parent, group)}</div>`}
                <div class="branches">${group.branches.map((child) => this.#branch(child))}</div>
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
        const canvas = this.querySelector('.canvas');
        if (!canvas) return;
        this.#resize.observe(canvas);
        this.#measure();
    }

    /** Draws again only when something moved, which is seldom: values change without moving a card. */
    #measure() {
        const canvas = /** @type {HTMLElement | null} */ (this.querySelector('.canvas'));
        if (!canvas) return;
        const edges = measure(canvas);
        const drawn = `${canvas.scrollWidth} ${canvas.scrollHeight} ${edges.map((edge) => edge.path).join('')}`;
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
