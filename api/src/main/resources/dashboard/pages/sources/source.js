import { html, nothing } from 'lit';
import { sparkline } from '../../charts/sparkline.js';
import * as icons from '../../parts/icons.js';
import * as route from '../../state/route.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label } from '../../words/names.js';

/**
 * @typedef {object} SourceReading what GET /v1/sources says of one
 * @property {string} source
 * @property {'live' | 'stale' | 'silent'} state
 * @property {string | null} newest
 * @property {string | null} watermark
 * @property {string | null} arrival
 * @property {number} events
 * @property {number} late
 * @property {number} duplicates
 * @property {number} rejected
 * @property {number} ratePerSecond
 * @property {number | null} lagMillis
 * @property {number | null} skewMillis
 * @property {number | null} staleAfterMillis
 * @property {boolean} declared
 * @property {import('../../state/types.js').Labels} labels
 * @property {string | null} owner
 */

/** Each state's drawing and the colours of the badge: parts of css/base.css. */
const STATES = {
    live: { icon: icons.check, look: 'inactive' },
    stale: { icon: icons.broken, look: 'stale' },
    silent: { icon: icons.clock, look: 'pending' },
};

/**
 * One source: whether it still sends, how much, how late, and what of it did not count.
 *
 * @param {SourceReading} reading
 * @param {(number | null)[]} rates what its rate was while the page was open
 * @param {boolean} live
 */
export function source(reading, rates, live) {
    const { source: id, state, declared, owner } = reading;
    const name = label(reading.labels, id);
    return html`
        <article class="source is-${state} ${live ? 'is-live' : 'is-still'}" data-source=${id} data-state=${state} aria-label=${name}>
            <header>
                <h2>${name}</h2>
                ${badge(state, live)}
            </header>
            <p class="faint whose">
                ${name === id ? nothing : html`<code>${id}</code>`}
                ${owner ? html`<span class="owner" title=${t('owner')}>${icons.person}<span class="unseen">${t('owner')}</span>${owner}</span>` : nothing}
                ${declared ? nothing : html`<span class="undeclared" title=${t('sources.undeclared.explained')}>${t('sources.undeclared')}</span>`}
            </p>
            ${state === 'live' ? nothing : html`<p class="said">${silence(reading)}</p>`}
            ${state === 'silent' ? nothing : html`<div class="source-rate">${rate(reading)} ${sparkline(rates)}</div><dl class="rows">${facts(reading)}</dl>`}
            <dl class="tallies">${tallies(reading)}</dl>
        </article>
    `;
}

/** What was true when the server was last heard must not look as if it were true now. @param {SourceReading['state']} state @param {boolean} live */
function badge(state, live) {
    const name = t(`sources.state.${state}`);
    const { icon, look } = STATES[state];
    return html`<span class="state is-${live ? look : 'stale'}">${live ? icon : icons.clock}<span>${live ? name : t('sources.was', { state: name })}</span></span>`;
}

/** @param {SourceReading} reading */
function rate({ ratePerSecond }) {
    return html`<p class="value"><span class="number">${format.valueText(ratePerSecond, undefined)}</span> <span class="suffix">${t('sources.rate')}</span></p>`;
}

/** @param {SourceReading} reading */
function silence({ state, staleAfterMillis, declared }) {
    if (state === 'silent') return declared ? t('sources.silent.explained') : t('sources.silent.undeclared');
    return t('sources.stale.explained', { time: span(staleAfterMillis) });
}

/** @param {SourceReading} reading */
function facts(reading) {
    return [
        ['lag', span(reading.lagMillis)],
        ['skew', reading.skewMillis ? span(reading.skewMillis) : t('sources.skew.none')],
        ['newest', format.second(reading.newest)],
        ['watermark', format.second(reading.watermark)],
        ['arrival', format.second(reading.arrival)],
        ['staleAfter', span(reading.staleAfterMillis)],
    ].map(([name, text]) => html`<div title=${t(`sources.${name}.explained`)}><dt>${t(`sources.${name}`)}</dt><dd>${text}</dd></div>`);
}

/** @param {SourceReading} reading */
function tallies(reading) {
    const all = /** @type {const} */ (['events', 'late', 'duplicates', 'rejected']);
    return all.map((name) => {
        const count = format.count(reading[name]);
        const shown = name === 'rejected' && reading.rejected ? html`<a href=${route.here({ source: reading.source })}>${count}</a>` : count;
        return html`<div><dt>${t(`sources.count.${name}`)}</dt><dd>${shown}</dd></div>`;
    });
}

/** @param {number | null} millis */
function span(millis) {
    return millis === null ? '–' : format.duration(millis);
}
