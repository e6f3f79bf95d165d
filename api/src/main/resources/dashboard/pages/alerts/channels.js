import { html, nothing } from 'lit';
import { Act } from '../../server/act.js';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import * as route from '../../state/route.js';
import { Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { label } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { ruleName } from './alert-words.js';
import { refusalOf } from './refusal.js';

/**
 * @typedef {object} Channel
 * @property {string} id
 * @property {'idle' | 'sending' | 'failing' | 'gone'} state
 * @property {string | null} kind null when the definition no longer has it
 * @property {string} language
 * @property {import('../../state/types.js').Labels} labels
 * @property {number} waiting
 * @property {string | null} oldestWaiting
 * @property {number} sent
 * @property {number} retried
 * @property {number} dropped
 * @property {string | null} lastSent
 * @property {string | null} lastError
 * @property {string | null} lastErrorAt
 * @property {number} parked
 * @property {{id: string, cause: string, rules: string[], reason: string, parked: string}[]} parkedMessages
 */

/** Deliveries go by the clock on the wall, whatever the data's clock does. */
const EVERY_MILLIS = 5000;
const STATE_ICONS = { idle: icons.check, sending: icons.up, failing: icons.broken, gone: icons.gap };
const EXAMPLE = `channels:
  ops:  {webhook: {url: env:OPS_URL, secret: env:OPS_SECRET}}
  chat: {slack: {url: env:SLACK_URL}}
  mail: {email: {host: smtp.example.com, from: polestar@example.com, to: [owner@example.com]}}
routes:
  - {match: {severity: critical}, to: [chat, mail]}
  - {to: ops}`;

/** Through which channels people are told, how each fares, and a button that tries it out. */
class Channels extends View {
    static properties = { outcomes: { state: true } };

    #asked = new Ask(this, () => ({ key: 'channels', load: (/** @type {AbortSignal} */ signal) => http.get('/v1/channels', {}, signal) }));
    #act = new Act(this);
    #timer = 0;

    constructor() {
        super();
        /** @type {Record<string, {ok: boolean, text: string}>} what came of the last try, by channel */
        this.outcomes = {};
        new Watch(this, 'words', 'definition', 'connection');
    }

    connectedCallback() {
        super.connectedCallback();
        this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#asked.again(), EVERY_MILLIS);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearInterval(this.#timer);
    }

    render() {
        const answer = /** @type {{channels: Channel[]} | null} */ (this.#asked.value);
        return html`
            ${refusalOf(this.#act.failure ?? this.#asked.failure)}
            ${!answer ? html`<p class="faint">${this.#asked.waiting ? t('waiting') : nothing}</p>` : answer.channels.length ? nothing : teach()}
            <ul class="channel-list">${(answer?.channels ?? []).map((channel) => this.#channel(channel))}</ul>
        `;
    }

    /** @param {Channel} channel */
    #channel(channel) {
        const outcome = this.outcomes[channel.id];
        return html`
            <li class="channel is-${channel.state}" data-channel=${channel.id}>
                <div class="head">
                    <h2>${label(channel.labels, channel.id)}</h2>
                    <span class="delivery is-${channel.state}">${STATE_ICONS[channel.state]}${t(`channels.${channel.state}`)}</span>
                </div>
                <p class="faint">${channel.kind ? `${t(`channels.kind.${channel.kind}`)} · ` : ''}${channel.id}</p>
                <dl class="facts">
                    ${[
                        [t('channels.sent'), format.count(channel.sent)],
                        [t('channels.waiting'), format.count(channel.waiting)],
                        [t('channels.retried'), format.count(channel.retried)],
                        [t('channels.dropped'), format.count(channel.dropped)],
                        [t('channels.lastSent'), format.second(channel.lastSent)],
                    ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
                </dl>
                ${channel.lastError ? html`<p class="last-error">${icons.broken}<span>${t('channels.lastError', { error: channel.lastError, time: format.second(channel.lastErrorAt) })}</span></p>` : nothing}
                ${channel.parked ? this.#parked(channel) : nothing}
                <div class="acts">
                    <button class="quiet" type="button" ?disabled=${this.#act.busy || channel.state === 'gone'} @click=${() => this.#test(channel)}>${t('channels.test')}<span class="unseen"> ${channel.id}</span></button>
                    ${channel.parked ? html`<button class="quiet" type="button" ?disabled=${this.#act.busy} @click=${() => this.#resend(channel)}>${plural('channels.resend', channel.parked)}</button>` : nothing}
                </div>
                <p class="outcome ${outcome && !outcome.ok ? 'is-bad' : ''}" role="status">${outcome ? html`${outcome.ok ? icons.check : icons.broken}${outcome.text}` : nothing}</p>
            </li>
        `;
    }

    /** @param {Channel} channel */
    #parked(channel) {
        return html`
            <details class="parked">
                <summary>${plural('channels.parked', channel.parked)}</summary>
                <ul>
                    ${channel.parkedMessages.map(
                        (message) => html`<li><b>${t(`channels.cause.${message.cause}`)}</b> ${message.rules.map((rule) => ruleName({ rule })).join(', ')}<p class="faint">${format.second(message.parked)} · ${message.reason}</p></li>`,
                    )}
                </ul>
            </details>
        `;
    }

    /** @param {Channel} channel */
    async #test(channel) {
        const answer = await this.#act.run(() => http.send('POST', `/v1/channels/${encodeURIComponent(channel.id)}/test`));
        if (answer) this.#say(channel, answer.outcome === 'delivered', t(`channels.outcome.${answer.outcome}`, { reason: answer.reason }));
    }

    /** @param {Channel} channel */
    async #resend(channel) {
        const answer = await this.#act.run(() => http.send('POST', `/v1/channels/${encodeURIComponent(channel.id)}/resend`));
        if (answer) this.#say(channel, true, plural('channels.resent', answer.resent));
    }

    /** @param {Channel} channel @param {boolean} ok @param {string} text */
    #say(channel, ok, text) {
        this.outcomes = { ...this.outcomes, [channel.id]: { ok, text } };
        this.#asked.again();
    }
}

function teach() {
    return html`
        <div class="teach">
            <p>${t('channels.none')}</p>
            <pre class="yaml" tabindex="0">${EXAMPLE}</pre>
            <a class="quiet" href=${route.to('definition')}>${icons.pen} ${t('page.definition')}</a>
        </div>
    `;
}

customElements.define('ps-channels', Channels);
