/**
 * Asks the server what would have come of a rule, one question at a time as the server has it.
 *
 *     asked ──PAUSE──▶ running ──▶ report
 *                        └─ asked something else: the one that runs is ended, its answer dropped, the new one begun
 *                        └─ busy with somebody else's: tried again after BUSY
 */
import * as http from '../../server/http.js';

const PAUSE_MILLIS = 600;
const BUSY_MILLIS = 3000;
const BUSY_STATUS = 503;

/**
 * @typedef {{rule: string, from: number, to: number}} Question
 * @typedef {object} Episode
 * @property {string} episode
 * @property {{dimension: string, value: string} | null} segment
 * @property {string | null} pending
 * @property {string} firing
 * @property {string | null} end
 * @property {number} durationSeconds
 * @property {number} value
 * @property {number} peak
 *
 * @typedef {object} Report
 * @property {string} from
 * @property {string} to
 * @property {number} fired
 * @property {number} firingSeconds
 * @property {number} inhibitedSeconds
 * @property {number} messageCount
 * @property {{begin: string, cut: boolean}} journal
 * @property {Episode[]} episodes
 * @property {number} episodesLeftOut
 */

export class Backtest {
    /** @type {Report | null} what came of the question of now */
    report = null;
    /** @type {any} why there is no report */
    failure = null;
    /** @type {'' | 'waiting' | 'running' | 'busy'} */
    state = '';
    #host;
    #key = '';
    #later = 0;
    /** @type {Promise<void>} ends when the one that runs has ended */
    #running = Promise.resolve();

    /** @param {import('lit').ReactiveControllerHost} host rendered whenever something is new */
    constructor(host) {
        this.#host = host;
        host.addController(this);
    }

    hostConnected() {}

    hostDisconnected() {
        this.ask(null);
    }

    /** From now on this is the question; null asks nothing. @param {Question | null} question */
    ask(question) {
        const key = question ? JSON.stringify(question) : '';
        if (key === this.#key) return;
        this.#key = key;
        clearTimeout(this.#later);
        if (this.state === 'running') void end();
        this.report = null;
        this.failure = null;
        this.#become(question ? 'waiting' : '');
        if (question) this.#later = setTimeout(() => this.#begin(question, key), PAUSE_MILLIS);
    }

    /** @param {Question} question @param {string} key */
    #begin(question, key) {
        const before = this.#running;
        this.#running = before.then(() => (key === this.#key ? this.#run(question, key) : undefined));
    }

    /** @param {Question} question @param {string} key */
    async #run(question, key) {
        this.#become('running');
        try {
            const report = await http.send('POST', '/v1/rules/backtest', question);
            if (key === this.#key) this.report = report;
        } catch (failure) {
            if (key !== this.#key) return;
            if (failure instanceof http.Refused && failure.status === BUSY_STATUS) {
                this.#become('busy');
                this.#later = setTimeout(() => this.#begin(question, key), BUSY_MILLIS);
                return;
            }
            this.failure = failure;
        }
        if (key === this.#key) this.#become('');
    }

    /** @param {'' | 'waiting' | 'running' | 'busy'} state */
    #become(state) {
        this.state = state;
        this.#host.requestUpdate();
    }
}

/** Ends the backtest that runs. Where the token may not, it runs to its end and the next one waits for it. */
async function end() {
    try {
        await http.send('DELETE', '/v1/rules/backtest');
    } catch {
        // it was over by then, or may not be ended
    }
}
