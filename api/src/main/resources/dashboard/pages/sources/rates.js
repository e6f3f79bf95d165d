/** How often sources have sent while the page was open: the server tells only the rate of now. */

/** As many readings as a small line can show apart. */
const KEPT = 120;

export class Rates {
    /** @type {Map<string, (number | null)[]>} */
    #bySource = new Map();
    #takenAtMillis = 0;
    #everyMillis;

    /** @param {number} everyMillis how often readings come; after a longer break the line has a gap */
    constructor(everyMillis) {
        this.#everyMillis = everyMillis;
    }

    /** @param {import('./source.js').SourceReading[]} sources @param {number} nowMillis */
    take(sources, nowMillis) {
        const gap = this.#takenAtMillis > 0 && nowMillis - this.#takenAtMillis > 3 * this.#everyMillis;
        this.#takenAtMillis = nowMillis;
        for (const { source, ratePerSecond } of sources) {
            const before = this.#bySource.get(source) ?? [];
            this.#bySource.set(source, [...before, ...(gap ? [null] : []), ratePerSecond].slice(-KEPT));
        }
    }

    /** @param {string} source @returns {(number | null)[]} oldest first */
    of(source) {
        return this.#bySource.get(source) ?? [];
    }
}
