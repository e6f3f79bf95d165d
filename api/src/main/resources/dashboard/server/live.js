/**
 * What a view hears of live: it names its topics, and reads them from the store.
 *
 * @typedef {import('./topics.js').MetricTopic} MetricTopic
 */
import { store } from '../state/store.js';
import { want } from './session.js';
import { topicKey } from './topics.js';

/** Keeps readings of metrics coming for as long as a view is on the page. */
export class Live {
    #host;
    #topics;

    /** @param {import('lit').ReactiveControllerHost} host @param {() => MetricTopic[]} topics looked at whenever the host renders */
    constructor(host, topics) {
        this.#host = host;
        this.#topics = topics;
        host.addController(this);
    }

    hostConnected() {
        this.#host.requestUpdate();
    }

    hostUpdate() {
        want(this, this.#topics());
    }

    hostDisconnected() {
        want(this, []);
    }
}

/** The newest reading of a topic that some view wants, null until there is one. @param {MetricTopic} topic @returns {import('../state/types.js').MetricReading | null} */
export function readingOf(topic) {
    return store.state.readings[topicKey(topic)] ?? null;
}
