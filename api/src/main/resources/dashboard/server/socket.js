/**
 * The live connection: keeps one WebSocket to /v1/live open, holds the set of topics asked for, and asks for them again
 * after every break. What it hears goes to the handlers; it knows nothing of the page.
 *
 *     idle ──start──▶ trying ──all readings asked for──▶ live ──closed, or silent for 20 s──▶ waiting ──backoff──▶ trying
 *                        └──refused: token──▶ halted ──start──▶ trying
 *
 * After a break readings are asked for afresh, and it is live again only when each has come: no number from before can
 * pass for a new one. Alerts resume after the last sequence seen, so that none is missed; a server that is behind that
 * sequence has lost its past, and then alerts start afresh too.
 */
import { currentToken, readiness, Refused } from './http.js';
import { Silence } from './silence.js';
import { asked } from './slowness.js';
import { topicKey } from './topics.js';

/** @typedef {import('./topics.js').Topic} Topic */

const FIRST_WAIT_MILLIS = 400;
const LONGEST_WAIT_MILLIS = 15_000;
const REPLAY_POLL_MILLIS = 700;
/** Two heartbeats and a half of the server's five seconds. */
const STALE_AFTER_MILLIS = 12_500;
const SILENT_AFTER_MILLIS = 20_000;
const UNAUTHORISED = new Set([401, 403]);

/**
 * @typedef {object} Handlers
 * @property {() => Promise<void>} prepare runs before each connection, e.g. reads the definition; may throw Refused
 * @property {(phase: import('../state/types.js').Phase, more?: Partial<import('../state/types.js').Connection>) => void} phase
 * @property {(topic: any, data: any, sequence: number) => void} reading a snapshot or a change
 * @property {(data: any) => void} alert one transition
 * @property {(trust: any) => void} heartbeat nothing changed, and this is what it rests on
 * @property {(serverMillis: number) => void} time what time it is at the server
 */

export class LiveSocket {
    /** @type {Handlers} */
    #handlers;
    /** @type {Map<string, Topic>} */
    #topics = new Map();
    /** @type {Map<string, number>} the newest sequence seen of each topic on this connection */
    #seen = new Map();
    /** @type {WebSocket | null} */
    #socket = null;
    #lastSequence = /** @type {number | null} */ (null);
    /** The sequence alerts were resumed after, until the first reading tells whether the server still knows it. */
    #resumed = /** @type {number | null} */ (null);
    #live = false;
    /** @type {Set<string>} the readings asked for when the connection opened that have not come yet */
    #awaited = new Set();
    #answered = () => {};
    #attempt = 0;
    /** Of two attempts under way, as after an impatient click, only the later goes on. */
    #tries = 0;
    #retry = 0;
    #watch = 0;
    #silence = new Silence();
    #stale = false;
    #running = false;

    /** @param {Handlers} handlers */
    constructor(handlers) {
        this.#handlers = handlers;
    }

    /** Connects now, whatever it was waiting for. */
    start() {
        this.#running = true;
        clearTimeout(this.#retry);
        this.#drop();
        void this.#connect();
    }

    /** The device says that its network is gone: nothing is believed until the server is heard again. */
    doubt() {
        if (!this.#live || this.#stale) return;
        this.#stale = true;
        this.#handlers.phase('stale');
    }

    /** Silence is told apart from quiet: the server beats every five seconds even when nothing happens. Looked at each second, and whenever there is reason to. */
    check() {
        if (!this.#socket) return;
        const silentMillis = this.#silence.millis();
        if (silentMillis > SILENT_AFTER_MILLIS) {
            this.#wait();
        } else if (silentMillis > STALE_AFTER_MILLIS && !this.#stale) {
            this.#stale = true;
            this.#handlers.phase('stale');
        }
    }

    /** The token opens nothing (any more): it stands still until it is started with another. */
    halt() {
        this.#running = false;
        this.#tries++;
        clearTimeout(this.#retry);
        this.#drop();
        this.#handlers.phase('token');
    }

    /** Exactly these topics from now on. @param {Topic[]} topics */
    want(topics) {
        const wanted = new Map(topics.map((topic) => [topicKey(topic), topic]));
        const gone = [...this.#topics].filter(([key]) => !wanted.has(key)).map(([, topic]) => topic);
        const fresh = [...wanted].filter(([key]) => !this.#topics.has(key)).map(([, topic]) => topic);
        for (const key of gone.map(topicKey)) {
            this.#seen.delete(key);
            this.#awaited.delete(key);
        }
        this.#topics = wanted;
        if (gone.length) this.#send({ op: 'unsubscribe', topics: gone });
        if (fresh.length) this.#send({ op: 'subscribe', topics: fresh });
    }

    async #connect() {
        const mine = ++this.#tries;
        try {
            const state = await readiness();
            if (mine !== this.#tries) return;
            if (!state.ready) {
                this.#handlers.phase('replaying', { replay: { fraction: state.fraction, events: state.events } });
                this.#retry = setTimeout(() => this.#connect(), REPLAY_POLL_MILLIS);
                return;
            }
            await this.#handlers.prepare();
        } catch (refusal) {
            if (mine !== this.#tries) return;
            if (refusal instanceof Refused && UNAUTHORISED.has(refusal.status)) return this.halt();
            return this.#wait();
        }
        if (mine === this.#tries) this.#open();
    }

    #open() {
        const address = new URL('/v1/live', location.href);
        address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
        const socket = new WebSocket(address);
        this.#socket = socket;
        this.#silence.end();
        this.#answered = asked();
        this.#watch = setInterval(() => this.check(), 1000);
        this.#seen.clear();
        socket.onopen = () => this.#ask();
        socket.onmessage = (message) => this.#hear(JSON.parse(message.data));
        socket.onclose = () => {
            if (socket === this.#socket) this.#wait();
        };
    }

    /** Two requests, because only alerts resume; the token goes with the first. */
    #ask() {
        const token = currentToken();
        const topics = [...this.#topics.values()];
        const alerts = topics.filter((topic) => 'alerts' in topic);
        const readings = topics.filter((topic) => !('alerts' in topic));
        this.#resumed = this.#lastSequence;
        this.#awaited = new Set(readings.map(topicKey));
        this.#send({ op: 'subscribe', topics: readings, ...(token ? { token } : {}) });
        if (alerts.length) this.#send({ op: 'subscribe', topics: alerts, resume: this.#lastSequence });
    }

    /** @param {any} message */
    #hear(message) {
        this.#silence.end();
        this.#answered();
        if (message.type === 'heartbeat') this.#handlers.time(Date.parse(message.time));
        if (message.type === 'error') {
            if (UNAUTHORISED.has(message.problem?.status)) return this.halt();
            this.#awaited.clear();
            console.warn('the live socket refused a request', message.problem);
            return;
        }
        if (message.type === 'heartbeat' && message.ready === false) {
            this.#handlers.phase('replaying', { replay: null });
            return;
        }
        const reading = message.type === 'snapshot' || message.type === 'change';
        if (reading) this.#read(message);
        this.#live ||= reading && this.#awaited.size === 0;
        if (this.#live) this.#alive();
        if (message.type === 'alert') this.#handlers.alert(message.data);
        if (message.type === 'heartbeat' && message.trust) this.#handlers.heartbeat(message.trust);
        if (typeof message.sequence === 'number' && message.type !== 'alert') this.#lastSequence = message.sequence;
    }

    #alive() {
        this.#attempt = 0;
        this.#stale = false;
        this.#handlers.phase('live', { attempt: 0, replay: null });
    }

    /** A change older than what was seen on this connection is a straggler and is dropped. @param {any} message */
    #read(message) {
        const key = topicKey(message.topic);
        this.#awaited.delete(key);
        if (this.#resumed !== null && !message.topic.alerts) {
            const lost = message.sequence < this.#resumed;
            this.#resumed = null;
            if (lost) this.#send({ op: 'subscribe', topics: [{ alerts: true }] });
        }
        if (!this.#topics.has(key)) return;
        if (message.type === 'change' && message.sequence < (this.#seen.get(key) ?? 0)) return;
        this.#seen.set(key, message.sequence);
        this.#handlers.reading(message.topic, message.data, message.sequence);
    }

    /** Tries again later: doubling, with jitter, so that a thousand pages do not return at once. */
    #wait() {
        this.#drop();
        if (!this.#running) return;
        const ceiling = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.#attempt);
        const waitMillis = ceiling / 2 + (Math.random() * ceiling) / 2;
        this.#attempt++;
        this.#handlers.phase('reconnecting', { attempt: this.#attempt, retryAtMillis: performance.now() + waitMillis });
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#connect(), waitMillis);
    }

    #drop() {
        clearInterval(this.#watch);
        this.#answered();
        const socket = this.#socket;
        this.#socket = null;
        this.#live = false;
        socket?.close();
    }

    /** @param {object} message */
    #send(message) {
        if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
    }
}
