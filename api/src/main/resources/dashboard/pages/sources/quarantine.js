import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { Act } from '../../server/act.js';
import { Ask } from '../../server/ask.js';
import { get, send } from '../../server/http.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { bounds } from './bounds.js';
import { byReason, reasonKey } from './groups.js';
import { reason } from './rejected.js';
import '../../parts/dialog.js';
import './rejected.js';

/**
 * @typedef {import('./groups.js').Rejected} Rejected
 * @typedef {import('./rejected.js').Outcome} Outcome
 * @typedef {import('./bounds.js').Held & {events: Rejected[]}} Page
 */

const EVERY_MILLIS = 5000;
const PAGE_EVENTS = 50;

/** What was refused and is kept: by reason, one by one, to be sent again as it is or put right, or to be deleted. */
class Quarantine extends View {
    static properties = { olderThan: { state: true }, reason: { state: true }, dropping: { state: true } };

    /** @type {Ask<Page>} */
    #ask = new Ask(this, () => {
        const query = { limit: PAGE_EVENTS, source: store.state.route.query.source, before: this.olderThan };
        return { key: JSON.stringify(query), everyWallMillis: EVERY_MILLIS, load: (signal) => get('/v1/quarantine', query, signal) };
    });
    #act = new Act(this);
    /** @type {Set<number>} */
    #picked = new Set();
    /** @type {Map<number, Outcome>} what came of those that stay */
    #outcomes = new Map();
    #told = '';
    #source = '';

    constructor() {
        super();
        /** @type {number | null} the page begins behind the event of this id */
        this.olderThan = null;
        /** @type {string | null} only events refused for this reason are shown */
        this.reason = null;
        /** @type {number[]} what the reader is asked about before it is deleted */
        this.dropping = [];
        new Watch(this, 'words', 'definition', 'route');
    }

    render() {
        const page = this.#ask.value;
        return panel(
            { id: 'quarantine', title: t('quarantine'), tools: page ? html`<span class="faint">${bounds(page)}</span>` : nothing },
            html`
                ${this.#filter()} ${problemOf(this.#ask.failure)} ${problemOf(this.#act.failure)}
                <p role="status" class="told">${this.#told}</p>
                ${page ? this.#content(page) : this.#ask.waiting ? html`<p class="faint is-waiting">${t('quarantine.waiting')}</p>` : nothing}
                ${this.#question()}
            `,
        );
    }

    #filter() {
        const { source } = store.state.route.query;
        if (!source) return nothing;
        return html`<p class="only">${t('quarantine.of', { source })} <a class="link" href=${route.here({ source: null })}>${t('quarantine.all')}</a></p>`;
    }

    /** @param {Page} page */
    #content({ events }) {
        if (!events.length) return html`<p class="faint">${this.olderThan === null ? t('quarantine.none') : t('quarantine.noneOlder')}</p>${this.#paging(events)}`;
        const groups = byReason(events);
        const shown = groups.some((group) => group.key === this.reason) ? events.filter((event) => reasonKey(event) === this.reason) : events;
        return html`
            <h3 class="section">${plural('quarantine.reasons', groups.length)}</h3>
            <ul class="reasons">
                ${groups.map(
                    (group) => html`
                        <li>
                            <button type="button" aria-pressed=${group.key === this.reason ? 'true' : 'false'} @click=${() => (this.reason = group.key === this.reason ? null : group.key)}>
                                <b>${format.count(group.events.length)}</b><span>${reason({ field: group.field, rule: group.rule })}</span>
                            </button>
                        </li>
                    `,
                )}
            </ul>
            ${this.#together(shown)}
            <ul class="rejections">${repeat(shown, (event) => event.id, (event) => html`<li>${this.#one(event)}</li>`)}</ul>
            ${this.#paging(events)}
        `;
    }

    /** @param {Rejected} event */
    #one(event) {
        return html`
            <ps-rejected
                data-id=${event.id}
                .event=${event}
                .outcome=${this.#outcomes.get(event.id) ?? null}
                .picked=${this.#picked.has(event.id)}
                .busy=${this.#act.busy}
                @pick=${(/** @type {CustomEvent} */ { detail }) => this.#pick([event], detail)}
                @resend=${(/** @type {CustomEvent} */ { detail }) => this.#resend([event.id], detail)}
                @drop=${() => (this.dropping = [event.id])}
            ></ps-rejected>
        `;
    }

    /** Several at once. @param {Rejected[]} shown */
    #together(shown) {
        const picked = shown.filter((event) => this.#picked.has(event.id)).map((event) => event.id);
        const all = picked.length === shown.length;
        const none = picked.length === 0;
        return html`
            <div class="together">
                <label>
                    <input type="checkbox" .checked=${all} .indeterminate=${!all && !none} @change=${() => this.#pick(shown, !all)} />
                    ${none ? plural('quarantine.pickAll', shown.length) : plural('quarantine.picked', picked.length)}
                </label>
                <button type="button" class="quiet" ?disabled=${none || this.#act.busy} @click=${() => this.#resend(picked, null)}>${t('quarantine.resendPicked')}</button>
                <button type="button" class="quiet" ?disabled=${none || this.#act.busy} @click=${() => (this.dropping = picked)}>${t('quarantine.deletePicked')}</button>
            </div>
        `;
    }

    /** @param {Rejected[]} events */
    #paging(events) {
        const more = events.length === PAGE_EVENTS;
        if (this.olderThan === null && !more) return nothing;
        return html`
            <nav class="buttons" aria-label=${t('quarantine.pages')}>
                <button type="button" class="quiet" ?disabled=${this.olderThan === null} @click=${() => (this.olderThan = null)}>${t('quarantine.newest')}</button>
                <button type="button" class="quiet" ?disabled=${!more} @click=${() => (this.olderThan = events.at(-1)?.id ?? null)}>${t('quarantine.older')}</button>
            </nav>
        `;
    }

    #question() {
        const { dropping } = this;
        return html`
            <ps-dialog
                .heading=${plural('quarantine.drop', dropping.length)}
                .content=${html`
                    <div class="form">
                        <p>${t('quarantine.drop.text')}</p>
                        <div class="buttons">
                            <button type="button" class="primary" @click=${() => this.#drop(dropping)}>${t('quarantine.drop.do')}</button>
                            <button type="button" class="quiet" @click=${() => (this.dropping = [])}>${t('quarantine.cancel')}</button>
                        </div>
                    </div>
                `}
                .open=${dropping.length > 0}
                @closed=${() => (this.dropping = [])}
            ></ps-dialog>
        `;
    }

    /** Whoever asks for the rejects of a source is shown them. */
    updated() {
        const source = store.state.route.query.source ?? '';
        if (source && source !== this.#source) this.scrollIntoView({ block: 'start' });
        this.#source = source;
    }

    /** @param {Rejected[]} events @param {boolean} picked */
    #pick(events, picked) {
        for (const { id } of events) picked ? this.#picked.add(id) : this.#picked.delete(id);
        this.requestUpdate();
    }

    /** @param {number[]} ids @param {string | null} fixed the text to send in the place of the one event */
    async #resend(ids, fixed) {
        // The text goes as it was written: read as numbers here and written again, long ones would lose digits.
        const body = fixed === null ? JSON.stringify({ ids }) : `{"events": [{"id": ${ids[0]}, "event": ${fixed}}]}`;
        const answer = await this.#act.run(() => send('POST', '/v1/quarantine/resend', body));
        if (!answer) return;
        this.#take(answer.results);
    }

    /** @param {Outcome[]} results */
    #take(results) {
        const gone = results.filter(({ outcome }) => outcome === 'accepted' || outcome === 'duplicate' || outcome === 'unknown');
        for (const result of results) this.#outcomes.set(result.id, result);
        this.#forget(gone.map((result) => result.id));
        const kinds = /** @type {const} */ (['accepted', 'duplicate', 'rejected', 'incomplete', 'waiting', 'unknown']);
        this.#told = kinds
            .map((kind) => ({ kind, count: results.filter((result) => result.outcome === kind).length }))
            .filter(({ count }) => count > 0)
            .map(({ kind, count }) => t(`quarantine.came.${kind}`, { count: format.count(count) }))
            .join(' · ');
        this.#ask.again();
    }

    /** @param {number[]} ids */
    async #drop(ids) {
        this.dropping = [];
        const gone = /** @type {number[]} */ ([]);
        await this.#act.run(async () => {
            for (const id of ids) {
                await send('DELETE', `/v1/quarantine/${id}`);
                gone.push(id);
            }
        });
        this.#forget(gone);
        this.#told = gone.length ? plural('quarantine.dropped', gone.length) : '';
        this.#ask.again();
    }

    /** What the quarantine no longer holds. @param {number[]} ids */
    #forget(ids) {
        for (const id of ids) {
            this.#picked.delete(id);
            this.#outcomes.delete(id);
        }
    }
}

customElements.define('ps-quarantine', Quarantine);
