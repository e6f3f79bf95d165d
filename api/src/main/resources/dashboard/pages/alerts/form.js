/**
 * The fields of a rule. Each shows what the rule's text says, and writes into it.
 *
 * @typedef {import('./entry.js').Value} Value
 * @typedef {object} Form
 * @property {import('./draft.js').Said} said
 * @property {string} id
 * @property {boolean} isNew
 * @property {(...keys: [string, Value | null][]) => void} set
 * @property {(id: string) => void} rename
 * @property {(...keys: string[]) => string} problemOf what is wrong with one of these keys, "" for nothing
 */
import { html, nothing } from 'lit';
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, metricLabel, metricOf, windowName, windowsInOrder } from '../../words/names.js';
import { changedKind, hasWindow, kindOf, objectOf, PARTS } from './draft.js';
import { partField } from './form-parts.js';
import { field, select, text } from './form-fields.js';

const SEVERITIES = ['info', 'warning', 'critical'];

/** What it is called and what it watches. @param {Form} form */
export function whatFields(form) {
    const { said, set, problemOf } = form;
    const definition = store.state.definition;
    const metric = String(said.metric ?? '');
    const labels = objectOf(said.labels);
    const relabel = (/** @type {string} */ language) => (/** @type {string} */ words) => {
        const { [language]: gone, ...others } = labels;
        const next = words ? { ...others, [language]: words } : others;
        set(['labels', Object.keys(next).length ? next : null]);
    };
    return html`
        <div class="form-row">
            ${text({ name: 'label-en', legend: t('editor.label.en'), value: String(labels.en ?? ''), change: relabel('en') })}
            ${text({ name: 'label-zh', legend: t('editor.label.zh'), value: String(labels.zh ?? ''), change: relabel('zh') })}
        </div>
        ${form.isNew ? text({ name: 'id', legend: t('definition.id'), hint: t('editor.id.hint'), value: form.id, change: form.rename }) : nothing}
        <div class="form-row">
            ${select({
                name: 'metric', legend: t('editor.metric'), value: metric, problem: problemOf('metric'),
                options: (definition?.metrics ?? []).map(({ id }) => ({ value: id, text: metricLabel(id) })),
                change: (value) => set(['metric', value]),
            })}
            ${hasWindow(kindOf(said))
                ? select({
                      name: 'window', legend: t('window'), value: String(said.window ?? ''), problem: problemOf('window'),
                      options: windowsInOrder(metricOf(metric)?.windows ?? []).map((window) => ({ value: window, text: windowName(window) })),
                      change: (value) => set(['window', value]),
                  })
                : nothing}
        </div>
        ${segmentFields(form, metricOf(metric)?.by ?? [])}
    `;
}

/** The whole metric, one segment of it, or each of a dimension's by itself. @param {Form} form @param {string[]} by the metric's dimensions */
function segmentFields({ said, set, problemOf }, by) {
    if (!by.length && !said.segment && !said.each) return nothing;
    const [dimension, segment] = Object.entries(objectOf(said.segment))[0] ?? ['', ''];
    const chosen = said.each ? `each ${said.each}` : dimension ? `one ${dimension}` : '';
    const choose = (/** @type {string} */ value) => {
        const [how, name] = value.split(' ');
        set(['each', how === 'each' ? name : null], ['segment', how === 'one' ? { [name]: '' } : null]);
    };
    return html`
        <div class="form-row">
            ${select({
                name: 'scope', legend: t('editor.scope'), value: chosen, problem: problemOf('each', 'segment'), change: choose,
                options: [
                    { value: '', text: t('editor.scope.whole') },
                    ...by.map((name) => ({ value: `each ${name}`, text: t('rule.each', { dimension: dimensionLabel(name) }) })),
                    ...by.map((name) => ({ value: `one ${name}`, text: t('editor.scope.one', { dimension: dimensionLabel(name) }) })),
                ],
            })}
            ${dimension && !Array.isArray(segment)
                ? text({ name: 'segment', legend: dimensionLabel(dimension), value: String(segment), change: (value) => set(['segment', { [dimension]: value }]) })
                : nothing}
        </div>
    `;
}

/** What makes it fire. @param {Form} form */
export function conditionFields(form) {
    const { said, set, problemOf } = form;
    const kind = kindOf(said);
    return html`
        <fieldset class="cluster">
            <legend>${t('rule.fires')}</legend>
            ${select({
                name: 'kind', legend: t('editor.kind'), value: kind, problem: problemOf(kind),
                options: Object.keys(PARTS).map((one) => ({ value: one, text: t(`editor.kind.${one}`) })),
                change: (value) => set(...changedKind(said, value)),
            })}
            <div class="form-row">${(PARTS[kind] ?? []).map((part) => partField(part, kind, form))}</div>
        </fieldset>
    `;
}

/** For how long, and who is told how urgently. @param {Form} form */
export function whenFields({ said, set, problemOf }) {
    const write = (/** @type {string} */ key) => (/** @type {string} */ value) => set([key, value || null]);
    const owners = [...new Set((store.state.definition?.metrics ?? []).map((metric) => metric.owner))];
    return html`
        <div class="form-row">
            ${text({ name: 'for', legend: t('editor.for'), value: String(said.for ?? ''), hint: t('editor.length.hint'), problem: problemOf('for'), change: write('for') })}
            ${text({ name: 'keepFiringFor', legend: t('rule.keep'), value: String(said.keepFiringFor ?? ''), hint: t('editor.length.hint'), problem: problemOf('keepFiringFor'), change: write('keepFiringFor') })}
        </div>
        <div class="form-row">
            ${select({
                name: 'severity', legend: t('alerts.filter.severity'), value: String(said.severity ?? 'warning'), problem: problemOf('severity'),
                options: SEVERITIES.map((severity) => ({ value: severity, text: t(`severity.${severity}`) })),
                change: write('severity'),
            })}
            ${text({ name: 'owner', legend: t('owner'), value: String(said.owner ?? ''), hint: t('editor.owner.hint'), problem: problemOf('owner'), options: owners, change: write('owner') })}
        </div>
        ${field({
            legend: t('rule.once'), problem: problemOf('once'),
            control: html`<input type="checkbox" name="once" .checked=${said.once === 'true'} @change=${(/** @type {Event} */ event) => set(['once', /** @type {HTMLInputElement} */ (event.target).checked ? 'true' : null])} />`,
        })}
    `;
}
