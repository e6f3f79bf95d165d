/**
 * Joins socket, address and store: decides what to subscribe to, and turns what the server says into state.
 *
 * @typedef {import('../state/types.js').Alert} Alert
 * @typedef {import('./topics.js').Topic} Topic
 */
import { compare } from './clock.js';
import * as http from './http.js';
import { comparisonsOf } from '../state/against.js';
import * as route from '../state/route.js';
import { asked } from './slowness.js';
import { LiveSocket } from './socket.js';
import { store } from '../state/store.js';
import { topicKey } from './topics.js';

/** As many transitions as the server keeps. */
const LOG_BOUND = 200;

/** @type {Map<object, Topic[]>} what each view wants besides the tree and the alerts */
const wanted = new Map();

const socket = new LiveSocket({
    prepare: readDefinition,
    phase(phase, more = {}) {
        const before = store.state.connection;
        if (phase === 'live' && before.phase === 'live') return;
        store.update({
            connection: { ...before, ...more, phase },
            tokenRefused: phase === 'token' && http.currentToken() !== '',
        });
    },
    reading: take,
    alert: takeAlert,
    time: compare,
    heartbeat(trust) {
        const { tree } = store.state;
        if (tree) store.update({ tree: { ...tree, trust } });
    },
});

/** Begins: follows the address, connects, and never gives up. */
export function begin() {
    http.observe({ asked, answered: compare, locked: () => socket.halt() });
    addEventListener('hashchange', follow);
    addEventListener('online', () => {
        store.update({ offline: false });
        if (!['live', 'token'].includes(store.state.connection.phase)) retry();
    });
    addEventListener('offline', () => {
        store.update({ offline: true });
        socket.doubt();
    });
    addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible') return;
        socket.check(); // a browser lets the clocks of a hidden tab, or of a sleeping device, run as it likes
        if (store.state.connection.phase === 'reconnecting') retry();
    });
    follow();
    socket.start();
}

/** Tries to connect now instead of at the end of the wait. */
export function retry() {
    socket.start();
}

/** @param {string} token */
export function authorise(token) {
    http.keepToken(token);
    store.update({ tokenRefused: false, connection: { ...store.state.connection, phase: 'connecting' } });
    socket.start();
}

/** From now on this view wants exactly these topics. @param {object} view @param {Topic[]} topics */
export function want(view, topics) {
    if (topics.length) wanted.set(view, topics);
    else wanted.delete(view);
    subscribe();
}

async function readDefinition() {
    const definition = await http.definition();
    if (definition.version !== store.state.definition?.version) store.update({ definition });
    follow();
}

/** The address decides; a window or comparison that there is not falls back to one that there is. */
function follow() {
    const { definition, window: windowBefore, against: againstBefore } = store.state;
    const at = route.read();
    store.update({ route: at });
    if (!definition) return;
    const window = definition.windows.includes(at.query.window ?? '') ? at.query.window : definition.defaultWindow;
    const against = comparisonsOf(window).find((known) => known === at.query.against) ?? 'previous';
    const same = window === windowBefore && against === againstBefore;
    store.update({ window, against, tree: same ? store.state.tree : null });
    subscribe();
}

function subscribe() {
    const { window, against, definition } = store.state;
    if (!definition) return;
    socket.want([{ tree: window, against }, { alerts: true }, ...[...wanted.values()].flat()]);
}

/** @param {any} topic @param {any} data */
function take(topic, data) {
    const { window, against, readings, definition } = store.state;
    const key = topicKey(topic);
    if (topic.alerts) takeAlerts(data);
    else if (!topic.tree) store.update({ readings: { ...stillWanted(readings), [key]: data } });
    else if (key === topicKey({ tree: window, against })) store.update({ tree: data });
    const version = data.trust?.definition;
    if (version && version !== definition?.version) readDefinition().catch(() => retry());
}

/** What no view wants any more is let go. @param {import('../state/types.js').State['readings']} readings */
function stillWanted(readings) {
    const keys = new Set([...wanted.values()].flat().map(topicKey));
    return Object.fromEntries(Object.entries(readings).filter(([key]) => keys.has(key)));
}

/** The moment of the push is known only to who was pushed: it is kept when the list comes again. @param {import('../state/types.js').Alerts} data */
function takeAlerts(data) {
    const pushed = new Map(store.state.alerts?.log.filter((e) => e.times.push).map((e) => [e.number, e.times.push]));
    const withPush = (/** @type {Alert} */ e) => (e.times.push ? e : { ...e, times: { ...e.times, push: pushed.get(e.number) ?? null } });
    store.update({ alerts: { ...data, log: data.log.slice(0, LOG_BOUND).map(withPush) } });
}

/** An alert is one rule in one segment. @param {Alert} alert */
function alertKey(alert) {
    return JSON.stringify([alert.rule, alert.segment?.dimension, alert.segment?.value]);
}

/** After a break the server may send again what was seen: that is no news. @param {Alert} entry */
function takeAlert(entry) {
    const known = store.state.alerts ?? { alerts: [], log: [] };
    if (known.log.some((e) => e.number === entry.number && e.times.push)) return;
    const log = [entry, ...known.log.filter((e) => e.number !== entry.number)].slice(0, LOG_BOUND);
    const others = known.alerts.filter((current) => alertKey(current) !== alertKey(entry) && !(current.rule === entry.rule && !current.segment && entry.segment));
    const begins = entry.state === 'firing' && entry.from !== 'firing';
    store.update({ alerts: { ...known, alerts: [...others, entry], log }, notice: begins ? entry : store.state.notice });
}
