/**
 * Which of six shades a number gets. Negative ones are shaded by their size, in the other colour.
 *
 *     even      bounds at sixths between the least and the greatest
 *     skewed    each bound the same number of times the one below, when one number dwarfs the others: even bounds would
 *               paint all the others alike. The legend says the bounds.
 */
const SHADES = 6;
/** So many times the median is far from the others. */
const DWARFS = 5;
/** Of the sizes so many are below the first of skewed bounds. */
const LEAST_SHARE = 0.1;

/** The five bounds between the shades, rising, round to two digits; none without numbers. @param {(number | null)[]} values @returns {number[]} */
export function boundsOf(values) {
    const sizes = /** @type {number[]} */ (values.filter((value) => value !== null && value !== 0)).map(Math.abs).sort((a, b) => a - b);
    if (!sizes.length) return [];
    const most = sizes[sizes.length - 1];
    const steps = Array.from({ length: SHADES - 1 }, (_, i) => i + 1);
    if (most > DWARFS * sizes[Math.floor(sizes.length / 2)]) {
        const least = sizes[Math.floor(sizes.length * LEAST_SHARE)];
        return steps.map((i) => round(least * (most / least) ** (i / SHADES)));
    }
    const least = sizes[0] > most / 2 ? sizes[0] : 0;
    return most > least ? steps.map((i) => round(least + ((most - least) * i) / SHADES)) : [];
}

/** 0 for nothing at all, else 1 to 6. @param {number} value @param {number[]} bounds */
export function shadeOf(value, bounds) {
    const size = Math.abs(value);
    if (!size) return 0;
    const above = bounds.findIndex((bound) => size < bound);
    return above < 0 ? bounds.length + 1 : above + 1;
}

/** @param {number} bound */
function round(bound) {
    return Number(bound.toPrecision(2));
}
