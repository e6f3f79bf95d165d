/**
 * What is said of one alert besides its state and reason.
 *
 * @typedef {import('../../state/types.js').Alert} Alert
 * @typedef {{id: string, match: Record<string, string>, start: string, end: string, creator: string, comment: string, state: 'coming' | 'active' | 'over'}} Silence
 */
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label, ruleOf, segmentName } from '../../words/names.js';

const MAINTENANCE = 'maintenance/';
const CALM = ['inactive', 'resolved', 'pending'];

/** One rule in one segment. @param {Alert} alert */
export function alertKey(alert) {
    return JSON.stringify([alert.rule, alert.segment?.dimension, alert.segment?.value]);
}

/** @param {{rule: string}} alert */
export function ruleName(alert) {
    return label(ruleOf(alert)?.labels, alert.rule);
}

/** @param {Alert['segment']} segment */
export function segmentText(segment) {
    return segment ? `${dimensionLabel(segment.dimension)}: ${segmentName(segment.value)}` : '';
}

/** The rule's name, and its segment where it watches each. @param {Alert} alert */
export function alertName(alert) {
    const each = alert.segment && ruleOf(alert)?.each;
    return each ? `${ruleName(alert)} · ${segmentText(alert.segment)}` : ruleName(alert);
}

/** What a silence of just this alert matches besides its rule. @param {Alert} alert @returns {Record<string, string>} */
export function segmentMatch(alert) {
    return alert.segment && ruleOf(alert)?.each ? { dimension: alert.segment.dimension, segment: alert.segment.value } : {};
}

/** It began to fire and is not over: it can be acknowledged. @param {Alert} alert */
export function isOpen(alert) {
    return alert.episode !== null && alert.episode !== '' && !CALM.includes(alert.state);
}

/** By which silence or maintenance window it is not told. @param {string} by @param {Silence[]} silences */
export function silencedText(by, silences) {
    if (by.startsWith(MAINTENANCE)) return t('alerts.maintained', { name: by.slice(MAINTENANCE.length) });
    const silence = silences.find((one) => one.id === by);
    return silence ? t('alerts.silencedUntil', { name: silence.creator, time: format.minute(silence.end) }) : t('alerts.silenced');
}

/** An episode's rule, by its id such as orders_low-17. @param {string} episode */
export function episodeName(episode) {
    return ruleName({ rule: episode.replace(/-\d+$/, '') });
}
