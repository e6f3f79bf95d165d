import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { mistakeIn } from './json.js';

/**
 * @typedef {import('./groups.js').Rejected} Event_
 * @typedef {{id: number, outcome: 'accepted' | 'duplicate' | 'rejected' | 'incomplete' | 'waiting' | 'unknown', field?: string, value?: string, rule?: string}} Outcome
 */

/** What the formats are called, in every language. @type {Record<string, string>} */
const FORMATS = { json: 'JSON', ndjson: 'NDJSON', cloudevent: 'CloudEvents', cloudevent_batch: 'CloudEvents', cloudevent_binary: 'CloudEvents' };

/**
 * One rejected event: why, what was sent, and what can be done about it. It says `resend` (as it is, or with the text to
 * send in its place), `drop` and `pick` (whether it is one of several to be dealt with together).
 */
class RejectedEvent extends View {
    static properties = {
        event: { attribute: false },
        outcome: { attribute: false },
        picked: { type: Boolean },
        busy: { type: Boolean },
        draft: { state: true },
    };

    constructor() {
        super();
        /** @type {Event_} */
        this.event = /** @type {any} */ (null);
        /** @type {Outcome | null} what came of sending it again */
        this.outcome = null;
        this.picked = false;
        this.busy = false;
        /** @type {string | null} the text as it is being put right, null while it is not */
        this.draft = null;
        new Watch(this, 'words', 'definition');
    }

    render() {
        const { id, time, source, complete } = this.event;
        return html`
            <label class="picker">
                <input type="checkbox" .checked=${this.picked} @change=${() => this.#say('pick', !this.picked)} />
                <span class="unseen">${t('quarantine.pick', { id })}</span>
            </label>
            <div class="refused-event">
                <p class="why">${reason(this.event)}</p>
                <p class="faint">
                    <time datetime=${time}>${format.second(time)}</time>
                    <span>${source ?? t('quarantine.noSource')}</span>
                    <span>${FORMATS[this.event.format] ?? this.event.format}</span>
                    ${complete ? nothing : html`<b class="cut">${icons.gap}${t('quarantine.cut')}</b>`}
                </p>
                ${this.draft === null ? this.#asSent() : this.#editor(this.draft)} ${this.#cameOf()}
            </div>
        `;
    }

    #asSent() {
        const { id, text, complete } = this.event;
        return html`
            <pre class="sent" tabindex="0" aria-label=${t('quarantine.sent', { id })}><code>${text}</code></pre>
            <div class="buttons">
                ${complete
                    ? html`<button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.#say('resend', null)}>${t('quarantine.resend')}</button>`
                    : nothing}
                <button type="button" class="quiet" @click=${() => this.#edit()}>${t('quarantine.edit')}</button>
                <button type="button" class="quiet" ?disabled=${this.busy} @click=${() => this.#say('drop', null)}>${t('quarantine.delete')}</button>
            </div>
        `;
    }

    /** @param {string} draft */
    #editor(draft) {
        const { id } = this.event;
        const mistake = mistakeIn(draft);
        return html`
            <div class="field mend">
                <label for="mend-${id}">${t('quarantine.mend')}</label>
                <textarea
                    id="mend-${id}"
                    rows="5"
                    spellcheck="false"
                    autocapitalize="off"
                    .value=${draft}
                    aria-invalid=${mistake ? 'true' : 'false'}
                    aria-describedby="mend-says-${id}"
                    @input=${(/** @type {InputEvent} */ event) => (this.draft = /** @type {HTMLTextAreaElement} */ (event.target).value)}
                ></textarea>
                <small id="mend-says-${id}" role="status" class=${mistake ? 'wrong' : ''}>
                    ${mistake
                        ? html`<button type="button" class="link" @click=${() => this.#goTo(mistake.at)}>${t('quarantine.mistake', { line: mistake.line, column: mistake.column })}</button>
                              ${t(`quarantine.json.${mistake.rule}`)}`
                        : t('quarantine.json.good')}
                </small>
            </div>
            <div class="buttons">
                <button type="button" class="primary" ?disabled=${this.busy || mistake !== null} @click=${() => this.#say('resend', draft)}>${t('quarantine.resendFixed')}</button>
                <button type="button" class="quiet" @click=${() => (this.draft = null)}>${t('quarantine.cancel')}</button>
            </div>
        `;
    }

    #cameOf() {
        const { outcome } = this;
        if (!outcome) return html`<div role="status"></div>`;
        return html`
            <div role="status" class="came is-${outcome.outcome}">
                ${icons.broken}<span>${t(`quarantine.outcome.${outcome.outcome}`)} ${outcome.outcome === 'rejected' ? reason(outcome) : nothing}</span>
            </div>
        `;
    }

    async #edit() {
        this.draft = this.event.text;
        await this.updateComplete;
        this.querySelector('textarea')?.focus();
    }

    /** @param {number} at */
    #goTo(at) {
        const box = this.querySelector('textarea');
        box?.focus();
        box?.setSelectionRange(at, at + 1);
    }

    /** @param {'resend' | 'drop' | 'pick'} what @param {unknown} detail */
    #say(what, detail) {
        this.dispatchEvent(new CustomEvent(what, { detail }));
    }
}

/** The server's rules are in English. @param {{field?: string, value?: string, rule?: string}} refusal */
export function reason({ field, value, rule }) {
    return html`${field ? html`<code class="at">${field}</code>` : nothing} <span lang="en">${rule}</span> ${value ? html`<code class="got">${value}</code>` : nothing}`;
}

customElements.define('ps-rejected', RejectedEvent);
