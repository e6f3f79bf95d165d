import { Refused, send } from '../../server/http.js';

/** Typing is not interrupted by verdicts on half a word. */
const PAUSE_MILLIS = 350;

/**
 * @typedef {{kind: string, sentence: string, recounts: boolean}} Change
 * @typedef {{version: string, recounted: string[], changes: Change[]}} Verdict what a good definition would change
 * @typedef {import('./editor.js').Problem} Problem
 */

/** What the server says of a definition while it is written: asked a moment after the last key, the answers before dropped. */
export class Check {
    /** @type {'none' | 'waiting' | 'good' | 'bad' | 'failed'} none: there is nothing to check */
    state = 'none';
    /** @type {Verdict | null} of the text that was last good */
    verdict = null;
    /** @type {Problem[]} of the text that was last checked */
    problems = [];
    /** @type {any} why it could not be checked */
    failure = null;
    #host;
    #question;
    #key = '';
    #later = 0;
    #running = new AbortController();

    /**
     * @param {import('lit').ReactiveControllerHost} host
     * @param {() => {key: string, text: string} | null} question looked at whenever the host renders; null checks nothing
     */
    constructor(host, question) {
        this.#host = host;
        this.#question = question;
        host.addController(this);
    }

    hostUpdate() {
        const question = this.#question();
        const key = question?.key ?? '';
        if (key === this.#key) return;
        this.#key = key;
        this.#stop();
        if (!question) {
            this.#take('none');
            return;
        }
        this.state = 'waiting';
        this.#later = setTimeout(() => this.#ask(question.text), PAUSE_MILLIS);
    }

    hostDisconnected() {
        this.#key = '';
        this.#stop();
    }

    #stop() {
        clearTimeout(this.#later);
        this.#running.abort();
    }

    /** @param {string} text */
    async #ask(text) {
        const { signal } = (this.#running = new AbortController());
        try {
            const verdict = await send('PUT', '/v1/definition', text, { dryRun: true }, signal);
            if (!signal.aborted) this.#take('good', { verdict });
        } catch (failure) {
            if (signal.aborted) return;
            const problems = failure instanceof Refused ? failure.problem?.definitionProblems : null;
            if (problems) this.#take('bad', { problems });
            else this.#take('failed', { failure });
        }
        this.#host.requestUpdate();
    }

    /** @param {Check['state']} state @param {{verdict?: Verdict | null, problems?: Problem[], failure?: any}} [said] */
    #take(state, { verdict = null, problems = [], failure = null } = {}) {
        Object.assign(this, { state, verdict, problems, failure });
    }
}
