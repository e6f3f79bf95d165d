/**
 * The page's one state. Whatever the server says enters here and every view reads from here; nothing else is shared.
 *
 * @typedef {import('./types.js').State} State
 */

/** @returns {State} */
function initial() {
    return {
        connection: { phase: 'connecting', attempt: 0, retryAtMillis: 0, replay: null },
        offline: !navigator.onLine,
        slow: false,
        clockOffMillis: 0,
        language: 'en',
        words: {},
        theme: 'auto',
        definition: null,
        window: '',
        against: 'previous',
        route: { page: 'tree', id: null, query: {} },
        tree: null,
        alerts: null,
        readings: {},
        tokenRefused: false,
        notice: null,
        dialog: null,
    };
}

/** Holds the state and tells listeners once per frame, however often it changed in between. */
class Store {
    /** @type {State} */
    #state = initial();
    /** @type {Set<() => void>} */
    #listeners = new Set();
    #scheduled = false;

    get state() {
        return this.#state;
    }

    /** Replaces the named fields. @param {Partial<State>} patch */
    update(patch) {
        this.#state = { ...this.#state, ...patch };
        if (!this.#scheduled) {
            this.#scheduled = true;
            requestAnimationFrame(() => {
                this.#scheduled = false;
                for (const listener of this.#listeners) listener();
            });
        }
    }

    /** @param {() => void} listener @returns {() => void} ends the listening */
    listen(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
}

export const store = new Store();

/** Renders a Lit element anew when one of the fields it reads changed. */
export class Watch {
    #host;
    #fields;
    /** @type {unknown[]} */
    #seen = [];
    #end = () => {};

    /** @param {import('lit').ReactiveControllerHost} host @param {...keyof State} fields */
    constructor(host, ...fields) {
        this.#host = host;
        this.#fields = fields;
        host.addController(this);
    }

    hostConnected() {
        this.#end = store.listen(() => this.#look());
        this.#look();
    }

    hostDisconnected() {
        this.#end();
    }

    #look() {
        const now = this.#fields.map((field) => store.state[field]);
        if (now.some((value, i) => value !== this.#seen[i])) {
            this.#seen = now;
            this.#host.requestUpdate();
        }
    }
}
