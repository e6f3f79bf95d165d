/**
 * The public HTTP API as this page uses it. A refusal becomes a Refused with the server's problem document.
 */

const TOKEN = 'polestar.token';
/** A server that does not answer for so long is not there. */
const PATIENCE_MILLIS = 10_000;
let token = '';
try {
    token = sessionStorage.getItem(TOKEN) ?? '';
} catch {
    // storage is blocked: the token is asked for again after a reload
}

/** @returns {string} the bearer token, or "" */
export function currentToken() {
    return token;
}

/** Keeps a token for as long as this tab lives. @param {string} given */
export function keepToken(given) {
    token = given;
    try {
        sessionStorage.setItem(TOKEN, given);
    } catch {
        // storage is blocked: the token lasts as long as the page
    }
}

/**
 * @typedef {object} Witness
 * @property {() => () => void} asked something is read; what it answers is called when that is over
 * @property {(serverMillis: number) => void} answered what time it was at the server, NaN when it did not say
 * @property {() => void} locked the token of now opens nothing (any more)
 */

/** @type {Witness} */
let witness = { asked: () => () => {}, answered() {}, locked() {} };

/** Who is told how requests fare, whichever view sent them. @param {Witness} given */
export function observe(given) {
    witness = given;
}

/** The server answered, and it was not what was asked for. */
export class Refused extends Error {
    /** @param {number} status @param {any} problem */
    constructor(status, problem) {
        super(problem?.detail ?? problem?.title ?? `status ${status}`);
        this.status = status;
        this.problem = problem;
    }
}

/** @typedef {Record<string, string | number | boolean | null | undefined>} Query absent and empty values are left out */

/** @param {string} path @param {Query} [query] @param {AbortSignal} [signal] */
export function get(path, query, signal) {
    return call('GET', path, query, undefined, signal);
}

/**
 * Sends something and answers what the server answers. An object goes as JSON, a text as it is.
 *
 * @param {'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path
 * @param {object | string} [body]
 * @param {Query} [query]
 * @param {AbortSignal} [signal] without one the request may take as long as it needs
 */
export function send(method, path, body, query, signal = new AbortController().signal) {
    return call(method, path, query, body, signal);
}

/** @param {string} method @param {string} path @param {Query} query @param {object | string | undefined} body @param {AbortSignal} signal */
async function call(method, path, query = {}, body = undefined, signal = AbortSignal.timeout(PATIENCE_MILLIS)) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value || value === 0) parameters.set(name, String(value));
    const text = parameters.toString();
    const headers = new Headers({ accept: 'application/json' });
    const shown = token;
    if (shown) headers.set('authorization', `Bearer ${shown}`);
    if (typeof body === 'object') headers.set('content-type', 'application/json');
    const content = typeof body === 'object' ? JSON.stringify(body) : body;
    // What changes something may take long without anything being wrong: the view that sent it waits visibly.
    const over = method === 'GET' ? witness.asked() : () => {};
    try {
        const reply = await fetch(text ? `${path}?${text}` : path, { method, headers, signal, cache: 'no-store', body: content });
        witness.answered(Date.parse(reply.headers.get('date') ?? ''));
        const answer = await reply.json().catch(() => null); // a body that is not JSON says nothing more than the status
        if (reply.ok) return answer;
        if (isLocked(method, reply.status) && shown === token) witness.locked();
        throw new Refused(reply.status, answer);
    } finally {
        over();
    }
}

/** A token that may read but not act is a good one: only the act is refused. @param {string} method @param {number} status */
function isLocked(method, status) {
    return status === 401 || (status === 403 && method === 'GET');
}

/** What is kept as a text and answered as one: a version of the definition. @param {string} path @returns {Promise<string>} */
export async function text(path) {
    const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {});
    const reply = await fetch(path, { headers, signal: AbortSignal.timeout(PATIENCE_MILLIS), cache: 'no-store' });
    if (!reply.ok) throw new Refused(reply.status, await reply.json().catch(() => null));
    return reply.text();
}

/** @returns {Promise<import('../state/types.js').Definition>} */
export function definition() {
    return get('/v1/definition');
}

/**
 * @param {string} metric
 * @param {{window: string, from: string, to: string, step: string, by?: string | null, where?: string, top?: number}} query
 * @param {AbortSignal} signal
 * @returns {Promise<import('../state/types.js').Series>}
 */
export function series(metric, query, signal) {
    return get(`/v1/metrics/${encodeURIComponent(metric)}/series`, query, signal);
}

/**
 * How far the server is. Throws when it cannot be reached.
 *
 * @returns {Promise<{ready: boolean, fraction: number | null, events: number | null}>}
 */
export async function readiness() {
    const over = witness.asked();
    try {
        const reply = await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MILLIS) });
        const body = await reply.json().catch(() => null); // a plain text answer: the status alone counts
        return {
            ready: reply.ok,
            fraction: typeof body?.fraction === 'number' ? body.fraction : null,
            events: typeof body?.replayedEvents === 'number' ? body.replayedEvents : null,
        };
    } finally {
        over();
    }
}
