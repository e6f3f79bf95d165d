import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import { Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { at, topicOf } from './at.js';

/** The steps of a conversion: how many attempts reached each, of the first and of the step before. */
class Funnel extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings');
    }

    render() {
        const here = at();
        if (here?.metric.kind !== 'conversion') return nothing;
        const reading = readingOf(topicOf(here));
        const steps = reading?.steps ?? [];
        return panel({ id: 'funnel', title: t('funnel'), wide: true }, html`
            ${reading ? nothing : html`<span class="skeleton is-block"></span>`}
            ${reading && !steps[0]?.reached ? html`<p class="faint">${t('funnel.none')}</p>` : nothing}
            <ol class="funnel">
                ${steps.map((step, i) => this.#step(step, i))}
            </ol>
            ${reading?.matureTo ? html`<p class="faint note">${t('funnel.mature', { time: format.minute(reading.matureTo) })}</p>` : nothing}
        `);
    }

    /** @param {NonNullable<import('../../state/types.js').MetricReading['steps']>[number]} step @param {number} i */
    #step(step, i) {
        const ofFirst = step.ofFirst ?? 0;
        return html`
            <li>
                <p class="of">
                    <b class="number">${plural('funnel.reached', step.reached)}</b>
                    ${i && step.ofFirst !== null ? html`<span>${t('funnel.ofFirst', { share: format.percentText(step.ofFirst) })}</span>` : nothing}
                    ${i > 1 && step.ofPrevious !== null ? html`<span>${t('funnel.ofPrevious', { share: format.percentText(step.ofPrevious) })}</span>` : nothing}
                </p>
                <span class="track" aria-hidden="true"><i .style=${`width: ${ofFirst > 0 ? Math.max(0.4, ofFirst * 100) : 0}%`}></i></span>
                <p class="what"><span>${t('funnel.step', { number: i + 1, event: step.event })}</span>${step.where ? html` <code>${step.where}</code>` : nothing}</p>
            </li>
        `;
    }
}

customElements.define('ps-funnel', Funnel);
