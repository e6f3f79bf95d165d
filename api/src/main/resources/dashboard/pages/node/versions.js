import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at } from './at.js';

/** @typedef {{kind: string, sentence: string, recounts: boolean}} Change */

/** Which definitions have been in force, and what differs between any two of them: first what is about this metric. */
class Versions extends View {
    static properties = { older: { state: true }, newer: { state: true } };

    #versions = /** @type {Ask<{versions: import('./happenings.js').Version[]}>} */ (
        new Ask(this, () => ({ key: `versions ${store.state.definition?.version}`, load: (signal) => http.get('/v1/definition/versions', {}, signal) }))
    );
    #difference = /** @type {Ask<{changes: Change[]}>} */ (
        new Ask(this, () => {
            const [from, to] = this.#chosen();
            if (!from || !to || from === to) return null;
            return { key: `${from} ${to}`, load: (signal) => http.get('/v1/definition/diff', { from, to }, signal) };
        })
    );

    constructor() {
        super();
        this.older = '';
        this.newer = '';
        new Watch(this, 'words', 'definition', 'route', 'connection');
    }

    /** The two that are compared: those chosen, else the one in force and the one before it. */
    #chosen() {
        const versions = this.#versions?.value?.versions ?? [];
        const known = (/** @type {string} */ version) => versions.some((one) => one.version === version);
        return [known(this.older) ? this.older : versions[1]?.version ?? '', known(this.newer) ? this.newer : versions[0]?.version ?? ''];
    }

    render() {
        const metric = at()?.metric;
        const versions = this.#versions.value?.versions;
        if (!metric || (!versions && !this.#versions.failure)) return nothing;
        return panel({ id: 'versions', title: t('versions') }, html`
            ${problemOf(this.#versions.failure)}
            <ol class="versions">
                ${(versions ?? []).map(
                    (one, i) => html`
                        <li>
                            <code>${one.version}</code>${i === 0 ? html` <b>${t('versions.now')}</b>` : nothing}
                            <span class="faint"><time datetime=${one.time}>${t('versions.since', { time: format.minute(one.time) })}</time></span>
                        </li>
                    `,
                )}
            </ol>
            ${versions && versions.length > 1 ? this.#compared(metric.id, versions) : html`<p class="faint">${t('versions.only')}</p>`}
        `);
    }

    /** @param {string} metric @param {import('./happenings.js').Version[]} versions */
    #compared(metric, versions) {
        const [older, newer] = this.#chosen();
        const changes = this.#difference.value?.changes ?? [];
        const own = changes.filter((change) => isAbout(change, metric));
        const others = changes.filter((change) => !isAbout(change, metric));
        return html`
            <div class="form-row">
                ${this.#pick(t('versions.from'), older, versions, (version) => (this.older = version))}
                ${this.#pick(t('versions.to'), newer, versions, (version) => (this.newer = version))}
            </div>
            ${problemOf(this.#difference.failure)}
            ${this.#difference.value || older === newer
                ? html`
                      <div class="differences" role="status">
                          ${own.length ? list(own) : html`<p class="faint">${t('versions.same')}</p>`}
                          ${others.length ? html`<details><summary>${plural('versions.others', others.length)}</summary>${list(others)}</details>` : nothing}
                      </div>
                  `
                : nothing}
        `;
    }

    /** @param {string} name @param {string} value @param {import('./happenings.js').Version[]} versions @param {(version: string) => void} choose */
    #pick(name, value, versions, choose) {
        return html`
            <label class="field">
                <span>${name}</span>
                <select @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
                    ${versions.map((one) => html`<option value=${one.version} ?selected=${one.version === value}>${one.version} · ${format.minute(one.time)}</option>`)}
                </select>
            </label>
        `;
    }
}

/** A sentence names what it is about. @param {Change} change @param {string} metric */
function isAbout({ sentence }, metric) {
    return new RegExp(`(^|[^A-Za-z0-9_])${metric}([^A-Za-z0-9_]|$)`).test(sentence);
}

/** The server's own words. @param {Change[]} changes */
function list(changes) {
    return html`<ul>${changes.map((change) => html`<li lang="en">${change.sentence}</li>`)}</ul>`;
}

customElements.define('ps-versions', Versions);
