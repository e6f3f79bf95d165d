/**
 * The log of transitions as what people remember: episodes, each from its first pending or firing to its end.
 *
 *     pending ──▶ firing ⇄ recovering, no data, error ──▶ resolved, inactive
 *     └────────────────────── one episode ─────────────────────┘
 *
 * @typedef {import('../../state/types.js').Alert} Alert
 * @typedef {{kind: string, from: number, to: number}} Stretch a state and how long it lasted, epoch milliseconds
 * @typedef {object} Episode
 * @property {string} key
 * @property {Alert[]} transitions oldest first
 * @property {Alert} last the newest of them
 * @property {boolean} fired whether it came further than pending
 * @property {boolean} open whether it is still going on
 * @property {Stretch[]} stretches
 * @property {number[]} acknowledged when somebody took it on
 */
import { alertKey } from './alert-words.js';

const OVER = ['resolved', 'inactive'];
const LONG_AGO = -8e15;

/** @param {Alert[]} log newest first @param {number} nowMillis the data's clock @returns {Episode[]} what goes on first, then newest first */
export function episodesOf(log, nowMillis) {
    /** @type {Map<string, Alert[]>} what is still open of each alert */
    const open = new Map();
    /** @type {Alert[][]} */
    const closed = [];
    for (const entry of [...log].reverse()) {
        const key = alertKey(entry);
        const transitions = [...(open.get(key) ?? []), entry];
        open.set(key, transitions);
        if (OVER.includes(entry.state)) {
            closed.push(transitions);
            open.delete(key);
        }
    }
    return [...closed.map((one) => episode(one, null)), ...[...open.values()].map((one) => episode(one, nowMillis))]
        .filter((one) => one.stretches.length > 0)
        .sort((a, b) => Number(b.open) - Number(a.open) || begin(b) - begin(a));
}

/** @param {Alert[]} transitions @param {number | null} nowMillis null when it is over @returns {Episode} */
function episode(transitions, nowMillis) {
    const last = transitions[transitions.length - 1];
    /** @type {Stretch[]} */
    const stretches = [];
    // What the log no longer reaches is told by the first entry that it has: the state it came from.
    if (!OVER.includes(transitions[0].from)) stretches.push({ kind: transitions[0].from, from: LONG_AGO, to: decided(transitions[0]) });
    transitions.forEach((entry, i) => {
        if (OVER.includes(entry.state)) return;
        const next = transitions[i + 1];
        stretches.push({ kind: entry.state, from: decided(entry), to: next ? decided(next) : (nowMillis ?? decided(entry)) });
    });
    return {
        key: String(transitions[0].number),
        transitions,
        last,
        fired: stretches.some((stretch) => stretch.kind !== 'pending'),
        open: nowMillis !== null,
        stretches,
        acknowledged: transitions.filter((entry) => entry.reason === 'acknowledged').map(decided),
    };
}

/** When it began, as far back as the log reaches. @param {Episode} episode */
export function begin({ stretches, transitions }) {
    return stretches[0].from === LONG_AGO ? decided(transitions[0]) : stretches[0].from;
}

/** When it was decided, by the data's clock. @param {Alert} entry */
export function decided(entry) {
    return Date.parse(entry.times.decision ?? '');
}
