/**
 * What things are called: labels come from the definition in the page's language, else in English, else in any, else
 * the id stands for itself.
 */
import { against, amount, conditionText, hasWindow, isOfRules, isThreshold, level } from './condition.js';
import * as format from './format.js';
import { t } from './i18n.js';
import { store } from '../state/store.js';

/** @param {import('../state/types.js').Labels | null | undefined} labels @param {string} id */
export function label(labels, id) {
    return labels?.[store.state.language] ?? labels?.en ?? Object.values(labels ?? {})[0] ?? id;
}

/** @param {string} id @returns {import('../state/types.js').MetricDefinition | undefined} */
export function metricOf(id) {
    return store.state.definition?.metrics.find((metric) => metric.id === id);
}

/** @param {string} metric */
export function metricLabel(metric) {
    return label(metricOf(metric)?.labels, metric);
}

/** @param {string} dimension */
export function dimensionLabel(dimension) {
    return label(store.state.definition?.dimensions.find((d) => d.id === dimension)?.labels, dimension);
}

const CALENDAR_WINDOWS = ['today', 'week', 'month', 'quarter', 'year'];

/** Lengths from short to long, then the calendar's. @param {string[]} windows */
export function windowsInOrder(windows) {
    const rank = (/** @type {string} */ window) => format.lengthMillis(window) || Infinity;
    return [...windows].sort((a, b) => (rank(a) === rank(b) ? CALENDAR_WINDOWS.indexOf(a) - CALENDAR_WINDOWS.indexOf(b) : rank(a) - rank(b)));
}

/** @param {string} window */
export function windowName(window) {
    return CALENDAR_WINDOWS.includes(window) ? t(`window.${window}`) : format.length(window);
}

/** Stands between the two parts of a pair's segment. */
const BETWEEN_PARTS = '\u001f';

/**
 * A segment as people read it: the two that the engine makes itself are words of the page, all others are the sender's
 * own text; of a pair both parts.
 *
 * @param {string} segment
 * @returns {string}
 */
export function segmentName(segment) {
    if (segment.includes(BETWEEN_PARTS)) return segment.split(BETWEEN_PARTS).map(segmentName).join(' · ');
    if (segment === '(none)') return t('segment.none');
    if (segment === 'other') return t('segment.other');
    return segment;
}

/** @param {{rule: string}} alert @returns {import('../state/types.js').RuleDefinition | undefined} */
export function ruleOf(alert) {
    return store.state.definition?.alerts.find((rule) => rule.id === alert.rule);
}

/** Where a rule looks: metric, window and segment. @param {import('../state/types.js').RuleDefinition} rule */
export function scope(rule) {
    const parts = [metricLabel(rule.metric)];
    if (hasWindow(rule)) parts.push(windowName(rule.window));
    if (rule.each) parts.push(t('rule.each', { dimension: dimensionLabel(rule.each) }));
    if (rule.segment) parts.push(`${dimensionLabel(rule.segment.dimension)}: ${segmentName(rule.segment.value)}`);
    return parts.join(' · ');
}

/** What makes a rule fire. @param {import('../state/types.js').RuleDefinition} rule */
export function condition(rule) {
    return conditionText(rule, metricOf(rule.metric), (id) => label(ruleOf({ rule: id })?.labels, id));
}

/**
 * Why an alert stands as it does: what was compared at its transition, or the value given in its place, and with what.
 *
 * @param {import('../state/types.js').Alert} alert
 * @param {number | null} value
 */
export function reason(alert, value = alert.value) {
    const rule = ruleOf(alert);
    const metric = metricOf(rule?.metric ?? '');
    if (!rule) return t('reason.gone', { value: format.valueText(value, undefined) });
    if (isThreshold(rule)) {
        const threshold = format.valueText(alert.threshold, metric);
        return value === null ? t(`rule.${rule.direction}`, { threshold }) : t(`reason.${rule.direction}`, { value: format.valueText(value, metric), threshold });
    }
    if (value === null || isOfRules(rule)) return condition(rule);
    if (rule.trigger === 'anomaly') return band(alert, value, metric);
    return t(`reason.${rule.trigger}`, { value: amount(rule, value, metric), level: level(rule, metric), against: against(rule), time: amount(rule, rule.threshold, metric) });
}

/** Where a value lies to the band that the past has taught. @param {import('../state/types.js').Alert} alert @param {number} value @param {import('../state/types.js').MetricDefinition | undefined} metric */
function band(alert, value, metric) {
    const side = alert.low !== null && value < alert.low ? 'low' : alert.high !== null && value > alert.high ? 'high' : 'within';
    const edge = (/** @type {number | null} */ at) => format.valueText(at, metric);
    return t(`reason.band.${side}`, { value: edge(value), low: edge(alert.low), high: edge(alert.high) });
}

/** What a rule's value is now, where the tree shows it; else what it was at its last transition. @param {import('../state/types.js').Alert} alert */
export function valueNow(alert) {
    const rule = ruleOf(alert);
    const { tree } = store.state;
    if (!rule || rule.segment || rule.each || !isThreshold(rule) || rule.window !== tree?.window) return alert.value;
    return tree.nodes.find((node) => node.metric === rule.metric)?.value ?? null;
}
