import { html, nothing } from 'lit';
import { Live, readingOf } from '../../server/live.js';
import { isLive, isOutdated, nodeState } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, metricLabel, windowName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { changeOf, stateOf, valueOf } from '../../parts/readings.js';
import { at, topicOf } from './at.js';
import './about.js';
import './drill.js';
import './filters.js';
import './heading.js';
import './past.js';
import './rules.js';
import './trust.js';
import './usual.js';
import './versions.js';
import './windows.js';

/** One metric up close: what it is now, how it came to that, what it is made of, and what it rests on. */
class NodePage extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings', 'tree', 'alerts', 'connection');
        new Live(this, () => {
            const here = at();
            return here ? [topicOf(here)] : [];
        });
    }

    render() {
        const here = at();
        if (!store.state.definition) return nothing;
        if (!here) return html`<h1 class="page-title">${t('node.unknown', { id: store.state.route.id ?? '' })}</h1>`;
        return html`
            <div class="node-page ${isLive(store.state) ? 'is-live' : 'is-still'}">
                ${this.#top(here)}
                <ps-windows></ps-windows>
                <ps-filters></ps-filters>
                <ps-past></ps-past>
                <div class="panels"><ps-drill></ps-drill></div>
                <div class="panels">
                    <ps-heading></ps-heading>
                    <div class="stack"><ps-node-rules></ps-node-rules><ps-versions></ps-versions></div>
                    <ps-about></ps-about>
                </div>
                <ps-usual></ps-usual>
                <ps-node-trust></ps-node-trust>
            </div>
        `;
    }

    /** @param {import('./at.js').At} here */
    #top(here) {
        const { metric, window } = here;
        const node = store.state.tree?.nodes.find((n) => n.metric === metric.id);
        const reading = readingOf(topicOf(here));
        const description = metric.description ? label(metric.description, '') : '';
        return html`
            <header class="top" data-metric=${metric.id}>
                <div class="what">
                    <a class="up" href=${route.to('tree')}>${icons.up}${t('node.toTree')}</a>
                    <div class="title">
                        <h1>${label(metric.labels, metric.id)}</h1>
                        ${stateOf(isOutdated(store.state) ? 'stale' : nodeState(store.state, node))}
                    </div>
                    ${description ? html`<p class="description">${description}</p>` : nothing}
                    <p class="faint"><span class="owner">${icons.person}<span class="unseen">${t('owner')}</span>${metric.owner}</span></p>
                </div>
                <div class="now">
                    <p class="value">${reading ? valueOf(reading.value, metric, true) : html`<span class="skeleton"></span>`}</p>
                    ${reading ? this.#against(reading, metric) : nothing}
                    <p class="faint interval">
                        <span>${windowName(window)}</span>
                        ${reading ? html`<span>${t('interval', { from: format.second(reading.from), to: format.second(reading.to), zone: format.zone() })}</span>` : nothing}
                    </p>
                </div>
            </header>
        `;
    }

    /** @param {import('../../state/types.js').MetricReading} reading @param {import('../../state/types.js').MetricDefinition} metric */
    #against(reading, metric) {
        return html`
            <p class="against">
                ${changeOf(reading.value, reading.previous, metric)}
                ${reading.previous ? html`<span class="faint">${t('previous', { value: format.valueText(reading.previous.value, metric, { full: true }) })}</span>` : nothing}
            </p>
        `;
    }
}

customElements.define('ps-node-page', NodePage);
