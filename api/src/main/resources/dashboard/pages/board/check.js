/** Whether a card of an address can be shown: the address may be older than the definition, or typed by hand. */
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, metricOf, windowName } from '../../words/names.js';

/** @typedef {import('./address.js').Card} Card */

/** The window a card shows: its own, else the page's where the metric has it, else the metric's first. @param {Card} card */
export function windowOf(card) {
    const windows = metricOf(card.metric)?.windows ?? [];
    return card.window ?? (windows.includes(store.state.window) ? store.state.window : windows[0]);
}

/** Why a card cannot be shown, in words; null when it can. @param {Card} card @returns {string | null} */
export function faultOf(card) {
    const metric = metricOf(card.metric);
    if (!metric) return t('node.unknown', { id: card.metric });
    if (card.window && !metric.windows.includes(card.window)) return t('window.missing', { windows: metric.windows.map(windowName).join(' · ') });
    const dimensions = Object.keys(card.where).sort();
    if (!dimensions.length || dimensions.length === 1 && metric.by.includes(dimensions[0])) return null;
    const pairs = store.state.definition?.dimensions.filter((dimension) => dimension.pair && metric.by.includes(dimension.id)) ?? [];
    if (pairs.some(({ pair }) => [...(pair ?? [])].sort().join() === dimensions.join())) return null;
    return t('board.badFilter', { dimensions: dimensions.map(dimensionLabel).join(' · ') });
}
