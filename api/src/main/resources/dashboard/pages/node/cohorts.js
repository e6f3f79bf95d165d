import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at } from './at.js';

/** So many shades of the share of a cohort that was back. */
const SHADES = 5;
/** The newest cohorts; a year of days would be a wall. */
const SHOWN = 26;

/** The retention triangle: a row for each cohort, a column for each period since, the share that was back in each cell. */
class CohortTriangle extends View {
    #cohorts = /** @type {Ask<import('../../state/types.js').Cohorts>} */ (new Ask(this, () => this.#question()));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route');
    }

    #question() {
        const metric = at()?.metric;
        if (metric?.kind !== 'retention') return null;
        return {
            key: JSON.stringify([metric.id, store.state.definition?.version]),
            everyMillis: 60_000,
            load: (/** @type {AbortSignal} */ signal) => http.get(`/v1/metrics/${encodeURIComponent(metric.id)}/cohorts`, {}, signal),
        };
    }

    render() {
        if (at()?.metric.kind !== 'retention') return nothing;
        const answer = this.#cohorts.value;
        return panel({ id: 'cohorts', title: t('cohorts'), wide: true }, html`
            ${problemOf(this.#cohorts.failure)}
            ${this.#cohorts.value || this.#cohorts.failure ? nothing : html`<span class="skeleton is-block"></span>`}
            ${answer ? this.#triangle(answer) : nothing}
        `);
    }

    /** @param {import('../../state/types.js').Cohorts} answer */
    #triangle({ period, after, cohorts }) {
        const shown = cohorts.slice(-SHOWN);
        if (!shown.some((cohort) => cohort.size)) return html`<p class="faint">${t('cohorts.none')}</p>`;
        const columns = Math.max(...shown.map((cohort) => cohort.returned.length));
        const most = Math.max(...shown.flatMap((cohort) => cohort.returned.slice(1).map((back) => back / (cohort.size || 1))), 0);
        return html`
            <p class="faint" id="cohorts-caption">${t(`cohorts.caption.${period}`)}</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="cohorts-title">
                <table class="triangle" aria-labelledby="cohorts-caption">
                    <thead>
                        <tr>
                            <th scope="col">${t(`cohorts.${period}`)}</th>
                            <th scope="col" class="count">${t('cohorts.size')}</th>
                            ${Array.from({ length: columns - 1 }, (_, i) => html`<th scope="col" class=${i + 1 === after ? 'is-value' : ''}>${t('cohorts.after', { number: i + 1 })}</th>`)}
                        </tr>
                    </thead>
                    <tbody>
                        ${shown.map(
                            (cohort, row) => html`
                                <tr>
                                    <th scope="row">${format.date(cohort.cohort)}</th>
                                    <td class="count">${format.count(cohort.size)}</td>
                                    ${Array.from({ length: columns - 1 }, (_, i) => this.#cell(cohort, i + 1, most, after, row === shown.length - 1))}
                                </tr>
                            `,
                        )}
                    </tbody>
                </table>
            </div>
            <p class="faint note keys">
                <span><i class="key is-value"></i>${t('cohorts.value')}</span>
                <span><i class="key is-immature"></i>${t('cohorts.immature')}</span>
            </p>
        `;
    }

    /** @param {import('../../state/types.js').Cohorts['cohorts'][number]} cohort @param {number} i @param {number} most @param {number} after @param {boolean} isLast */
    #cell({ size, returned, mature }, i, most, after, isLast) {
        const value = i === after ? `is-value ${isLast ? 'is-last' : ''}` : '';
        if (i >= returned.length) return html`<td class=${value}></td>`;
        if (!size) return html`<td class=${value}>${format.count(null)}</td>`;
        const share = returned[i] / size;
        const shade = Math.min(SHADES, Math.ceil((share / (most || 1)) * SHADES));
        const immature = i >= mature;
        return html`
            <td class="shade-${shade} ${value} ${immature ? 'is-immature' : ''}" title=${t('cohorts.cell', { back: format.count(returned[i]), size: format.count(size) })}>
                ${format.percentText(share)}${immature ? html`<span class="unseen">${t('cohorts.immature')}</span>` : nothing}
            </td>
        `;
    }
}

customElements.define('ps-cohorts', CohortTriangle);
