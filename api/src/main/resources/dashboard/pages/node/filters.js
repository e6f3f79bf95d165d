import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { format } from '../../state/where.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label, segmentName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { at, topicOf } from './at.js';

/** What the node is filtered by: a chip for each segment, and in words what of the address does not hold. */
class Filters extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings');
    }

    render() {
        const here = at();
        if (!here) return nothing;
        const used = Object.entries(here.where);
        const dropped = Object.entries(here.dropped);
        const { where } = store.state.route.query;
        if (!where) return nothing;
        const unknown = readingOf(topicOf(here))?.known === false;
        return html`
            <div class="filters">
                ${used.length
                    ? html`<ul class="chips" aria-label=${t('filters')}>
                          ${used.map(([dimension, segment]) => html`<li>${this.#chip(here, dimension, segment)}</li>`)}
                      </ul>`
                    : nothing}
                ${unknown ? html`<p class="faint">${t('filters.unknown', { segment: used.map(([, segment]) => segmentName(segment)).join(' · ') })}</p>` : nothing}
                ${used.length || dropped.length ? nothing : html`<p class="faint">${t('filters.unread', { text: where })}</p>`}
                ${dropped.map(
                    ([dimension, segment]) => html`
                        <p class="faint">
                            ${t('filters.dropped', {
                                filter: `${dimensionLabel(dimension)}: ${segmentName(segment)}`,
                                metric: label(here.metric.labels, here.metric.id),
                            })}
                        </p>
                    `,
                )}
            </div>
        `;
    }

    /** @param {import('./at.js').At} here @param {string} dimension @param {string} segment */
    #chip({ where }, dimension, segment) {
        const rest = Object.fromEntries(Object.entries(where).filter(([name]) => name !== dimension));
        const text = `${dimensionLabel(dimension)}: ${segmentName(segment)}`;
        return html`
            <span class="chip">
                <span>${text}</span>
                <a href=${route.here({ where: format(rest), by: null })} aria-label=${t('filters.remove', { filter: text })} title=${t('filters.remove', { filter: text })}>${icons.close}</a>
            </span>
        `;
    }
}

customElements.define('ps-filters', Filters);
