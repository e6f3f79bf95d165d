import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { Act } from '../../server/act.js';
import { Ask } from '../../server/ask.js';
import { get, send } from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import { plural, t } from '../../words/i18n.js';
import { adoption } from './adoption.js';
import { changeList, recountText } from './changes.js';
import { Check } from './check.js';
import * as drafts from './draft.js';
import { outlineOf } from './contents.js';
import { outline } from './outline.js';
import { problemList } from './problems.js';
import { refusalOf } from './refusal.js';
import '../../parts/dialog.js';
import './diff.js';
import './editor.js';
import './trial.js';
import './versions.js';

const COUNTING_EVERY_MILLIS = 500;
const IDLE_EVERY_MILLIS = 3000;

/** The definition's text, written and checked here, compared with the one in force, tried, and put into force. */
class DefinitionPage extends View {
    static properties = { text: { state: true }, base: { state: true }, asking: { state: true } };

    #act = new Act(this);
    #check = new Check(this, () => this.#toCheck());
    /** @type {Ask<import('./adoption.js').Adoption>} */
    #change = new Ask(this, () => ({
        key: 'change',
        everyWallMillis: this.#isCounting() ? COUNTING_EVERY_MILLIS : IDLE_EVERY_MILLIS,
        load: (signal) => get('/v1/definition/change', {}, signal),
    }));
    /** The version that this page put into force, or saw on its way. */
    #watched = '';
    /** The metric that the reader came for and was shown. */
    #shown = '';
    /** What was in force when the page last looked. */
    #seen = { version: '', text: '' };

    constructor() {
        super();
        this.text = '';
        /** The version that the text was begun on. */
        this.base = '';
        this.asking = false;
        new Watch(this, 'words', 'definition', 'connection', 'route');
    }

    willUpdate() {
        const { definition } = store.state;
        if (definition && definition.version !== this.#seen.version) this.#follow(definition.version, newlines(definition.text));
        const change = this.#change.value;
        if (change?.state === 'counting') this.#watched = change.version;
    }

    /** Another definition is in force: a text that nobody touched goes with it, a draft stays. @param {string} version @param {string} text */
    #follow(version, text) {
        const draft = this.#seen.version ? null : drafts.kept();
        const untouched = this.text === this.#seen.text;
        this.#seen = { version, text };
        if (draft) [this.text, this.base] = [draft.text, draft.base];
        else if (untouched || this.text === text) [this.text, this.base] = [text, version];
        if (this.text === text) drafts.forget();
    }

    render() {
        if (!this.#seen.version) return html`<h1 class="page-title">${t('page.definition')}</h1><p class="faint is-waiting">${t('define.waiting')}</p>`;
        return html`
            <header class="page-head">
                <h1 class="page-title">${t('page.definition')}</h1>
                <p class="faint">${t('define.inForceNow', { version: this.#seen.version })}</p>
            </header>
            <div class="news" role="status">${this.#moved()}${adoption(this.#change.value, this.#watched)}</div>
            <div class="define">
                ${this.#editor()}
                <aside aria-label=${t('define.side')}>
                    ${panel({ id: 'contents', title: t('define.contents') }, outlineOf(this.text, (line) => this.#box().goTo(line)))}
                    ${panel({ id: 'versions', title: t('define.versions') }, html`<ps-versions @restore=${(/** @type {CustomEvent} */ { detail }) => this.#box().replace(newlines(detail))}></ps-versions>`)}
                </aside>
            </div>
            ${this.#isDirty() ? this.#review() : nothing} ${this.#question()}
        `;
    }

    /** Somebody else's change came into force below a draft. */
    #moved() {
        if (!this.#isDirty() || this.base === this.#seen.version) return nothing;
        return html`
            <div class="moved">
                ${icons.gap}
                <div>
                    <p><b>${t('define.moved', { version: this.#seen.version, base: this.base })}</b> ${t('define.moved.text')}</p>
                    <div class="buttons">
                        <button type="button" class="quiet" @click=${() => this.#keep(this.text, this.#seen.version)}>${t('define.moved.keep')}</button>
                        <button type="button" class="quiet" @click=${() => this.#discard()}>${t('define.moved.take')}</button>
                    </div>
                </div>
            </div>
        `;
    }

    #editor() {
        const dirty = this.#isDirty();
        const tools = html`
            <button type="button" class="quiet" ?disabled=${!dirty} @click=${() => this.#discard()}>${t('define.discard')}</button>
            <button type="button" class="primary" ?disabled=${this.#check.state !== 'good' || this.#isCounting()} @click=${() => (this.asking = true)}>${t('define.apply')}</button>
        `;
        return panel(
            { id: 'editor', title: t('define.text'), tools },
            html`
                <ps-editor .text=${this.text} .problems=${this.#check.problems} @edited=${(/** @type {CustomEvent} */ { detail }) => this.#edited(detail)}></ps-editor>
                <p id="define-says" role="status" class="says is-${dirty ? this.#check.state : 'none'}" data-check=${dirty ? this.#check.state : 'none'}>${this.#says()}</p>
                ${problemList(this.#check.problems, (line, column) => this.#box().goTo(line, column))} ${refusalOf(this.#check.failure)}
            `,
        );
    }

    /** What the checking has come to, in one line. */
    #says() {
        const { state, verdict, problems } = this.#check;
        if (!this.#isDirty()) return html`${icons.check}${t('define.same')}`;
        if (state === 'bad') return html`${icons.broken}${plural('define.problems', problems.length)}`;
        if (state === 'failed' || state === 'none') return html`${icons.broken}${t('define.unchecked')}`;
        if (state !== 'good' || !verdict) return html`${icons.clock}${t('define.checking')}`;
        return html`${icons.check}${plural('define.good', verdict.changes.length)}`;
    }

    #review() {
        const { verdict } = this.#check;
        return html`
            ${verdict
                ? panel(
                      { id: 'changes', title: t('define.changes') },
                      html`${changeList(verdict.changes)}<p class="recount">${recountText(verdict.recounted)}</p>
                          ${verdict.recounted.length ? html`<ps-trial .text=${this.text} .metrics=${verdict.recounted} .ready=${this.#check.state === 'good'}></ps-trial>` : nothing}`,
                  )
                : nothing}
            ${panel({ id: 'diff', title: t('define.diff') }, html`<ps-diff .was=${this.#seen.text} .is=${this.text}></ps-diff>`)}
        `;
    }

    #question() {
        const { verdict } = this.#check;
        return html`
            <ps-dialog
                .heading=${t('define.apply.question')}
                .content=${html`
                    <div class="form">
                        ${verdict ? html`${changeList(verdict.changes)}<p>${recountText(verdict.recounted)}</p>` : nothing}
                        <p class="faint">${t('define.apply.text')}</p>
                        ${refusalOf(this.#act.failure)}
                        <div class="buttons">
                            <button type="button" class="primary" data-do="apply" ?disabled=${this.#act.busy || !verdict} @click=${() => this.#apply()}>${t('define.apply.do')}</button>
                            <button type="button" class="quiet" @click=${() => (this.asking = false)}>${t('define.cancel')}</button>
                        </div>
                    </div>
                `}
                .open=${this.asking}
                @closed=${() => (this.asking = false)}
            ></ps-dialog>
        `;
    }

    /** Whoever came for a metric is shown it. */
    updated() {
        const { id } = store.state.route;
        if (!id || !this.#seen.version || id === this.#shown) return;
        this.#shown = id;
        const metrics = outline(this.text).find((section) => section.name === 'metrics');
        const entry = metrics?.entries.find(({ name }) => name === id);
        if (entry) void this.#box().updateComplete.then(() => this.#box().goTo(entry.line));
    }

    #box() {
        return /** @type {any} */ (this.querySelector('ps-editor'));
    }

    #isDirty() {
        return this.text !== this.#seen.text;
    }

    #isCounting() {
        return this.#change?.value?.state === 'counting';
    }

    /** Only what differs is checked, and only while the server can be asked. */
    #toCheck() {
        if (!this.#seen.version || !this.#isDirty() || store.state.connection.phase !== 'live') return null;
        return { key: `${this.#seen.version} ${this.text}`, text: this.text };
    }

    /** @param {string} text */
    #edited(text) {
        if (text === this.#seen.text) {
            [this.text, this.base] = [text, this.#seen.version];
            drafts.forget();
        } else {
            this.#keep(text, this.text === this.#seen.text ? this.#seen.version : this.base);
        }
    }

    /** @param {string} text @param {string} base */
    #keep(text, base) {
        [this.text, this.base] = [text, base];
        drafts.keep({ text, base });
    }

    #discard() {
        this.#box().replace(this.#seen.text);
    }

    async #apply() {
        const answer = await this.#act.run(() => send('PUT', '/v1/definition', this.text));
        if (!answer) return;
        this.#watched = answer.version;
        this.asking = false;
        this.#change.again();
    }
}

/** As a textarea has them. @param {string} text */
function newlines(text) {
    return text.replaceAll('\r\n', '\n');
}

customElements.define('ps-definition-page', DefinitionPage);
