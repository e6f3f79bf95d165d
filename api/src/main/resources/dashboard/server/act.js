/** Something the reader does: one at a time, with the refusal at hand when it is refused. */
export class Act {
    busy = false;
    /** @type {any} why it was refused, null when it was not */
    failure = null;
    #host;

    /** @param {import('lit').ReactiveControllerHost} host rendered when it begins and when it ends */
    constructor(host) {
        this.#host = host;
        host.addController(this);
    }

    hostConnected() {}

    /** @template T @param {() => Promise<T>} act @returns {Promise<T | null>} what it answered, null when it was refused or another is under way */
    async run(act) {
        if (this.busy) return null;
        this.busy = true;
        this.failure = null;
        this.#host.requestUpdate();
        try {
            return await act();
        } catch (failure) {
            this.failure = failure;
            return null;
        } finally {
            this.busy = false;
            this.#host.requestUpdate();
        }
    }

    /** The refusal was read. */
    forget() {
        this.failure = null;
        this.#host.requestUpdate();
    }
}
