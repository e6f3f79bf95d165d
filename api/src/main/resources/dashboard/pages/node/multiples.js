import { html } from 'lit';
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { choice } from '../../parts/choice.js';
import { changeOf, valueOf } from '../../parts/readings.js';
import { lineKey, linesOf, segmentLink } from './bars.js';
import { nameOf } from './cuts.js';
import { rangeOf } from '../../charts/lines.js';

/** A little line for each segment, all on one scale so that they can be compared, or each on its own to see its shape. @param {import('./bars.js').Ranked} ranked */
export function multiples({ here, by, segments, trend }) {
    const lines = linesOf(trend);
    const named = segments.filter((segment) => !segment.remainder && lines.has(lineKey(segment)));
    const isOwn = store.state.route.query.scale === 'own';
    const all = /** @type {number[]} */ (named.flatMap((segment) => lines.get(lineKey(segment)) ?? []).filter((value) => value !== null));
    return html`
        <div class="over">
            ${choice({
                name: 'scale',
                legend: t('segments.scale'),
                options: ['common', 'own'].map((scale) => ({ value: scale, text: t(`segments.scale.${scale}`) })),
                value: isOwn ? 'own' : 'common',
                choose: (scale) => route.become(route.here({ scale: scale === 'own' ? scale : null })),
            })}
        </div>
        <ul class="multiples">
            ${named.map(
                (segment) => html`
                    <li>
                        <p class="head">${segmentLink(here, by, segment)}<span class="of">${valueOf(segment.value, here.metric)}</span>${changeOf(segment.value, segment.previous, here.metric)}</p>
                        <ps-lines
                            .times=${trend?.times ?? []}
                            .lines=${[{ name: nameOf(segment), values: lines.get(lineKey(segment)) ?? [] }]}
                            .range=${isOwn || !all.length ? null : rangeOf(all)}
                            .metric=${here.metric}
                        ></ps-lines>
                    </li>
                `,
            )}
        </ul>
    `;
}
