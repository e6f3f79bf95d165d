/** A metric's target on its card. */
import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import { paceOf, targetOf } from '../../state/pace.js';
import { store } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { windowName } from '../../words/names.js';

/** @typedef {import('../../state/types.js').MetricDefinition} MetricDefinition */

/** What must be heard for all targets to be shown. @returns {import('../../server/topics.js').MetricTopic[]} */
export function paceTopics() {
    return (store.state.definition?.metrics ?? []).flatMap((metric) => targetOf(metric.id)?.topic ?? []);
}

/**
 * What is known of a metric's target now.
 *
 * @param {string} metric
 * @returns {import('../../state/types.js').MetricReading | null} over the target's window; null without a target, or before it was heard of
 */
export function paceReading(metric) {
    const target = targetOf(metric);
    return target ? readingOf(target.topic) : null;
}

/** A slim bar: how much of the target is reached, with a mark where it should be by now. @param {import('../../state/types.js').MetricReading | null} reading @param {MetricDefinition} metric */
export function paceBar(reading, metric) {
    const target = targetOf(metric.id);
    if (!target || !reading) return nothing;
    const { done, due } = paceOf(target, reading);
    const ahead = due ? done / due : null;
    const words = t('pace', { value: format.valueText(reading.value, metric), target: format.valueText(target.value, metric), window: windowName(reading.window) });
    return html`
        <div class="pace ${ahead !== null && ahead < 1 ? 'is-behind' : ''}">
            <div class="pace-bar" aria-hidden="true">
                <i .style=${`width: ${percent(done)}`}></i>
                ${due === null ? nothing : html`<b .style=${`left: ${percent(due)}`}></b>`}
            </div>
            <p><span>${words}</span>${ahead === null ? nothing : html`<span class="pace-share">${t('pace.share', { share: format.percentText(ahead) })}</span>`}</p>
        </div>
    `;
}

/** @param {number} share */
function percent(share) {
    return `${Math.min(100, Math.max(0, share * 100))}%`;
}
