/**
 * A rule as a form sees it: the kinds of conditions, what each is asked for, and a first text to begin with.
 *
 * @typedef {import('./entry.js').Value} Value
 * @typedef {Record<string, Value>} Said what a rule's text says, by key
 * @typedef {'against' | 'level' | 'clear' | 'target' | 'pace' | 'direction' | 'falseAlarmsPerMonth' | 'of' | 'first' | 'then' | 'within' | 'rise' | 'length' | 'rules'} Part
 */
import { store } from '../../state/store.js';
import { label, metricOf } from '../../words/names.js';

export const SIDES = ['above', 'below', 'beyond'];
export const AGAINST = ['previous', 'day', 'weekday', 'year'];

/** What each kind of condition is asked for. @type {Record<string, Part[]>} */
export const PARTS = {
    above: ['level', 'clear'],
    below: ['level', 'clear'],
    beyond: ['level', 'clear'],
    change: ['against', 'level', 'clear'],
    share: ['against', 'level', 'clear'],
    target: ['target', 'pace', 'level', 'clear'],
    anomaly: ['direction', 'falseAlarmsPerMonth'],
    missing: ['length'],
    unchanged: ['length'],
    residual: ['level', 'clear'],
    absence: ['of', 'first', 'then', 'within', 'level'],
    guardrail: ['against', 'rise', 'level', 'clear'],
    hollow: ['against', 'rise', 'level', 'clear'],
    all: ['rules'],
    any: ['rules'],
    not: ['rules'],
};
const WINDOWLESS = ['missing', 'absence', 'all', 'any', 'not'];

/** What a kind begins with when it is chosen. @returns {Record<string, Value>} */
function firstValues() {
    return {
        above: '0', below: '0', beyond: '0',
        change: { against: 'weekday', below: '-30%' },
        share: { against: 'weekday', beyond: '5' },
        target: { value: '1000', pace: 'linear', below: '90%' },
        anomaly: { direction: 'both', falseAlarmsPerMonth: '2' },
        missing: '1h', unchanged: '1h',
        residual: { beyond: '2%' },
        absence: { of: '', first: { event: '' }, then: { event: '' }, within: '1d', above: '0' },
        guardrail: { against: 'weekday', above: '10%' },
        hollow: { against: 'weekday', rise: '5%', above: '10%' },
        all: [], any: [], not: [],
    };
}

/** @param {Said} said @returns {string} one of PARTS, "" when there is no condition yet */
export function kindOf(said) {
    return Object.keys(PARTS).find((kind) => kind in said) ?? '';
}

/** @param {string} kind */
export function hasWindow(kind) {
    return !WINDOWLESS.includes(kind);
}

/** What must be written, key by key, for a rule to be of another kind; null takes a key out. @param {Said} said @param {string} kind @returns {[string, Value | null][]} */
export function changedKind(said, kind) {
    const before = kindOf(said);
    const first = firstValues()[kind];
    const keeps = SIDES.includes(before) && SIDES.includes(kind);
    /** @type {[string, Value | null][]} */
    const keys = [[before, null], [kind, keeps ? said[before] : first]];
    if (!keeps) keys.push(['clear', null]);
    if (!hasWindow(kind)) keys.push(['window', null]);
    else if (!('window' in said)) keys.push(['window', windowOf(String(said.metric ?? ''))]);
    return keys.filter(([key]) => key !== '');
}

/** A rule's first text: below half of what the metric is now. @param {string} metric */
export function firstText(metric) {
    const window = windowOf(metric);
    const { tree, definition } = store.state;
    const now = tree?.window === window ? tree.nodes.find((node) => node.metric === metric)?.value : null;
    const level = now ? Number((now / 2).toPrecision(2)) : 0;
    const taken = new Set((definition?.alerts ?? []).map((rule) => rule.id));
    let id = `${metric}_low`;
    for (let i = 2; taken.has(id); i++) id = `${metric}_low_${i}`;
    return `${id}:\n  metric: ${metric}\n  window: ${window}\n  below: ${level}\n  for: 10m\n  severity: warning`;
}

/** The window that the tree shows where the metric has it, else its first. @param {string} metric */
function windowOf(metric) {
    const windows = metricOf(metric)?.windows ?? [];
    return windows.includes(store.state.window) ? store.state.window : (windows[0] ?? '');
}

/** Rules by what they are called. @param {string} but one that is left out */
export function otherRules(but) {
    return (store.state.definition?.alerts ?? []).filter((rule) => rule.id !== but).map((rule) => ({ value: rule.id, text: label(rule.labels, rule.id) }));
}

/** @param {Value | undefined} value @returns {{[key: string]: Value}} */
export function objectOf(value) {
    return typeof value === 'object' && !Array.isArray(value) ? value : {};
}
