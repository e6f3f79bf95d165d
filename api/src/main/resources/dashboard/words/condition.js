/**
 * What makes a rule fire, in words: its condition, and an amount of what it compares in the right unit.
 *
 * @typedef {import('../state/types.js').RuleDefinition} RuleDefinition
 * @typedef {import('../state/types.js').MetricDefinition} MetricDefinition
 */
import * as format from './format.js';
import { t } from './i18n.js';

/** Of these the number compared is a share of something. */
const OF_SHARES = ['target', 'guardrail', 'hollow'];
/** Of these it is a time in milliseconds. */
const OF_TIMES = ['missing', 'unchanged'];
/** Of these there is no number worth showing: other rules fire, or they do not. */
const OF_RULES = ['all', 'any', 'not'];

/** @param {RuleDefinition} rule */
export function isThreshold(rule) {
    return rule.trigger === rule.direction;
}

/** @param {RuleDefinition} rule */
export function isOfRules(rule) {
    return OF_RULES.includes(rule.trigger);
}

/** Some conditions look at events or other rules and at no window. @param {RuleDefinition} rule */
export function hasWindow(rule) {
    return rule.trigger !== 'missing' && rule.trigger !== 'absence' && !isOfRules(rule);
}

/** One field of a condition as the definition writes it: `against` of `change: {against: day, below: -30%}`. @param {string} condition @param {string} name */
export function field(condition, name) {
    return new RegExp(`[{,] ?${name}: ([^,{}]+)`).exec(condition)?.[1].trim() ?? '';
}

/** @param {RuleDefinition} rule @param {number | null} number @param {MetricDefinition | undefined} metric */
export function amount(rule, number, metric) {
    if (number === null) return format.valueText(null, metric);
    if (OF_TIMES.includes(rule.trigger)) return format.duration(number);
    if (rule.trigger === 'share') return t('change.points', { points: format.valueText(number, undefined) });
    if (rule.trigger === 'absence') return format.count(number);
    const isShare = OF_SHARES.includes(rule.trigger) || (!isThreshold(rule) && rule.condition.includes('%'));
    return isShare ? format.percentText(number) : format.valueText(number, metric);
}

/** The level as in "above 80%". @param {RuleDefinition} rule @param {MetricDefinition | undefined} metric */
export function level(rule, metric) {
    return t(`threshold.${rule.direction}`, { threshold: amount(rule, rule.threshold, metric) });
}

/** With what a rule compares: the window before, the same weekday. @param {RuleDefinition} rule */
export function against(rule) {
    return t(`against.${field(rule.condition, 'against') || 'previous'}`);
}

/**
 * @param {RuleDefinition} rule
 * @param {MetricDefinition | undefined} metric
 * @param {(rule: string) => string} nameOf a rule by its id
 */
export function conditionText(rule, metric, nameOf) {
    const words = core(rule, metric, nameOf);
    const ends = rule.clear === rule.threshold ? '' : ` · ${t('condition.clear', { threshold: amount(rule, rule.clear, metric) })}`;
    const holds = rule.forMillis > 0 ? ` ${t('rule.for', { time: format.duration(rule.forMillis) })}` : '';
    return `${words}${holds}${ends}`;
}

/** @param {RuleDefinition} rule @param {MetricDefinition | undefined} metric @param {(rule: string) => string} nameOf */
function core(rule, metric, nameOf) {
    if (isThreshold(rule)) return level(rule, metric);
    const { condition, trigger } = rule;
    if (trigger === 'anomaly') return t(`condition.anomaly.${field(condition, 'direction') || 'both'}`, { count: field(condition, 'falseAlarmsPerMonth') });
    const pace = t(`condition.pace.${field(condition, 'pace') || 'linear'}`);
    return t(`condition.${trigger}`, {
        level: level(rule, metric),
        against: against(rule),
        target: format.valueText(Number(field(condition, 'value')), metric),
        pace,
        time: amount(rule, rule.threshold, metric),
        within: format.length(field(condition, 'within')),
        rise: field(condition, 'rise'),
        rules: (/\[(.*)]/.exec(condition)?.[1] ?? '').split(', ').map(nameOf).join(', '),
    });
}
