/** What a condition is asked for, part by part: a level and its direction, with what it is compared, how long. */
import { html } from 'lit';
import { t } from '../../words/i18n.js';
import { AGAINST, objectOf, otherRules, SIDES } from './draft.js';
import { select, text } from './form-fields.js';

/**
 * @typedef {import('./form.js').Form} Form
 * @typedef {import('./draft.js').Part} Part
 * @typedef {import('./entry.js').Value} Value
 */

const IN_PERCENT = ['target', 'guardrail', 'hollow'];
const PACES = ['linear', 'previous'];
const DIRECTIONS = ['above', 'below', 'both'];

/** @param {Part} part @param {string} kind @param {Form} form */
export function partField(part, kind, form) {
    const { said, set } = form;
    const plain = SIDES.includes(kind);
    const body = objectOf(said[kind]);
    const write = (/** @type {string} */ key) => (/** @type {string} */ value) => set([kind, without({ ...body, [key]: value })]);
    const choose = (/** @type {string} */ key, /** @type {string} */ legend, /** @type {{value: string, text: string}[]} */ options) =>
        select({ name: key, legend, value: String(body[key] ?? options[0].value), options, change: write(key) });
    const type = (/** @type {string} */ key, /** @type {string} */ legend, hint = '') => text({ name: key, legend, hint, value: String(body[key] ?? ''), change: write(key) });

    switch (part) {
        case 'level':
            return plain ? text({ name: 'level', legend: t('editor.level'), value: String(said[kind] ?? ''), change: (value) => set([kind, value]) }) : levelField(kind, body, form);
        case 'clear':
            return plain
                ? text({ name: 'clear', legend: t('editor.clear'), hint: t('editor.clear.hint'), value: String(said.clear ?? ''), change: (value) => set(['clear', value || null]) })
                : type('clear', t('editor.clear'), t('editor.clear.hint'));
        case 'against':
            return choose('against', t('editor.against'), AGAINST.map((one) => ({ value: one, text: t(`against.${one}`) })));
        case 'pace':
            return choose('pace', t('editor.pace'), PACES.map((one) => ({ value: one, text: t(`condition.pace.${one}`) })));
        case 'direction':
            return choose('direction', t('editor.direction'), DIRECTIONS.map((one) => ({ value: one, text: t(`editor.direction.${one}`) })));
        case 'target':
            return type('value', t('editor.target'));
        case 'falseAlarmsPerMonth':
            return type('falseAlarmsPerMonth', t('editor.falseAlarms'));
        case 'rise':
            return type('rise', t('editor.rise'));
        case 'of':
            return type('of', t('editor.of'));
        case 'within':
            return type('within', t('editor.within'), t('editor.length.hint'));
        case 'first':
        case 'then':
            return text({
                name: part, legend: t(`editor.${part}`), value: String(objectOf(body[part]).event ?? ''),
                change: (value) => set([kind, { ...body, [part]: { ...objectOf(body[part]), event: value } }]),
            });
        case 'length':
            return text({ name: 'length', legend: t('editor.length'), hint: t('editor.length.hint'), value: String(said[kind] ?? ''), change: (value) => set([kind, value]) });
        case 'rules':
            return ruleBoxes(kind, form);
    }
}

/** A direction and a number. @param {string} kind @param {{[key: string]: Value}} body @param {Form} form */
function levelField(kind, body, { set }) {
    const side = SIDES.find((one) => one in body) ?? 'below';
    const { [side]: level = '', ...others } = body;
    const inPercent = IN_PERCENT.includes(kind) || kind === 'change' || kind === 'residual';
    return html`
        ${select({
            name: 'side', legend: t('editor.direction'), value: side, options: SIDES.map((one) => ({ value: one, text: t(`editor.side.${one}`) })),
            change: (value) => set([kind, { ...others, [value]: level }]),
        })}
        ${text({ name: 'level', legend: t('editor.level'), hint: inPercent ? t('editor.percent.hint') : '', value: String(level), change: (value) => set([kind, { ...body, [side]: value }]) })}
    `;
}

/** @param {string} kind @param {Form} form */
function ruleBoxes(kind, { said, id, set }) {
    const value = said[kind];
    const chosen = Array.isArray(value) ? value : [];
    const toggle = (/** @type {string} */ rule) => set([kind, chosen.includes(rule) ? chosen.filter((one) => one !== rule) : [...chosen, rule]]);
    return html`
        <div class="boxes">
            ${otherRules(id).map((rule) => html`<label><input type="checkbox" .checked=${chosen.includes(rule.value)} @change=${() => toggle(rule.value)} /><span>${rule.text}</span></label>`)}
        </div>
    `;
}

/** Without what is left empty. @param {{[key: string]: Value}} body */
function without(body) {
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}
