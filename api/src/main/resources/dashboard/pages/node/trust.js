import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import { Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { errorOf } from '../../parts/trust.js';
import { at, topicOf } from './at.js';

/** What the metric's value rests on, in full: how far everything is, and each source. */
class NodeTrust extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings');
    }

    render() {
        const here = at();
        const reading = here && readingOf(topicOf(here));
        if (!reading) return nothing;
        const { trust } = reading;
        const seen = trust.sources.length > 0;
        const rows = [
            [t('trust.sequence'), format.count(trust.sequence)],
            [t('trust.clock'), trust.held ? t('trust.clockHeld', { time: format.millisecond(trust.clock) }) : format.millisecond(trust.clock)],
            [t('trust.watermark'), format.second(seen ? trust.watermark : null)],
            [t('trust.error'), errorOf(trust)],
            [t('trust.late'), format.count(trust.late)],
            [t('trust.duplicates'), format.count(trust.duplicates)],
            [t('trust.rejected'), format.count(trust.rejected)],
            [t('trust.definition'), html`<code>${trust.definition}</code>`],
            [t('trust.begun'), format.minute(trust.since)],
        ];
        return panel({ id: 'trust', title: t('trust'), wide: true }, html`
            <dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
            ${seen ? sourcesTable(trust.sources) : html`<p class="faint">${t('trust.noSource')}</p>`}
        `);
    }
}

/** @param {import('../../state/types.js').Source[]} sources */
function sourcesTable(sources) {
    return html`
        <div class="scroll" tabindex="0" role="group" aria-label=${t('trust.sources')}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">${t('source')}</th>
                        <th scope="col">${t('trust.state')}</th>
                        <th scope="col">${t('source.newest')}</th>
                        <th scope="col">${t('trust.watermark')}</th>
                        <th scope="col" class="count">${t('source.events')}</th>
                        <th scope="col" class="count">${t('trust.late')}</th>
                        <th scope="col" class="count">${t('trust.duplicates')}</th>
                        <th scope="col" class="count">${t('trust.rejected')}</th>
                    </tr>
                </thead>
                <tbody>
                    ${sources.map(
                        (source) => html`
                            <tr>
                                <th scope="row">${source.source}</th>
                                <td>${t(`trust.state.${source.state}`)}</td>
                                <td>${format.second(source.newest)}</td>
                                <td>${format.second(source.watermark)}</td>
                                <td class="count">${format.count(source.events)}</td>
                                <td class="count">${format.count(source.late)}</td>
                                <td class="count">${format.count(source.duplicates)}</td>
                                <td class="count">${format.count(source.rejected)}</td>
                            </tr>
                        `,
                    )}
                </tbody>
            </table>
        </div>
    `;
}

customElements.define('ps-node-trust', NodeTrust);
