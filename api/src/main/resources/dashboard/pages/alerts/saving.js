import { html, nothing } from 'lit';
import { Act } from '../../server/act.js';
import * as http from '../../server/http.js';
import * as route from '../../state/route.js';
import { Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import '../../parts/dialog.js';
import { refusalOf } from './refusal.js';
import { idOf, put, remove, Unsafe } from './rule-text.js';

/**
 * @typedef {{kind: string, sentence: string, recounts: boolean}} Change
 * @typedef {{state: 'none' | 'counting' | 'adopted' | 'failed', version: string, fraction: number, message: string, changes?: Change[]}} Progress
 * @typedef {{basis: string, text: string, changes: Change[]}} Plan
 */

const POLL_MILLIS = 500;

/**
 * Puts a rule into the definition in force, or takes it out: edits the definition's text, asks what that changes, shows it, and when
 * the reader agrees has it done and follows until it is in force.
 */
class RuleSaving extends View {
    static properties = { text: { attribute: false }, rule: { attribute: false }, plan: { state: true }, progress: { state: true }, unsafe: { state: true } };

    #act = new Act(this);

    constructor() {
        super();
        /** @type {string} the rule's text, "" to take the rule out */
        this.text = '';
        /** @type {string} the rule in force that is changed or taken out, "" for a new one */
        this.rule = '';
        /** @type {Plan | null} */
        this.plan = null;
        /** @type {Progress | null} */
        this.progress = null;
        /** @type {Unsafe | null} */
        this.unsafe = null;
        new Watch(this, 'words', 'definition');
    }

    render() {
        const removes = this.text === '';
        return html`
            <button class=${removes ? 'quiet' : 'primary'} type="button" data-save ?disabled=${this.#act.busy} @click=${() => this.#propose()}>${removes ? t('saving.remove') : t('saving.check')}</button>
            ${this.plan ? nothing : this.#trouble()}
            <ps-dialog
                .heading=${removes ? t('saving.remove') : t('saving.title')}
                .open=${this.plan !== null}
                .content=${this.plan ? this.#agree(this.plan) : nothing}
                @closed=${() => (this.plan = null)}
            ></ps-dialog>
        `;
    }

    #trouble() {
        const { failure } = this.#act;
        if (this.unsafe) return html`<div class="problem" role="alert">${icons.broken}<p>${t(`saving.unsafe.${this.unsafe.why}`, { line: this.unsafe.line })}</p></div>`;
        const problems = /** @type {import('./editor.js').DefinitionProblem[]} */ (failure?.problem?.definitionProblems ?? []);
        if (!problems.length) return refusalOf(failure);
        return html`
            <div class="problem" role="alert">
                ${icons.broken}
                <ul>${problems.map((one) => html`<li><b>${one.rule}</b> ${one.fix}</li>`)}</ul>
            </div>
        `;
    }

    /** @param {Plan} plan */
    #agree({ changes }) {
        const { progress } = this;
        return html`
            <div class="form">
                ${changes.length
                    ? html`<p>${t('saving.changes')}</p><ul class="changes">${changes.map((change) => html`<li>${change.sentence}${change.recounts ? html` <span class="faint">${t('saving.recounts')}</span>` : nothing}</li>`)}</ul>`
                    : html`<p>${t('saving.same')}</p>`}
                ${this.#trouble()}
                ${progress
                    ? html`<p role="status">${t(`saving.${progress.state}`, { share: format.percentText(progress.fraction), message: progress.message })}</p><progress max="1" .value=${progress.fraction} aria-label=${t('saving.title')}></progress>`
                    : nothing}
                <div class="buttons">
                    <button class="primary" type="button" data-apply ?disabled=${this.#act.busy || !changes.length} @click=${() => this.#apply()}>${t('saving.apply')}</button>
                    <button class="quiet" type="button" ?disabled=${this.#act.busy} @click=${() => (this.plan = null)}>${t('saving.back')}</button>
                </div>
            </div>
        `;
    }

    async #propose() {
        this.unsafe = null;
        this.progress = null;
        this.plan = await this.#act.run(() => this.#planned());
    }

    /** @returns {Promise<Plan | null>} null when the text cannot be edited */
    async #planned() {
        const definition = await http.definition();
        try {
            const text = this.text === '' ? remove(definition.text, this.rule) : put(definition.text, this.text);
            const { changes } = await http.send('PUT', '/v1/definition', text, { dryRun: true });
            return { basis: definition.version, text, changes };
        } catch (unsafe) {
            if (!(unsafe instanceof Unsafe)) throw unsafe;
            this.unsafe = unsafe;
            return null;
        }
    }

    async #apply() {
        const done = await this.#act.run(() => this.#carryOut());
        if (!done) return;
        this.plan = null;
        route.go(this.text === '' ? route.to('alerts', null, { tab: 'rules' }) : route.to('alerts', idOf(this.text)));
    }

    /** Where somebody else changed the definition meanwhile, the differences are shown anew. @returns {Promise<boolean>} whether it is in force */
    async #carryOut() {
        const { plan } = this;
        if (!plan) return false;
        const { version } = await http.definition();
        if (version !== plan.basis) {
            this.plan = await this.#planned();
            return false;
        }
        /** @type {Progress} */
        let progress = await http.send('PUT', '/v1/definition', plan.text);
        while (progress.state === 'counting') {
            this.progress = progress;
            await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
            progress = await http.get('/v1/definition/change');
        }
        this.progress = progress;
        return progress.state === 'adopted';
    }
}

customElements.define('ps-rule-saving', RuleSaving);
