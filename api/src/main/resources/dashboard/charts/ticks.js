/** Round numbers for an axis: steps of 1, 2 or 5 times a power of ten, the outer ones at or beyond both ends. */
const STEPS = 3;

/** @param {number} low @param {number} high @returns {number[]} at least two, rising */
export function ticksBetween(low, high) {
    const room = high - low || Math.abs(high) || 1;
    const rough = room / STEPS;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((size) => size * power >= rough * 0.999) ?? 10);
    const first = Math.floor(low / step + 1e-9);
    const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
    return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}
