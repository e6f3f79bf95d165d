import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { Ask } from '../../server/ask.js';
import { get } from '../../server/http.js';
import { isOutdated } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { Rates } from './rates.js';
import { send } from './send.js';
import { source } from './source.js';
import './quarantine.js';

/** @typedef {import('./source.js').SourceReading} SourceReading */

/** The data's clock stands still when nothing is sent, which is just when a source must be seen to be silent. */
const EVERY_MILLIS = 3000;
/** What wants attention comes first. */
const ORDER = ['stale', 'silent', 'live'];

/** Where events come from: whether each source still sends, and what was refused of what they sent. */
class SourcesPage extends View {
    /** @type {Ask<{sources: SourceReading[]}>} */
    #ask = new Ask(this, () => ({ key: 'sources', everyWallMillis: EVERY_MILLIS, load: (signal) => get('/v1/sources', {}, signal) }));
    #rates = new Rates(EVERY_MILLIS);
    /** @type {unknown} */
    #taken = null;

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'connection', 'route');
    }

    willUpdate() {
        const answer = this.#ask.value;
        if (answer === null || answer === this.#taken) return;
        this.#taken = answer;
        this.#rates.take(answer.sources, Date.now());
    }

    render() {
        const sources = [...(this.#ask.value?.sources ?? [])].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
        const none = this.#ask.value !== null && !sources.some((one) => one.events > 0);
        return html`
            <header class="page-head">
                <h1 class="page-title">${t('page.sources')}</h1>
                ${sources.length ? html`<p class="faint" role="status">${summary(sources)}</p>` : nothing}
            </header>
            ${problemOf(this.#ask.failure)}
            ${none ? html`<section class="empty"><span class="mark">${icons.sources}</span><h2>${t('sources.none')}</h2>${send()}</section>` : nothing}
            ${this.#ask.waiting ? html`<p class="faint is-waiting">${t('sources.waiting')}</p>` : nothing}
            <div class="source-list">
                ${repeat(sources, (one) => one.source, (one) => source(one, this.#rates.of(one.source), !isOutdated(store.state)))}
            </div>
            <ps-quarantine></ps-quarantine>
            ${none || this.#ask.waiting ? nothing : panel({ id: 'send', title: t('sources.send') }, send())}
        `;
    }
}

/** @param {SourceReading[]} sources */
function summary(sources) {
    const count = (/** @type {string} */ state) => sources.filter((one) => one.state === state).length;
    return ORDER.filter((state) => count(state) > 0)
        .map((state) => t(`sources.are.${state}`, { count: format.count(count(state)) }))
        .join(' · ');
}

customElements.define('ps-sources-page', SourcesPage);
