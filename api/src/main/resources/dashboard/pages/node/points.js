/**
 * The points of the node's chart: the series, the value of this moment at its end, and the same span earlier beside them.
 *
 * @typedef {import('../../state/types.js').Series} Series
 * @typedef {{times: number[], values: (number | null)[], compared: (number | null)[] | null}} Points times in seconds
 */

/** @type {Points} */
export const NONE = { times: [], values: [], compared: null };

/**
 * @param {Series} series
 * @param {{series: Series, shift: number} | null} earlier may reach beyond the series, into what is still to come
 * @param {{clock: number, value: number | null} | null} live
 * @returns {Points}
 */
export function pointsOf(series, earlier, live) {
    const times = series.times.map((time) => Date.parse(time));
    const values = [...series.lines[0].values];
    const now = live && live.clock > (times.at(-1) ?? -Infinity) ? live : null;
    if (!earlier) {
        if (now) {
            times.push(now.clock);
            values.push(now.value);
        }
        return { times: times.map(seconds), values, compared: null };
    }
    const before = earlier.series.lines[0].values;
    const compared = before.slice(0, times.length);
    if (now) {
        times.push(now.clock);
        values.push(now.value);
        compared.push(before[compared.length - 1] ?? null);
    }
    const begun = times.at(-1) ?? -Infinity;
    earlier.series.times.forEach((time, i) => {
        const moment = Date.parse(time) + earlier.shift;
        if (moment <= begun) return;
        times.push(moment);
        values.push(null);
        compared.push(before[i]);
    });
    return { times: times.map(seconds), values, compared };
}

/** @param {number} millis */
function seconds(millis) {
    return millis / 1000;
}
