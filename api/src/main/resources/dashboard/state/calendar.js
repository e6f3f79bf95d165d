/** When the periods of calendar windows end, in a zone whose days may have 23 or 25 hours. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/** The local date and time of a moment, as if it were UTC. @param {number} millis @param {string} zone */
function local(millis, zone) {
    let clock = clocks.get(zone);
    if (!clock) {
        clock = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
        });
        clocks.set(zone, clock);
    }
    const part = Object.fromEntries(clock.formatToParts(millis).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The moment of a local time; where clocks skip it, the moment they have skipped to. @param {number} localMillis @param {string} zone */
function moment(localMillis, zone) {
    const guess = localMillis - (local(localMillis, zone) - localMillis);
    return guess + (localMillis - local(guess, zone));
}

/**
 * The end of the period that a calendar window is in.
 *
 * @param {string} window today, week, month, quarter or year
 * @param {number} fromMillis where the window begins: the start of the period
 * @param {string} zone IANA zone
 * @returns {number} epoch milliseconds, NaN for windows that are no period
 */
export function periodEnd(window, fromMillis, zone) {
    const from = new Date(local(fromMillis, zone));
    const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
    const end = {
        today: Date.UTC(year, month, day + 1),
        week: Date.UTC(year, month, day + 7),
        month: Date.UTC(year, month + 1, 1),
        quarter: Date.UTC(year, month + 3, 1),
        year: Date.UTC(year + 1, 0, 1),
    }[window];
    return end === undefined ? NaN : moment(end, zone);
}
