/**
 * How a metric can be cut and filtered: by its dimensions, and by two at once where it declares the pair.
 *
 * @typedef {import('../../state/types.js').MetricDefinition} MetricDefinition
 * @typedef {import('../../state/where.js').Where} Where
 */
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';
import { format } from '../../state/where.js';
import { t } from '../../words/i18n.js';
import { segmentName } from '../../words/names.js';

/** The two dimensions of a pair, null of a plain dimension. @param {string} dimension */
export function pairOf(dimension) {
    return store.state.definition?.dimensions.find(({ id }) => id === dimension)?.pair ?? null;
}

/** @param {MetricDefinition} metric */
function pairsOf(metric) {
    return metric.by.map(pairOf).filter((pair) => pair !== null);
}

/**
 * As much of a filter as the metric can be read by: both where they are a pair of it, else the first that is a dimension.
 *
 * @param {MetricDefinition} metric
 * @param {Where} asked
 * @returns {{where: Where, dropped: Where}}
 */
export function filterFor(metric, asked) {
    const names = Object.keys(asked);
    const isPair = names.length === 2 && pairsOf(metric).some((pair) => names.every((name) => pair.includes(name)));
    const first = names.find((name) => metric.by.includes(name) && !pairOf(name));
    const used = isPair ? names : first ? [first] : [];
    const pick = (/** @type {string[]} */ some) => Object.fromEntries(some.map((name) => [name, asked[name]]));
    return { where: pick(used), dropped: pick(names.filter((name) => !used.includes(name))) };
}

/** What the metric can be cut by within a filter. @param {MetricDefinition} metric @param {Where} where @returns {string[]} */
export function cutsOf(metric, where) {
    const filtered = Object.keys(where);
    if (!filtered.length) return metric.by;
    if (filtered.length > 1) return [];
    const others = pairsOf(metric).filter((pair) => pair.includes(filtered[0])).map((pair) => pair.find((name) => name !== filtered[0]) ?? '');
    return [...new Set(others)];
}

/**
 * The address of the same node within one more segment: of a pair both its parts.
 *
 * @param {import('./at.js').At} here
 * @param {string} by
 * @param {{segment: string, parts?: Record<string, string>}} segment
 */
export function only(here, by, { segment, parts }) {
    const where = parts ?? { ...here.where, [by]: segment };
    return route.here({ where: format(where), by: null });
}

/** A segment as people read it; of a pair both parts. @param {{segment: string, parts?: Record<string, string>, remainder?: {segments: number}}} segment */
export function nameOf({ segment, parts, remainder }) {
    if (remainder) return t('segments.remainder', { count: remainder.segments });
    return parts ? Object.values(parts).map(segmentName).join(' · ') : segmentName(segment);
}

/** Whether the metric's segments add up to it, so that each is a share of the whole. @param {MetricDefinition} metric */
export function isAdditive({ kind }) {
    return ['count', 'sum', 'gauge', 'cumulative'].includes(kind);
}
