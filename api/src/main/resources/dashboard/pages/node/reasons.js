/**
 * What changed a metric, as the bars of a waterfall and in a sentence.
 *
 * @typedef {import('../../state/types.js').MetricDefinition} MetricDefinition
 * @typedef {import('../../state/types.js').Explanation} Explanation
 * @typedef {{name: unknown, plain: string, note?: unknown, amount: number | null}} Reason plain is the name as text
 */
import { html, nothing } from 'lit';
import * as route from '../../state/route.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { dimensionLabel, label, metricLabel, metricOf, segmentName } from '../../words/names.js';

/** How much of the change the greatest reason has to be to be most of it. */
const MOST = 0.5;

/** An amount with its sign and, of a percentage, in points. @param {number} amount @param {MetricDefinition} metric */
export function stepText(amount, metric, signed = true) {
    const { text, points } = format.step(amount, metric, { signed, digits: 2 });
    return points ? t('change.points', { points: text }) : text;
}

/** By the metrics it is made of or computed from. @param {import('../../state/types.js').Parts} parts */
export function byParts({ contributions }) {
    return (/** @type {MetricDefinition} */ _, /** @type {Explanation} */ { children }) =>
        contributions.map(({ of, name, now, before, contribution, presence }) => {
            const part = metricOf(name ?? '');
            const plain = of === 'metric' ? metricLabel(name ?? '') : of === 'earlier' ? t('explain.earlier', { name: metricLabel(name ?? '') }) : t(`explain.${of}`);
            const moved = of === 'residual' || of === 'joint' ? nothing : movement(now, before, presence, part);
            const child = children.find(({ metric }) => metric === name);
            return {
                plain,
                name: part ? html`<a href=${route.to('node', part.id)}>${plain}</a>` : plain,
                note: html`${moved}${child && part ? chiefly(child, part) : nothing}`,
                amount: contribution,
            };
        });
}

/** By segments, then what all others did, and what lies in none. @param {import('../../state/types.js').Split} split */
export function bySegments({ by, segments, rest, remainder }) {
    return (/** @type {MetricDefinition} */ metric) => [
        ...segments.map(({ segment, pair, now, before, contribution, mix, rate, presence }) => {
            const plain = pair ? Object.values(pair).map(segmentName).join(' · ') : segmentName(segment);
            const where = whereText(pair ?? { [by]: segment });
            return {
                plain,
                name: html`<a href=${route.here({ where, by: null })} title=${t('segments.only', { segment: plain })}>${plain}</a>`,
                note: html`${movement(now, before, presence, metric)}${typeof mix === 'number' && typeof rate === 'number'
                    ? html` · ${t('explain.mixRate', { rate: stepText(rate, metric), mix: stepText(mix, metric) })}`
                    : nothing}`,
                amount: contribution,
            };
        }),
        ...(rest.segments ? [aside(plural('explain.rest', rest.segments), rest.contribution)] : []),
        ...(remainder.contribution ? [aside(t(`explain.${remainder.name}`), remainder.contribution)] : []),
    ];
}

/** @param {string} plain @param {number | null} amount @returns {Reason} */
function aside(plain, amount) {
    return { plain, name: html`<span class="aside">${plain}</span>`, amount };
}

/** What a part or segment did by itself. @param {number | null} now @param {number | null} before @param {import('../../state/types.js').Presence} presence @param {MetricDefinition | undefined} metric */
function movement(now, before, presence, metric) {
    if (presence !== 'both') return t(`explain.presence.${presence}`, { value: format.valueText(presence === 'appeared' ? now : before, metric) });
    return t('explain.movement', { before: format.valueText(before, metric), now: format.valueText(now, metric) });
}

/** The segment that moved a part most, from its own explanation by its first dimension. @param {Explanation} child @param {MetricDefinition} metric */
function chiefly({ change, dimensions: [split] }, metric) {
    const first = change && split ? greatest(split.segments.map((shift) => ({ ...shift, amount: shift.contribution })), change) : undefined;
    if (!first) return nothing;
    return html` · ${t('explain.chiefly', { name: `${dimensionLabel(split.by)}: ${segmentName(first.segment)}`, amount: stepText(first.amount ?? 0, metric) })}`;
}

/** The one that did most of a change. @template {{amount: number | null}} T @param {T[]} reasons @param {number} change @returns {T | undefined} */
function greatest(reasons, change) {
    const towards = reasons.filter(({ amount }) => Math.sign(amount ?? 0) === Math.sign(change));
    return towards.sort((a, b) => Math.abs(b.amount ?? 0) - Math.abs(a.amount ?? 0))[0];
}

/**
 * The change in one sentence: how much, against when, and what did most of it.
 *
 * @param {MetricDefinition} metric
 * @param {import('../../state/types.js').Explained} answer
 * @param {Reason[]} reasons
 */
export function sentence(metric, { previous, explanation }, reasons) {
    const { now, before, change, presence } = explanation;
    const name = label(metric.labels, metric.id);
    if (!previous) return t('explain.noPrevious', { metric: name });
    const against = { metric: name, from: format.minute(previous.from), to: format.minute(previous.to) };
    if (change === null) return t(`explain.no.${presence}`, { ...against, value: format.valueText(now ?? before, metric) });
    if (change === 0) return t('explain.flat', against);
    const percent = before && !format.step(0, metric).points ? format.percentText(Math.abs(change / before)) : '';
    const amount = stepText(Math.abs(change), metric, false);
    const both = percent ? t('explain.amount', { amount, percent }) : amount;
    return html`${t(`explain.${change > 0 ? 'rose' : 'fell'}`, { ...against, amount: both })} ${most(reasons, change, metric)}`;
}

/** @param {Reason[]} reasons @param {number} change @param {MetricDefinition} metric */
function most(reasons, change, metric) {
    const first = greatest(reasons, change);
    if (!first || reasons.length < 2) return nothing;
    const places = { name: first.plain, amount: stepText(first.amount ?? 0, metric) };
    return (first.amount ?? 0) / change >= MOST ? t('explain.most', places) : t('explain.largest', places);
}
