import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel } from '../../words/names.js';
import * as icons from '../../parts/icons.js';
import { changeOf } from '../../parts/readings.js';
import { segmentLink, shareOf } from './bars.js';
import { isAdditive } from './cuts.js';

/** Segments as a table: its heads sort it. @param {import('./bars.js').Ranked} ranked */
export function segmentTable({ here, by, whole, segments, sort, choose }) {
    const { metric } = here;
    const head = (/** @type {import('./ranking.js').Sort} */ of, /** @type {string} */ text) => html`
        <th scope="col" class=${of === 'name' ? '' : 'count'} aria-sort=${of === sort ? (of === 'name' ? 'ascending' : 'descending') : nothing}>
            <button type="button" class="head" @click=${() => choose(of)}>${text}${of === sort ? icons.down : nothing}</button>
        </th>
    `;
    return html`
        <div class="scroll" tabindex="0" role="group" aria-labelledby="segments-title">
            <table class="segments">
                <thead>
                    <tr>
                        ${head('name', dimensionLabel(by))} ${head('value', t('segments.sort.value'))}
                        ${isAdditive(metric) ? html`<th scope="col" class="count">${t('segments.share')}</th>` : nothing}
                        <th scope="col" class="count">${t('segments.before')}</th>
                        ${head('change', t('segments.sort.change'))}
                    </tr>
                </thead>
                <tbody>
                    ${segments.map(
                        (segment) => html`
                            <tr>
                                <th scope="row">${segmentLink(here, by, segment)}</th>
                                <td class="count">${format.valueText(segment.value, metric, { full: true })}</td>
                                ${isAdditive(metric) ? html`<td class="count">${shareOf(segment, whole, metric)}</td>` : nothing}
                                <td class="count">${format.valueText(segment.previous?.value, metric, { full: true })}</td>
                                <td class="count">${changeOf(segment.value, segment.previous, metric)}</td>
                            </tr>
                        `,
                    )}
                </tbody>
            </table>
        </div>
    `;
}
