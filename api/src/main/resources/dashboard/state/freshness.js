/**
 * How far what is on the page can be believed this moment.
 *
 * connecting    nothing was heard yet
 * replaying     the server is reading its journal
 * live          heard within the last heartbeats, and the clock runs
 * held          heard, but the data has ended and the stream clock stands still
 * stale         connected, but silent for too long
 * reconnecting  the connection is lost
 * offline       this device has no network, and the server is not heard
 * token         the server wants a token
 *
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Phase | 'held' | 'offline'} Freshness
 */

/** @param {State} state @returns {Freshness} */
export function freshness(state) {
    const { phase } = state.connection;
    if (state.offline && ['connecting', 'stale', 'reconnecting'].includes(phase)) return 'offline';
    if (phase !== 'live') return phase;
    if (!state.tree) return 'connecting';
    return state.tree.trust.held && !isEmpty(state) ? 'held' : 'live';
}

/** A number may look alive only then. @param {State} state */
export function isLive(state) {
    return freshness(state) === 'live';
}

/** The numbers on the page are from before the connection was lost. @param {State} state */
export function isOutdated(state) {
    const now = freshness(state);
    return state.tree !== null && now !== 'live' && now !== 'held';
}

/**
 * What a card says of a metric: an alert that is over is told in the list of alerts, not on the card.
 *
 * @param {State} state
 * @param {import('./types.js').Node | undefined} node
 */
export function nodeState(state, node) {
    if (isOutdated(state)) return 'stale';
    return node === undefined || node.state === 'resolved' ? 'inactive' : node.state;
}

/** No event has ever arrived. @param {State} state */
export function isEmpty(state) {
    return state.tree !== null && state.tree.trust.sources.length === 0;
}
