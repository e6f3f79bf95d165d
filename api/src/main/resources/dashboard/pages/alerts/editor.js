import { html, nothing } from 'lit';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { metricOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { firstText, hasWindow, kindOf, SIDES } from './draft.js';
import { keyAt, read, withId, withKey } from './entry.js';
import { conditionFields, whatFields, whenFields } from './form.js';
import { entryText, idOf } from './rule-text.js';
import './preview.js';
import './saving.js';

/**
 * @typedef {{line: number, column: number, rule: string, fix: string}} DefinitionProblem
 * @typedef {import('./entry.js').Value} Value
 */

/**
 * Makes or changes a rule, as a form and as the definition has it, side by side. The text is what counts: the form reads it and
 * writes into it key by key. What would have come of it is tried as it changes.
 */
class RuleEditor extends View {
    static properties = { rule: { attribute: false }, metric: { attribute: false }, text: { state: true }, problems: { state: true } };

    #about = '';

    constructor() {
        super();
        /** @type {string} the rule to change, "" for a new one */
        this.rule = '';
        /** @type {string} what a new one watches */
        this.metric = '';
        this.text = '';
        /** @type {DefinitionProblem[]} */
        this.problems = [];
        new Watch(this, 'words', 'definition', 'window');
    }

    willUpdate() {
        const { definition } = store.state;
        const about = `${this.rule} ${this.metric}`;
        if (!definition || about === this.#about) return;
        this.#about = about;
        const metric = metricOf(this.metric) ? this.metric : definition.northStar;
        this.text = this.rule ? (entryText(definition.text, this.rule) ?? '') : firstText(metric);
    }

    render() {
        if (!store.state.definition) return nothing;
        if (this.rule && !this.text) return html`<p class="nothing-here">${t('editor.unread')}</p>`;
        const said = read(this.text);
        return html`
            <div class="editor">
                <div class="editor-sides">
                    ${panel({ id: 'form', title: t('editor.form') }, said ? this.#form(said) : html`<p class="faint">${t('editor.unread.form')}</p>`)}
                    <div class="editor-text">
                        ${panel({ id: 'yaml', title: t('editor.yaml') }, this.#yaml())}
                        ${panel({ id: 'backtest', title: t('preview'), icon: icons.clock }, html`
                            <ps-backtest
                                live
                                .text=${this.text}
                                .metric=${String(said?.metric ?? '')}
                                .watched=${said ? watched(said) : null}
                                @checked=${(/** @type {CustomEvent<any>} */ event) => (this.problems = event.detail?.problem?.definitionProblems ?? [])}
                            ></ps-backtest>
                        `)}
                    </div>
                </div>
                <ps-rule-saving .text=${this.text} .rule=${this.rule}></ps-rule-saving>
            </div>
        `;
    }

    /** @param {import('./draft.js').Said} said */
    #form(said) {
        /** @type {import('./form.js').Form} */
        const form = {
            said,
            id: idOf(this.text) ?? '',
            isNew: this.rule === '',
            set: (...keys) => this.#set(keys),
            rename: (id) => (this.text = withId(this.text, id)),
            problemOf: (...keys) => this.#problemOf(keys),
        };
        return html`
            <form class="form rule-form" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
                ${whatFields(form)} ${conditionFields(form)} ${whenFields(form)}
            </form>
        `;
    }

    #yaml() {
        return html`
            <textarea
                class="input yaml"
                rows=${Math.max(9, this.text.split('\n').length + 1)}
                spellcheck="false"
                autocapitalize="off"
                aria-label=${t('editor.yaml')}
                aria-invalid=${this.problems.length > 0}
                aria-describedby="rule-problems"
                .value=${this.text}
                @input=${(/** @type {Event} */ event) => (this.text = /** @type {HTMLTextAreaElement} */ (event.target).value)}
            ></textarea>
            <ul class="rule-problems" id="rule-problems" aria-live="polite">
                ${this.problems.map(
                    (problem) => html`
                        <li>
                            <button class="quiet" type="button" @click=${() => this.#show(problem.line)}>${t('editor.line', { line: problem.line })}</button>
                            <span><b>${problem.rule}</b> ${problem.fix}</span>
                        </li>
                    `,
                )}
            </ul>
        `;
    }

    /** @param {[string, Value | null][]} keys */
    #set(keys) {
        this.text = keys.reduce((text, [key, value]) => withKey(text, key, value), this.text);
    }

    /** What is wrong with one of these keys. @param {string[]} keys */
    #problemOf(keys) {
        const mine = this.problems.find((problem) => keys.includes(keyAt(this.text, problem.line)));
        return mine ? `${mine.rule}: ${mine.fix}` : '';
    }

    /** @param {number} line counted from 1 */
    #show(line) {
        const area = /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea.yaml'));
        const lines = this.text.split('\n');
        const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
        area.focus();
        area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    }
}

/** What the chart of a backtest needs to know of a rule. @param {import('./draft.js').Said} said */
function watched(said) {
    const kind = kindOf(said);
    const segment = typeof said.segment === 'object' && !Array.isArray(said.segment) ? Object.entries(said.segment)[0] : null;
    return {
        window: hasWindow(kind) ? String(said.window ?? '') : '',
        segment: segment ? { dimension: segment[0], value: String(segment[1]) } : null,
        each: said.each ? String(said.each) : null,
        trigger: kind,
        direction: SIDES.includes(kind) ? kind : '',
        threshold: Number(said[kind]),
    };
}

customElements.define('ps-rule-editor', RuleEditor);
