const EVERY_MILLIS = 180_000;
/** Around the middle, in hundredths of the smaller side: less than anybody notices, more than a line is thick. */
const OFFSETS = ['0 0', '0.5vmin 0', '0.5vmin 0.4vmin', '0 0.4vmin', '-0.5vmin 0.4vmin', '-0.5vmin 0', '-0.5vmin -0.4vmin', '0 -0.4vmin', '0.5vmin -0.4vmin'];

/** Moves the picture a little every few minutes, so that nothing burns into the screen. */
export class Drift {
    #host;
    #at = 0;
    #timer = 0;

    /** @param {import('lit').ReactiveControllerHost} host */
    constructor(host) {
        this.#host = host;
        host.addController(this);
    }

    /** For the style property `translate`. */
    get offset() {
        return OFFSETS[this.#at];
    }

    hostConnected() {
        this.#timer = setInterval(() => {
            this.#at = (this.#at + 1) % OFFSETS.length;
            this.#host.requestUpdate();
        }, EVERY_MILLIS);
    }

    hostDisconnected() {
        clearInterval(this.#timer);
    }
}
