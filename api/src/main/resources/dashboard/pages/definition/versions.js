import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import { problemOf } from '../../parts/problem.js';
import { Act } from '../../server/act.js';
import { Ask } from '../../server/ask.js';
import { get, text } from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { changeList } from './changes.js';
import '../../parts/dialog.js';

/**
 * @typedef {{version: string, sequence: number, time: string}} Version
 * @typedef {{version: Version, text: string, changes: import('./check.js').Change[]}} Shown a version, and what changed from it to the one in force
 */

/** What has been in force, newest first. It says `restore` with the text of one that is to be put back into the editor. */
class Versions extends View {
    static properties = { shown: { state: true } };

    /** @type {Ask<{versions: Version[]}>} */
    #ask = new Ask(this, () => ({ key: store.state.definition?.version ?? '', load: (signal) => get('/v1/definition/versions', {}, signal) }));
    #act = new Act(this);

    constructor() {
        super();
        /** @type {Shown | null} */
        this.shown = null;
        new Watch(this, 'words', 'definition');
    }

    render() {
        const versions = this.#ask.value?.versions ?? [];
        return html`
            ${problemOf(this.#ask.failure)} ${problemOf(this.#act.failure)}
            ${this.#ask.waiting ? html`<p class="faint is-waiting">${t('define.versions.waiting')}</p>` : nothing}
            <ol class="version-list">${versions.map((version, i) => this.#version(version, i === 0))}</ol>
            <ps-dialog
                .heading=${t('define.version', { version: this.shown?.version.version ?? '' })}
                .content=${this.shown ? this.#detail(this.shown) : nothing}
                .open=${this.shown !== null}
                @closed=${() => (this.shown = null)}
            ></ps-dialog>
        `;
    }

    /** @param {Version} version @param {boolean} inForce */
    #version(version, inForce) {
        return html`
            <li data-version=${version.version}>
                <span><code>${version.version}</code>${inForce ? html` <span class="inforce">${t('define.inForce')}</span>` : nothing}</span>
                <span class="faint"><time datetime=${version.time}>${format.second(version.time)}</time> ${t('define.version.from', { sequence: format.count(version.sequence) })}</span>
                <button type="button" class="link" ?disabled=${this.#act.busy} @click=${() => this.#show(version)}>${t('define.version.view')}<span class="unseen"> ${version.version}</span></button>
            </li>
        `;
    }

    /** @param {Shown} shown */
    #detail({ version, text, changes }) {
        const inForce = version.version === store.state.definition?.version;
        return html`
            <div class="form">
                <p class="faint">${format.second(version.time)}</p>
                ${inForce ? html`<p>${t('define.inForce')}</p>` : html`<h3 class="section">${t('define.version.since')}</h3>${changeList(changes)}`}
                <pre class="sent" tabindex="0" aria-label=${t('define.text')}><code>${text}</code></pre>
                <div class="buttons"><button type="button" class="primary" @click=${() => this.#restore(text)}>${t('define.version.restore')}</button></div>
            </div>
        `;
    }

    /** @param {Version} version */
    async #show(version) {
        const now = store.state.definition?.version ?? '';
        this.shown = await this.#act.run(async () => {
            const [file, diff] = await Promise.all([
                text(`/v1/definition/versions/${encodeURIComponent(version.version)}`),
                get('/v1/definition/diff', { from: version.version, to: now }),
            ]);
            return { version, text: file, changes: diff.changes };
        });
    }

    /** @param {string} text */
    async #restore(text) {
        this.shown = null;
        await this.updateComplete; // the dialog gives the focus back before the editor takes it
        this.dispatchEvent(new CustomEvent('restore', { detail: text }));
    }
}

customElements.define('ps-versions', Versions);
