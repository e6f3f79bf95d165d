/**
 * In words, how far the page is from live, and what happens next: one sentence each, none while all is well.
 *
 * @typedef {import('../state/types.js').State} State
 */
import { freshness } from '../state/freshness.js';
import * as format from './format.js';
import { t } from './i18n.js';

/** @param {State} state @returns {string[]} */
export function standing(state) {
    const { slow, tree } = state;
    const asOf = tree ? [t('banner.asOf', { time: format.second(tree.trust.clock) })] : [];
    const slowly = slow ? [t('banner.slowToConnect')] : [];
    switch (freshness(state)) {
        case 'live':
            return slow ? [t('banner.slow')] : [];
        case 'held':
            return [t('banner.held', { time: format.minute(tree?.trust.clock) }), ...(slow ? [t('banner.slow')] : [])];
        case 'connecting':
            return slow ? [...slowly, ...asOf] : [];
        case 'replaying':
            return [replay(state), ...asOf];
        case 'stale':
            return [t('banner.stale'), ...asOf];
        case 'offline':
            return [t('banner.offline'), ...asOf];
        case 'token':
            return tree ? [t('banner.token'), ...asOf] : [];
        case 'reconnecting':
            return [...attempt(state, slowly), ...asOf];
    }
}

/** @param {State} state @param {string[]} slowly */
function attempt(state, slowly) {
    const seconds = Math.ceil((state.connection.retryAtMillis - performance.now()) / 1000);
    return seconds > 0 ? [t('banner.reconnecting', { wait: format.duration(seconds * 1000) })] : [t('banner.trying'), ...slowly];
}

/** @param {State} state */
function replay({ connection: { replay } }) {
    if (replay?.fraction == null) return t('banner.replaying');
    return t('banner.replayingShare', { share: format.percentText(replay.fraction), events: format.count(replay.events) });
}
