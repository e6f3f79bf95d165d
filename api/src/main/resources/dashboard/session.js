/**
 * Joins socket, address and store: decides what to subscribe to, and turns what the server says into state.
 *
 * @typedef {import('./types.js').Alert} Alert
 */
import * as api from './api.js';
import * as route from './route.js';
import { LiveSocket } from './socket.js';
import { store } from './store.js';

/** As many transitions as the server keeps. */
const LOG_BOUND = 200;

const socket = new LiveSocket({
    prepare: readDefinition,
    phase(phase, more = {}) {
        const before = store.state.connection;
        if (phase === 'live' && before.phase === 'live') {
            before.heardAtMillis = more.heardAtMillis ?? before.heardAtMillis; // no view shows it while live
            return;
        }
        store.update({
            connection: { ...before, ...more, phase },
            tokenRefused: phase === 'token' && api.currentToken() !== '',
        });
    },
    reading: take,
    alert: takeAlert,
    heartbeat(trust) {
        const { tree } = store.state;
        if (tree) store.update({ tree: { ...tree, trust } });
    },
});

/** Begins: follows the address, connects, and never gives up. */
export function begin() {
    addEventListener('hashchange', follow);
    addEventListener('online', retry);
    addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible' && store.state.connection.phase === 'reconnecting') retry();
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
    api.keepToken(token);
    store.update({ tokenRefused: false, connection: { ...store.state.connection, phase: 'connecting' } });
    socket.start();
}

async function readDefinition() {
    const definition = await api.definition();
    if (definition.version !== store.state.definition?.version) store.update({ definition });
    follow();
}

/** The address decides; a window or metric that the definition does not have falls back to one it has. */
function follow() {
    const { definition } = store.state;
    const asked = route.read();
    if (!definition) return;
    const window = definition.windows.includes(asked.window ?? '') ? asked.window ?? '' : definition.defaultWindow;
    const metric = definition.metrics.find((m) => m.id === asked.metric);
    const by = metric ? (metric.by.includes(asked.by ?? '') ? asked.by : metric.by[0] ?? null) : null;
    const before = store.state;
    store.update({
        window,
        route: { metric: metric?.id ?? null, by, span: asked.span },
        tree: before.window === window ? before.tree : null,
        detail: before.route.metric === metric?.id && before.window === window && before.route.by === by ? before.detail : null,
    });
    subscribe();
}

function subscribe() {
    const { window, route: at, definition } = store.state;
    const metric = definition?.metrics.find((m) => m.id === at.metric);
    /** @type {import('./socket.js').Topic[]} */
    const topics = [{ tree: window }, { alerts: true }];
    if (metric?.windows.includes(window)) topics.push({ metric: metric.id, window, by: at.by, segment: null });
    socket.want(topics);
}

/** @param {any} topic @param {any} data */
function take(topic, data) {
    if (topic.tree === store.state.window) store.update({ tree: data });
    else if (topic.alerts) takeAlerts(data);
    else if (topic.metric === store.state.route.metric && (topic.by ?? null) === store.state.route.by) store.update({ detail: data });
    const version = data.trust?.definition;
    if (version && version !== store.state.definition?.version) readDefinition().catch(() => retry());
}

/** @param {Alert} entry */
function entryKey(entry) {
    return `${entry.rule} ${entry.state} ${entry.sequence}`;
}

/** The moment of the push is known only to who was pushed: it is kept when the list comes again. @param {import('./types.js').Alerts} data */
function takeAlerts(data) {
    const pushed = new Map(store.state.alerts?.log.filter((e) => e.times.push).map((e) => [entryKey(e), e.times.push]));
    const withPush = (/** @type {Alert} */ e) => (e.times.push ? e : { ...e, times: { ...e.times, push: pushed.get(entryKey(e)) ?? null } });
    store.update({ alerts: { ...data, log: data.log.slice(0, LOG_BOUND).map(withPush) } });
}

/** After a break the server may send again what was seen: that is no news. @param {Alert} entry */
function takeAlert(entry) {
    const known = store.state.alerts ?? { alerts: [], log: [] };
    if (known.log.some((e) => entryKey(e) === entryKey(entry) && e.times.push)) return;
    const log = [entry, ...known.log.filter((e) => entryKey(e) !== entryKey(entry))].slice(0, LOG_BOUND);
    const alerts = known.alerts.map((current) => (current.rule === entry.rule ? entry : current));
    if (!alerts.some((current) => current.rule === entry.rule)) alerts.push(entry);
    store.update({ alerts: { ...known, alerts, log }, notice: entry.state === 'firing' ? entry : store.state.notice });
}
