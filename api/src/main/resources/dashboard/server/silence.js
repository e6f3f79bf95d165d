/**
 * How long nothing has been heard. Of two clocks the one that says longer is believed: one stands still while the device
 * sleeps, the other may be put back by hours while the page is open.
 */
export class Silence {
    #monotonicMillis = 0;
    #wallMillis = 0;

    /** Something was heard. */
    end() {
        this.#monotonicMillis = performance.now();
        this.#wallMillis = Date.now();
    }

    millis() {
        return Math.max(performance.now() - this.#monotonicMillis, Date.now() - this.#wallMillis);
    }
}
