import { html, nothing } from 'lit';
import { Act } from '../../server/act.js';
import * as http from '../../server/http.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { ruleOf } from '../../words/names.js';
import { View } from '../../parts/element.js';
import '../../parts/dialog.js';
import { alertName, segmentMatch } from './alert-words.js';
import { refusalOf } from './refusal.js';
import { fieldsOf, whoField } from './who.js';
import { endOf, untilField } from './until.js';

/** @typedef {import('../../state/types.js').Alert} Alert */

/**
 * Asks what an act on an alert needs, and does it: takes the alert on, silences it, or says something about it. It says `done`
 * with the sentence that tells what was done, and `closed` when the reader turns away.
 */
class ActDialog extends View {
    static properties = { alert: { attribute: false }, kind: { attribute: false } };

    #act = new Act(this);

    constructor() {
        super();
        /** @type {Alert | null} */
        this.alert = null;
        /** @type {'acknowledge' | 'silence' | 'comment'} */
        this.kind = 'acknowledge';
    }

    render() {
        return html`<ps-dialog
            .heading=${t(`act.${this.kind}`)}
            .open=${this.alert !== null}
            .content=${this.alert ? this.#form(this.alert) : nothing}
            @closed=${() => this.#say('closed', '')}
        ></ps-dialog>`;
    }

    /** @param {Alert} alert */
    #form(alert) {
        return html`
            <form class="form" @submit=${(/** @type {SubmitEvent} */ event) => this.#send(event, alert)}>
                <p class="faint">${alertName(alert)}</p>
                ${this.kind === 'silence' ? untilField() : nothing}
                <label class="field">
                    <span>${this.kind === 'comment' ? t('act.text') : t('act.note')}</span>
                    <textarea name="comment" rows="3" maxlength="1000" ?required=${this.kind === 'comment'}></textarea>
                    ${this.kind === 'comment' ? html`<small>${t('act.commentHint')}</small>` : nothing}
                </label>
                ${whoField()}
                ${refusalOf(this.#act.failure)}
                <button class="primary" type="submit" ?disabled=${this.#act.busy}>${t(`act.${this.kind}.do`)}</button>
            </form>
        `;
    }

    /** @param {SubmitEvent} event @param {Alert} alert */
    async #send(event, alert) {
        const fields = fieldsOf(event);
        const done = await this.#act.run(() => this.#do(alert, fields));
        if (done) this.#say('done', done);
    }

    /** @param {Alert} alert @param {Record<string, string>} fields @returns {Promise<string>} what was done, in words */
    async #do(alert, { author, comment, ...fields }) {
        if (this.kind === 'acknowledge') {
            await http.send('POST', `/v1/alerts/${encodeURIComponent(alert.episode ?? '')}/ack`, { owner: author, comment });
            return t('act.acknowledge.done');
        }
        if (this.kind === 'comment') {
            await http.send('POST', '/v1/annotations', { text: comment, author, metric: ruleOf(alert)?.metric ?? null });
            return t('act.comment.done');
        }
        const end = endOf(fields);
        await http.send('POST', '/v1/silences', { match: { rule: alert.rule, ...segmentMatch(alert) }, end, creator: author, comment });
        return t('act.silence.done', { time: format.minute(end) });
    }

    /** @param {'done' | 'closed'} type @param {string} words */
    #say(type, words) {
        this.#act.forget();
        this.dispatchEvent(new CustomEvent(type, { detail: words }));
    }
}

customElements.define('ps-alert-act', ActDialog);
