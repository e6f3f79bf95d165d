import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { reason } from '../../words/names.js';
import { stateOf } from '../../parts/readings.js';

/** One step of an alert: what it became, why, and the four times of it. @param {import('../../state/types.js').Alert} entry */
export function transition(entry) {
    const { event, ingestion, decision, push } = entry.times;
    const { acknowledgement } = entry;
    return html`
        <li>
            <p class="step">
                ${stateOf(entry.state)}<time datetime=${decision ?? ''}>${format.second(decision)}</time>
                ${entry.reason === 'condition' ? nothing : html`<span>${t(`reason.${entry.reason}`)}</span>`}
                ${entry.reason === 'acknowledged' && acknowledgement ? html`<span>${acknowledgement.owner} ${acknowledgement.comment ? html`<q>${acknowledgement.comment}</q>` : nothing}</span>` : nothing}
            </p>
            <p class="reason">${reason(entry)}</p>
            <dl class="times">
                <dt>${t('time.event')}</dt><dd>${format.millisecond(event)}</dd>
                <dt>${t('time.ingestion')}</dt><dd>${format.millisecond(ingestion)}</dd>
                <dt>${t('time.decision')}</dt><dd>${format.millisecond(decision)}</dd>
                <dt>${t('time.push')}</dt><dd>${push ? format.millisecond(push) : t('time.push.unknown')}</dd>
                <dt>${t('trust.sequence')}</dt><dd>${format.count(entry.sequence)}</dd>
            </dl>
        </li>
    `;
}
