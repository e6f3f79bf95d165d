import { html, nothing } from 'lit';
import { Act } from '../server/act.js';
import { Ask } from '../server/ask.js';
import * as http from '../server/http.js';
import { author, keepAuthor } from '../state/settings.js';
import { store, Watch } from '../state/store.js';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { label, metricLabel } from '../words/names.js';
import { localOf, momentOf } from '../words/zone.js';
import '../parts/dialog.js';
import { View } from '../parts/element.js';
import * as icons from '../parts/icons.js';
import { problemOf } from '../parts/problem.js';

const LATEST_SHOWN = 5;
const LONGEST_TEXT = 2000;

/** Notes what happened at a moment, from wherever the reader is, and shows what was noted last. */
class Annotate extends View {
    static properties = { saved: { state: true } };

    #act = new Act(this);
    #latest = /** @type {Ask<{annotations: import('../state/types.js').Annotation[]}>} */ (
        new Ask(this, () => (this.#open ? { key: 'annotations', load: (signal) => http.get('/v1/annotations', {}, signal) } : null))
    );
    #wasOpen = false;
    #openedAt = '';

    constructor() {
        super();
        this.saved = false;
        new Watch(this, 'words', 'dialog', 'definition');
    }

    get #open() {
        return store.state.dialog === 'annotate';
    }

    willUpdate() {
        if (this.#open && !this.#wasOpen) {
            this.saved = false;
            this.#act.failure = null;
            const { tree } = store.state;
            this.#openedAt = tree ? localOf(Date.parse(tree.trust.clock)) : '';
        }
        this.#wasOpen = this.#open;
    }

    render() {
        return html`
            <ps-dialog
                .heading=${t('annotate')}
                .content=${html`${this.#form()} ${this.#list()}`}
                .open=${this.#open}
                @closed=${() => store.update({ dialog: null })}
            ></ps-dialog>
        `;
    }

    #form() {
        const { definition, route } = store.state;
        const here = route.page === 'node' ? route.id : null;
        return html`
            <form class="form annotate" @submit=${(/** @type {SubmitEvent} */ event) => this.#submit(event)}>
                <label class="field">
                    <span>${t('annotate.text')}</span>
                    <textarea name="text" rows="2" required maxlength=${LONGEST_TEXT} autofocus placeholder=${t('annotate.example')}></textarea>
                </label>
                <div class="form-row">
                    <label class="field">
                        <span>${t('annotate.metric')}</span>
                        <select name="metric">
                            <option value="">${t('annotate.all')}</option>
                            ${(definition?.metrics ?? []).map((metric) => html`<option value=${metric.id} ?selected=${metric.id === here}>${label(metric.labels, metric.id)}</option>`)}
                        </select>
                    </label>
                    <label class="field">
                        <span>${t('annotate.time', { zone: format.zone() })}</span>
                        <input name="time" type="datetime-local" required .value=${this.#openedAt} />
                    </label>
                </div>
                <label class="field">
                    <span>${t('annotate.author')}</span>
                    <input name="author" required maxlength="256" autocomplete="email" .value=${author()} />
                </label>
                ${problemOf(this.#act.failure)}
                <div class="buttons">
                    <button class="primary" type="submit" ?disabled=${this.#act.busy}>${t('annotate.save')}</button>
                    <span class="saved" role="status">${this.saved ? html`${icons.check}${t('annotate.saved')}` : nothing}</span>
                </div>
            </form>
        `;
    }

    #list() {
        const all = this.#latest.value?.annotations;
        if (!all) return problemOf(this.#latest.failure);
        const latest = [...all].sort((a, b) => Date.parse(b.time) - Date.parse(a.time)).slice(0, LATEST_SHOWN);
        return html`
            <section class="noted" aria-labelledby="noted-title">
                <h3 class="section" id="noted-title">${t('annotate.latest')}</h3>
                ${latest.length ? nothing : html`<p class="faint">${t('annotate.none')}</p>`}
                <ul class="plain">
                    ${latest.map(
                        (one) => html`
                            <li>
                                <span class="noted-text">${one.text}</span>
                                <p class="faint">
                                    <time datetime=${one.time}>${format.minute(one.time)}</time>
                                    <span>${one.metric ? metricLabel(one.metric) : t('annotate.all')}</span>
                                    <span class="owner">${icons.person}${one.author}</span>
                                </p>
                            </li>
                        `,
                    )}
                </ul>
            </section>
        `;
    }

    /** @param {SubmitEvent} event */
    async #submit(event) {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        const given = (/** @type {string} */ name) => String(new FormData(form).get(name) ?? '').trim();
        const moment = momentOf(given('time'));
        this.saved = false;
        const note = { text: given('text'), author: given('author'), metric: given('metric') || undefined, time: new Date(moment).toISOString() };
        const done = await this.#act.run(() => http.send('POST', '/v1/annotations', note));
        if (!done) return;
        keepAuthor(note.author);
        this.saved = true;
        /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text')).value = '';
        this.#latest.again();
    }
}

customElements.define('ps-annotate', Annotate);
