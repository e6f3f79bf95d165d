import { html, nothing } from 'lit';
import { Act } from '../../server/act.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label, metricLabel, segmentName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { panel } from '../../parts/panel.js';
import { ruleName } from './alert-words.js';
import { refusalOf } from './refusal.js';
import { sectionText } from './rule-text.js';
import { askSilences } from './silences-asked.js';
import { endOf, untilField } from './until.js';
import { fieldsOf, whoField } from './who.js';

/** @typedef {import('./alert-words.js').Silence} Silence */

const SEVERITIES = ['critical', 'warning', 'info'];
const ORDER = { active: 0, coming: 1, over: 2 };

/** What is not told, until when, and who wanted it so; and how to silence more. */
class Silences extends View {
    static properties = { done: { state: true } };

    #asked = askSilences(this);
    #act = new Act(this);

    constructor() {
        super();
        this.done = '';
        new Watch(this, 'words', 'definition', 'alerts');
    }

    render() {
        const { definition } = store.state;
        if (!definition) return nothing;
        const silences = [...(this.#asked.value?.silences ?? [])].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
        return html`
            <p class="was-done" role="status">${this.done ? html`${icons.check}${this.done}` : nothing}</p>
            ${refusalOf(this.#act.failure ?? this.#asked.failure)}
            <div class="silence-panels">
                <div class="silence-side">
                    ${panel({ id: 'silences', title: t('silences'), icon: icons.mute }, silences.length
                        ? html`<ul class="silence-list">${silences.map((silence) => this.#silence(silence))}</ul>`
                        : html`<p class="faint">${this.#asked.waiting ? t('waiting') : t('silences.none')}</p>`)}
                    ${this.#maintenance(definition.text)}
                </div>
                ${panel({ id: 'silence-new', title: t('silences.new') }, this.#form())}
            </div>
        `;
    }

    /** @param {Silence} silence */
    #silence(silence) {
        return html`
            <li class="is-${silence.state}" data-silence=${silence.id}>
                <p><b>${t(`silences.${silence.state}`)}</b> ${matchText(silence.match)}</p>
                <p class="faint">${t('silences.time', { from: format.minute(silence.start), to: format.minute(silence.end) })}</p>
                <p class="faint">${icons.person} ${silence.creator}${silence.comment ? html`: <q>${silence.comment}</q>` : nothing}</p>
                ${silence.state === 'over'
                    ? nothing
                    : html`<button class="quiet" type="button" ?disabled=${this.#act.busy} @click=${() => this.#end(silence)}>${t('silences.end')}<span class="unseen"> ${matchText(silence.match)}</span></button>`}
            </li>
        `;
    }

    #form() {
        const rules = store.state.definition?.alerts ?? [];
        return html`
            <form class="form" @submit=${(/** @type {SubmitEvent} */ event) => this.#make(event)}>
                <label class="field">
                    <span>${t('silences.rule')}</span>
                    <input name="rule" list="silence-rules" placeholder=${t('silences.any')} />
                    <datalist id="silence-rules">${rules.map((rule) => html`<option value=${rule.id}>${label(rule.labels, rule.id)}</option>`)}</datalist>
                    <small>${t('silences.star')}</small>
                </label>
                <div class="form-row">
                    <label class="field"><span>${t('silences.segment')}</span><input name="segment" placeholder=${t('silences.any')} /></label>
                    <label class="field"><span>${t('owner')}</span><input name="owner" placeholder=${t('silences.any')} /></label>
                    <label class="field">
                        <span>${t('alerts.filter.severity')}</span>
                        <select name="severity">
                            <option value="">${t('silences.any')}</option>
                            ${SEVERITIES.map((severity) => html`<option value=${severity}>${t(`severity.${severity}`)}</option>`)}
                        </select>
                    </label>
                </div>
                ${untilField()}
                <label class="field"><span>${t('act.note')}</span><textarea name="comment" rows="2" maxlength="1000"></textarea></label>
                ${whoField()}
                <button class="primary" type="submit" ?disabled=${this.#act.busy}>${t('act.silence.do')}</button>
            </form>
        `;
    }

    /** What comes again stands in the definition and is shown as it is written there. @param {string} text */
    #maintenance(text) {
        const lines = sectionText(text, 'maintenance');
        return panel({ id: 'maintenance', title: t('silences.maintenance'), icon: icons.clock }, lines
            ? html`<p class="faint">${t('silences.maintenance.text')}</p><pre class="yaml" tabindex="0">${lines}</pre>`
            : html`<p class="faint">${t('silences.maintenance.none')}</p><pre class="yaml" tabindex="0">${EXAMPLE}</pre>`);
    }

    /** @param {SubmitEvent} event */
    async #make(event) {
        const { author, comment, until, end, ...match } = fieldsOf(event);
        const named = Object.fromEntries(Object.entries(match).filter(([, value]) => value !== ''));
        const ends = endOf({ until, end });
        const form = /** @type {HTMLFormElement} */ (event.target);
        const answer = await this.#act.run(() => http.send('POST', '/v1/silences', { match: named, end: ends, creator: author, comment }));
        if (!answer) return;
        form.reset();
        this.#finish(t('act.silence.done', { time: format.minute(ends) }));
    }

    /** @param {Silence} silence */
    async #end(silence) {
        const answer = await this.#act.run(() => http.send('DELETE', `/v1/silences/${encodeURIComponent(silence.id)}`));
        if (answer) this.#finish(t('silences.ended'));
    }

    /** @param {string} words */
    #finish(words) {
        this.done = words;
        this.#asked.again();
    }
}

const EXAMPLE = `maintenance:
  nightly:
    from: "02:00"
    to: "03:00"
    match: {owner: sales*}
    comment: the warehouse is counted`;

/** @param {Record<string, string>} match */
function matchText(match) {
    const words = /** @type {Record<string, (value: string) => string>} */ ({
        rule: (value) => ruleName({ rule: value }),
        metric: metricLabel,
        dimension: dimensionLabel,
        segment: segmentName,
        severity: (value) => t(`severity.${value}`),
    });
    return Object.entries(match).map(([name, value]) => (words[name] && !value.endsWith('*') ? words[name](value) : value)).join(' · ');
}

customElements.define('ps-silences', Silences);
