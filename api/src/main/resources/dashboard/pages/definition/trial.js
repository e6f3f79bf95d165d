import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import { refusalOf } from './refusal.js';
import { send } from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { metricLabel, metricOf, windowName, windowsInOrder } from '../../words/names.js';

const HOUR = '1h';
/** So many one-sided events are told one by one; the counts are of all. */
const EVENTS_SHOWN = 20;

/**
 * @typedef {{version: string, value: number | null, eventsOnlyHere: number}} Side
 * @typedef {{countedBy: 'first' | 'second', source: string, id: string | null, time: string, sequence: number}} OneSided
 * @typedef {{window: string, from: string, to: string, first: Side, second: Side, events: OneSided[]}} Reconciled
 * @typedef {{metric: string, answer: Reconciled | null, failure: any}} Result
 */

/** What the metrics that a definition counts anew would have been over the last hour, beside what they are: one after the other, for the journal is read for each. */
class Trial extends View {
    static properties = { text: { attribute: false }, metrics: { attribute: false }, ready: { attribute: false } };

    /** @type {Result[]} */
    #results = [];
    /** @type {AbortController | null} while it runs */
    #running = null;

    constructor() {
        super();
        this.text = '';
        /** @type {string[]} counted anew */
        this.metrics = [];
        /** The text was found good. */
        this.ready = false;
        new Watch(this, 'words', 'definition');
    }

    /** @param {Map<string, unknown>} changed */
    willUpdate(changed) {
        if (changed.has('text')) this.#forget();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#forget();
    }

    render() {
        const both = this.#comparable();
        const added = this.metrics.filter((metric) => !both.includes(metric));
        return html`
            <div class="trial">
                ${both.length
                    ? html`<div class="buttons">
                          <button type="button" class="quiet" ?disabled=${!this.ready || this.#running !== null} @click=${() => this.#run(both)}>${t('define.trial')}</button>
                          <span role="status" class="faint">${this.#running ? t('define.trial.running', { done: this.#results.length, all: both.length }) : ''}</span>
                      </div>`
                    : nothing}
                ${this.#running ? html`<progress max=${both.length} value=${this.#results.length} aria-label=${t('define.trial')}></progress>` : nothing}
                ${added.length ? html`<p class="faint">${t('define.trial.added', { metrics: added.join(t('define.and')) })}</p>` : nothing}
                ${this.#results.length ? html`<ul class="results">${this.#results.map((result) => html`<li data-trial=${result.metric}>${this.#result(result)}</li>`)}</ul>` : nothing}
            </div>
        `;
    }

    /** @param {Result} result */
    #result({ metric, answer, failure }) {
        const name = html`<b>${metricLabel(metric)}</b>`;
        if (!answer) return html`${name} ${refusalOf(failure)}`;
        const about = metricOf(metric);
        const { first, second, events } = answer;
        return html`
            <p>
                ${name} <span class="faint">${windowName(answer.window)}, ${t('interval', { from: format.second(answer.from), to: format.second(answer.to), zone: format.zone() })}</span>
            </p>
            <p class="sides">
                <span><span class="faint">${t('define.trial.now')}</span> ${format.valueText(first.value, about)}</span>
                <span aria-hidden="true">→</span>
                <span><span class="faint">${t('define.trial.then')}</span> ${format.valueText(second.value, about)}</span>
            </p>
            <p class="faint">${plural('define.trial.onlyNow', first.eventsOnlyHere)} ${plural('define.trial.onlyThen', second.eventsOnlyHere)}</p>
            ${events.length ? oneSided(events) : nothing}
        `;
    }

    /** What is not in force yet has nothing to be compared with. */
    #comparable() {
        return this.metrics.filter((metric) => metricOf(metric));
    }

    #forget() {
        this.#running?.abort();
        this.#running = null;
        this.#results = [];
    }

    /** @param {string[]} metrics */
    async #run(metrics) {
        this.#forget();
        const { signal } = (this.#running = new AbortController());
        this.requestUpdate();
        for (const metric of metrics) {
            const result = await this.#compare(metric, signal);
            if (signal.aborted) return;
            this.#results = [...this.#results, result];
            this.requestUpdate();
        }
        this.#running = null;
        this.requestUpdate();
    }

    /** @param {string} metric @param {AbortSignal} signal @returns {Promise<Result>} */
    async #compare(metric, signal) {
        const windows = windowsInOrder(metricOf(metric)?.windows ?? store.state.definition?.windows ?? []);
        const window = windows.includes(HOUR) ? HOUR : windows[0];
        try {
            return { metric, answer: await send('POST', '/v1/reconcile', this.text, { metric, window }, signal), failure: null };
        } catch (failure) {
            return { metric, answer: null, failure };
        }
    }
}

/** @param {OneSided[]} events */
function oneSided(events) {
    return html`
        <details>
            <summary>${t('define.trial.events')}</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=${t('define.trial.events')}>
                <table>
                    <thead>
                        <tr><th scope="col">${t('define.trial.by')}</th><th scope="col">${t('source')}</th><th scope="col">${t('definition.id')}</th><th scope="col">${t('time.event')}</th></tr>
                    </thead>
                    <tbody>
                        ${events.slice(0, EVENTS_SHOWN).map(
                            (event) => html`
                                <tr>
                                    <td>${event.countedBy === 'first' ? t('define.trial.now') : t('define.trial.then')}</td>
                                    <td>${event.source}</td>
                                    <td>${event.id ?? '–'}</td>
                                    <td>${format.second(event.time)}</td>
                                </tr>
                            `,
                        )}
                    </tbody>
                </table>
            </div>
            ${events.length > EVENTS_SHOWN ? html`<p class="faint">${t('define.trial.first', { count: EVENTS_SHOWN })}</p>` : nothing}
        </details>
    `;
}

customElements.define('ps-trial', Trial);
