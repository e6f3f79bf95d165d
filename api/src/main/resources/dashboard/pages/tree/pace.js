/** How a metric stands against its target: from the rules that watch one. */
import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import { periodEnd } from '../../state/calendar.js';
import { store } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { windowName } from '../../words/names.js';

/**
 * @typedef {import('../../state/types.js').RuleDefinition} RuleDefinition
 * @typedef {import('../../state/types.js').MetricDefinition} MetricDefinition
 */

/** The rule that states a metric's target, if one does. @param {string} metric @returns {RuleDefinition | undefined} */
function targetOf(metric) {
    return store.state.definition?.alerts.find((rule) => rule.metric === metric && rule.target && !rule.segment && !rule.each);
}

/** What must be heard for all paces to be shown. @returns {import('../../server/topics.js').MetricTopic[]} */
export function paceTopics() {
    const rules = store.state.definition?.alerts.filter((rule) => rule.target && !rule.segment && !rule.each) ?? [];
    return rules.map((rule) => ({ metric: rule.metric, window: rule.window }));
}

/**
 * How far a metric has come towards its target, and how far it should be if the target were spread evenly.
 *
 * @typedef {object} Pace
 * @property {string} window of the target
 * @property {number} value
 * @property {number} target
 * @property {number} reached share of the target
 * @property {number | null} due share of the target, null where it does not spread evenly
 *
 * @param {string} metric
 * @returns {Pace | null} null without a target, or before it was heard of
 */
export function paceOf(metric) {
    const rule = targetOf(metric);
    const reading = rule ? readingOf({ metric, window: rule.window }) : null;
    if (!rule?.target || reading?.value == null) return null;
    const [from, to] = [Date.parse(reading.from), Date.parse(reading.to)];
    const end = periodEnd(rule.window, from, store.state.definition?.zone ?? 'UTC');
    const target = rule.target.value;
    return {
        window: rule.window,
        value: reading.value,
        target,
        reached: reading.value / target,
        due: rule.target.pace === 'linear' ? (to - from) / (end - from) : null,
    };
}

/** A slim bar: how much of the target is reached, with a mark where it should be by now. @param {Pace | null} pace @param {MetricDefinition} metric */
export function paceBar(pace, metric) {
    if (!pace) return nothing;
    const ahead = pace.due === null ? null : pace.reached / pace.due;
    const words = t('pace', { value: format.valueText(pace.value, metric), target: format.valueText(pace.target, metric), window: windowName(pace.window) });
    return html`
        <div class="pace ${ahead !== null && ahead < 1 ? 'is-behind' : ''}">
            <div class="pace-bar" aria-hidden="true">
                <i .style=${`width: ${percent(pace.reached)}`}></i>
                ${pace.due === null ? nothing : html`<b .style=${`left: ${percent(pace.due)}`}></b>`}
            </div>
            <p><span>${words}</span>${ahead === null ? nothing : html`<span class="pace-share">${t('pace.share', { share: format.percentText(ahead) })}</span>`}</p>
        </div>
    `;
}

/** @param {number} share */
function percent(share) {
    return `${Math.min(100, Math.max(0, share * 100))}%`;
}
