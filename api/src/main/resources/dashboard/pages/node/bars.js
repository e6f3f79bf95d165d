import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { changeOf, valueOf } from '../../parts/readings.js';
import { sparkline } from '../../charts/sparkline.js';
import { isAdditive, nameOf, only } from './cuts.js';

/**
 * What each view of segments is given.
 *
 * @typedef {object} Ranked
 * @property {import('./at.js').At} here
 * @property {string} by
 * @property {number | null} whole the metric's own value, within the filter
 * @property {import('../../state/types.js').Segment[]} segments in the order to show them in
 * @property {import('../../state/types.js').Series | null} trend a line for each of the largest
 * @property {import('./ranking.js').Sort} sort
 * @property {(sort: string) => void} choose another order
 */

const MANY = 60;

/** Segments as ranked bars; negative ones lie to the left of zero. @param {Ranked} ranked */
export function bars({ here, by, whole, segments, trend }) {
    const { metric } = here;
    const values = segments.filter((segment) => !segment.remainder).map((segment) => segment.value ?? 0);
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    const lines = linesOf(trend);
    return html`
        <ol class="bars ${segments.length > MANY ? 'is-many' : ''}">
            ${segments.map(
                (segment) => html`
                    <li class=${segment.remainder ? 'is-remainder' : ''}>
                        ${segmentLink(here, by, segment)}
                        ${sparkline(lines.get(lineKey(segment)) ?? [])}
                        <span class="share">${shareOf(segment, whole, metric)}</span>
                        <span class="of">${valueOf(segment.value, metric)}</span>
                        ${changeOf(segment.value, segment.previous, metric)}
                        ${segment.remainder
                            ? nothing
                            : html`<span class="bar" aria-hidden="true"><i class=${(segment.value ?? 0) < 0 ? 'is-negative' : ''} .style=${place(segment.value ?? 0, low, high)}></i></span>`}
                        ${segment.remainder?.reason ? html`<p class="faint">${t('segments.remainder.none')}</p>` : nothing}
                    </li>
                `,
            )}
        </ol>
    `;
}

/** A segment's name, which leads to it alone; what is left beyond the shown leads nowhere. @param {import('./at.js').At} here @param {string} by @param {import('../../state/types.js').Segment} segment */
export function segmentLink(here, by, segment) {
    const name = nameOf(segment);
    if (segment.remainder) return html`<span class="name">${name}</span>`;
    return html`<a class="name" href=${only(here, by, segment)} title=${t('segments.only', { segment: name })}>${name}</a>`;
}

/** @param {import('../../state/types.js').Segment} segment @param {number | null} whole @param {import('../../state/types.js').MetricDefinition} metric */
export function shareOf({ value }, whole, metric) {
    if (!isAdditive(metric) || value === null || !whole || whole < 0) return nothing;
    return html`<span class="unseen">${t('segments.share')} </span>${format.percentText(value / whole)}`;
}

/** The lines of a series by the segment they are of. @param {import('../../state/types.js').Series | null} series @returns {Map<string, (number | null)[]>} */
export function linesOf(series) {
    return new Map((series?.lines ?? []).map((line) => [lineKey(line), line.values]));
}

/** A segment may be called as the remainder is. @param {{segment: string, remainder?: unknown}} of */
export function lineKey({ segment, remainder }) {
    return remainder ? '' : segment;
}

/** Set as a property, which the content security policy allows where it forbids the attribute. @param {number} value @param {number} low @param {number} high */
function place(value, low, high) {
    const range = high - low || 1;
    const width = value ? Math.max(0.4, (Math.abs(value) / range) * 100) : 0;
    const zero = (-low / range) * 100;
    return `left: ${value < 0 ? Math.max(0, zero - width) : zero}%; width: ${width}%`;
}
