import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { metricLabel, ruleOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { stateOf } from '../../parts/readings.js';
import { alertName, ruleName } from './alert-words.js';
import { clockMillis } from './clock.js';
import { begin, decided, episodesOf } from './episodes.js';
import { transition } from './transition.js';
import './lanes.js';

/**
 * @typedef {import('./episodes.js').Episode} Episode
 * @typedef {import('../../state/types.js').Annotation} Annotation
 */

const AT_FIRST = 12;
const NOTES_EVERY_MILLIS = 60_000;

/** What has happened, of all rules or of one: over time, and one by one with every transition. */
class AlertsHistory extends View {
    static properties = { rule: { attribute: false }, whole: { state: true }, picked: { state: true } };

    #notes = new Ask(this, () => ({
        key: 'annotations',
        everyMillis: NOTES_EVERY_MILLIS,
        load: (/** @type {AbortSignal} */ signal) => http.get('/v1/annotations', {}, signal),
    }));

    constructor() {
        super();
        this.rule = '';
        this.whole = false;
        this.picked = '';
        new Watch(this, 'words', 'definition', 'alerts', 'tree');
    }

    render() {
        const { alerts, definition } = store.state;
        if (!definition || !alerts) return nothing;
        const log = alerts.log.filter((entry) => !this.rule || entry.rule === this.rule);
        const episodes = episodesOf(log, clockMillis());
        if (!episodes.length) return panel({ id: 'history', title: t('alerts.log'), icon: icons.clock }, html`<p class="faint">${t('alerts.logEmpty')}</p>`);
        const from = Math.min(...log.map(decided));
        const notes = this.#notesSince(from);
        const shown = this.whole ? episodes : episodes.slice(0, AT_FIRST);
        return panel({ id: 'history', title: t('alerts.log'), icon: icons.clock, wide: true }, html`
            <ps-lanes
                .lanes=${[...this.#lanes(episodes), ...noteLane(notes)]}
                .from=${from}
                .to=${clockMillis()}
                @picked=${(/** @type {CustomEvent<string>} */ event) => this.#pick(event.detail)}
            ></ps-lanes>
            ${legend()}
            <ul class="log episodes">${shown.map((episode) => this.#episode(episode))}</ul>
            ${episodes.length > AT_FIRST
                ? html`<button class="quiet" type="button" @click=${() => (this.whole = !this.whole)}>${this.whole ? t('fewer') : plural('all', episodes.length)}</button>`
                : nothing}
            ${notes.length ? this.#noteList(notes) : nothing}
        `);
    }

    /** @param {Episode[]} episodes @returns {import('./lanes.js').Lane[]} */
    #lanes(episodes) {
        /** @type {Map<string, import('./lanes.js').Bar[]>} */
        const lanes = new Map();
        for (const episode of episodes) {
            const { rule } = episode.last;
            const bar = { key: episode.key, text: summary(episode), stretches: episode.stretches, marks: episode.acknowledged };
            lanes.set(rule, [bar, ...(lanes.get(rule) ?? [])]);
        }
        return [...lanes].map(([rule, bars]) => ({ name: ruleName({ rule }), address: route.to('alerts', rule), bars }));
    }

    /** @param {Episode} episode */
    #episode(episode) {
        const { last, open } = episode;
        return html`
            <li data-episode=${episode.key}>
                <details ?open=${this.picked === episode.key}>
                    <summary>
                        ${stateOf(last.state)}<span class="name">${alertName(last)}</span>
                        <span class="faint">${open ? t('episode.open', { time: lasted(episode) }) : episode.fired ? t('episode.lasted', { time: lasted(episode) }) : t('episode.pending', { time: lasted(episode) })}</span>
                        <time datetime=${last.times.decision ?? ''}>${format.minute(begin(episode))}</time>
                    </summary>
                    <ol class="steps">${[...episode.transitions].reverse().map(transition)}</ol>
                </details>
            </li>
        `;
    }

    /** @param {Annotation[]} notes */
    #noteList(notes) {
        return html`
            <h3 class="section">${icons.pen}${t('lanes.notes')}</h3>
            <ul class="notes">
                ${notes.map((note) => html`<li><q>${note.text}</q><p class="faint">${note.author} · ${format.minute(note.time)}${note.metric ? ` · ${metricLabel(note.metric)}` : ''}</p></li>`)}
            </ul>
        `;
    }

    /** What was noted in the time shown, newest first. @param {number} from */
    #notesSince(from) {
        const metric = this.rule ? ruleOf({ rule: this.rule })?.metric : undefined;
        const all = /** @type {Annotation[]} */ (/** @type {any} */ (this.#notes.value)?.annotations ?? []);
        return all.filter((note) => Date.parse(note.time) >= from && (!metric || !note.metric || note.metric === metric)).reverse();
    }

    /** @param {string} key */
    async #pick(key) {
        this.picked = key;
        this.whole = true;
        await this.updateComplete;
        const entry = this.querySelector(`[data-episode="${CSS.escape(key)}"]`); // none for a note
        entry?.scrollIntoView({ block: 'center' });
        entry?.querySelector('summary')?.focus();
    }
}

/** @param {Episode} episode */
function lasted(episode) {
    return format.duration((episode.stretches.at(-1)?.to ?? NaN) - begin(episode));
}

/** @param {Episode} episode */
function summary(episode) {
    const state = t(`state.${episode.open ? episode.last.state : episode.fired ? 'resolved' : 'pending'}`);
    return t('episode.summary', { rule: alertName(episode.last), state, from: format.minute(begin(episode)), time: lasted(episode) });
}

/** What people noted, below the rules. @param {Annotation[]} notes newest first @returns {import('./lanes.js').Lane[]} */
function noteLane(notes) {
    const bars = [...notes].reverse().map(({ id, text, author, time }) => {
        const at = Date.parse(time);
        return { key: `note ${id}`, text: `${text} (${author}, ${format.minute(time)})`, stretches: [{ kind: 'remark', from: at, to: at }], marks: [] };
    });
    return bars.length ? [{ name: t('lanes.notes'), bars }] : [];
}

function legend() {
    return html`
        <p class="lanes-legend faint" aria-hidden="true">
            ${['pending', 'firing', 'recovering'].map((state) => html`<span><i class="is-${state}"></i>${t(`state.${state}`)}</span>`)}
            <span><b class="taken"></b>${t('reason.acknowledged')}</span>
        </p>
    `;
}

customElements.define('ps-alerts-history', AlertsHistory);
