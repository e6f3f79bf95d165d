/**
 * What a view asks of the server besides what it hears live: a series, an explanation, the sources.
 *
 *     question changes ──▶ asked at once, the answer before is dropped
 *     the data's clock moved by everyMillis, or the connection came back ──▶ asked again, the answer stays until the next
 *     everyWallMillis have gone by since the answer ──▶ the same, for what moves while the data's clock stands still
 *
 * One request at a time for each question; at most one in MIN_PAUSE_MILLIS.
 */
import { store } from '../state/store.js';

const MIN_PAUSE_MILLIS = 1500;

/**
 * @template T
 * @typedef {object} Question
 * @property {string} key what is asked: another key is another question
 * @property {(signal: AbortSignal) => Promise<T>} load
 * @property {number} [everyMillis] asked again when the data's clock has moved by so much; never without it
 * @property {number} [everyWallMillis] asked again so long after the last answer; never without it
 */

/** @template T */
export class Ask {
    /** @type {T | null} the answer to the question of now, null until it is there */
    value = null;
    /** @type {any} why there is no answer, or no newer one */
    failure = null;
    #host;
    #question;
    #key = '';
    #clockMillis = 0;
    #askedAtMillis = -Infinity; // by performance.now(): a clock that is put right turns no pause into hours
    #running = /** @type {AbortController | null} */ (null);
    #later = 0;
    #end = () => {};

    /**
     * @param {import('lit').ReactiveControllerHost} host
     * @param {() => Question<T> | null} question looked at whenever the host renders and the store changes; null asks nothing
     */
    constructor(host, question) {
        this.#host = host;
        this.#question = question;
        host.addController(this);
    }

    /** No answer yet, and one is on its way. */
    get waiting() {
        return this.value === null && this.failure === null && this.#key !== '';
    }

    /** Asks again now, as after something was changed. */
    again() {
        this.#clockMillis = NaN;
        this.#askedAtMillis = -Infinity;
        this.#look();
    }

    hostConnected() {
        this.#end = store.listen(() => this.#look());
        this.#look();
    }

    hostUpdated() {
        this.#look();
    }

    hostDisconnected() {
        this.#end();
        clearTimeout(this.#later);
        this.#running?.abort();
        this.#key = '';
    }

    #look() {
        if (store.state.connection.phase !== 'live') return;
        const question = this.#question();
        const key = question?.key ?? '';
        if (key !== this.#key) {
            this.#key = key;
            const showed = this.value !== null || this.failure !== null;
            this.value = null;
            this.failure = null;
            this.#running?.abort();
            this.#running = null;
            clearTimeout(this.#later);
            if (showed) this.#host.requestUpdate();
            if (question) void this.#load(question);
        } else if (question && !this.#running && this.#isDue(question)) {
            const pauseMillis = this.#askedAtMillis + MIN_PAUSE_MILLIS - performance.now();
            clearTimeout(this.#later);
            if (pauseMillis > 0) this.#later = setTimeout(() => this.#look(), pauseMillis);
            else void this.#load(question);
        }
    }

    /** @param {Question<T>} question */
    #isDue({ everyMillis }) {
        const moved = Math.abs(clockMillis() - this.#clockMillis);
        return Number.isNaN(moved) || (everyMillis !== undefined && moved >= everyMillis);
    }

    /** @param {Question<T>} question */
    async #load(question) {
        const mine = new AbortController();
        this.#running = mine;
        this.#askedAtMillis = performance.now();
        this.#clockMillis = clockMillis();
        try {
            this.value = await question.load(mine.signal);
            this.failure = null;
        } catch (failure) {
            if (mine.signal.aborted) return;
            this.failure = failure;
            this.#clockMillis = NaN; // asked again when the store next changes
        }
        if (mine.signal.aborted) return;
        this.#running = null;
        if (question.everyWallMillis) {
            clearTimeout(this.#later);
            this.#later = setTimeout(() => this.again(), question.everyWallMillis);
        }
        this.#host.requestUpdate();
    }
}

/** The data's clock; 0 before the first reading. */
function clockMillis() {
    const { tree } = store.state;
    return tree ? Date.parse(tree.trust.clock) : 0;
}
