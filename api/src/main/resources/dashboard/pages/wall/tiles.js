import { html, nothing } from 'lit';
import { nodeState } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import { metricLabel, metricOf } from '../../words/names.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { changeOf, stateOf, valueOf } from '../../parts/readings.js';

/** What is not seen from across the room is not shown: the first so many. */
const MOST_TILES = 8;

/** What the north star is made of and what guards it, as large tiles. */
class WallTiles extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'tree', 'connection', 'offline');
    }

    render() {
        const { definition } = store.state;
        if (!definition) return nothing;
        const parts = definition.components.filter((one) => one.parent === definition.northStar).flatMap((one) => one.children);
        const guardrails = definition.guardrails.map((guardrail) => guardrail.metric).filter((id) => !parts.includes(id));
        const shown = [...new Set([...parts, ...guardrails])].slice(0, MOST_TILES);
        // Beside the rest in as few rows as can be; alone in two, as near to even as can be.
        const columns = `--beside: ${Math.min(shown.length, 4)}; --alone: ${shown.length > 3 ? Math.ceil(shown.length / 2) : shown.length}`;
        return html`<ul class="wall-tiles" .style=${columns}>${shown.map((id) => this.#tile(id, guardrails.includes(id)))}</ul>`;
    }

    /** @param {string} id @param {boolean} guards */
    #tile(id, guards) {
        const { tree } = store.state;
        const metric = metricOf(id);
        const node = tree?.nodes.find((one) => one.metric === id);
        const state = nodeState(store.state, node);
        return html`
            <li class="wall-tile is-${state}" data-metric=${id}>
                <h3>${guards ? html`<span title=${t('guardrails')}>${icons.shield}<span class="unseen">${t('guardrails')}</span></span>` : nothing}${metricLabel(id)}</h3>
                <p class="value">${tree ? valueOf(node?.value, metric) : html`<span class="skeleton"></span>`}</p>
                <p class="against">${node ? changeOf(node.value, node.previous, metric, false) : nothing}</p>
                ${state === 'inactive' || state === 'stale' ? nothing : stateOf(state)}
            </li>
        `;
    }
}

customElements.define('ps-wall-tiles', WallTiles);
