import { html, nothing, svg } from 'lit';

const WIDTH = 100;
const HEIGHT = 32;
const MARGIN = 2;

/** A small line of a value's recent past, without axes. Gaps stay gaps. Nothing with fewer than two points. */
export function sparkline(/** @type {(number | null)[]} */ values) {
    const known = values.filter((v) => v !== null && Number.isFinite(v));
    if (known.length < 2) return html`<div class="sparkline" aria-hidden="true"></div>`;
    const low = Math.min(.../** @type {number[]} */ (known));
    const high = Math.max(.../** @type {number[]} */ (known));
    const runs = cut(values, low, high);
    const last = runs.at(-1)?.at(-1);
    return html`
        <svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            ${runs.map((run) => svg`<path class="area" d=${`M${run[0][0]} ${HEIGHT}L${run.map((p) => p.join(' ')).join('L')}L${run.at(-1)?.[0]} ${HEIGHT}Z`} />`)}
            ${runs.map((run) => svg`<path class="line" d=${`M${run.map((p) => p.join(' ')).join('L')}`} />`)}
            ${last ? svg`<path class="end" d=${`M${last[0]} ${last[1]}h0`} />` : nothing}
        </svg>
    `;
}

/** Points in the drawing's own coordinates, one run per unbroken stretch. @returns {[number, number][][]} */
function cut(/** @type {(number | null)[]} */ values, /** @type {number} */ low, /** @type {number} */ high) {
    const range = high - low || 1;
    const flat = high === low;
    /** @type {[number, number][][]} */
    const runs = [];
    let open = false;
    values.forEach((value, i) => {
        if (value === null || !Number.isFinite(value)) {
            open = false;
            return;
        }
        const x = MARGIN + (i / (values.length - 1)) * (WIDTH - 2 * MARGIN);
        const y = flat ? HEIGHT / 2 : HEIGHT - 3 - ((value - low) / range) * (HEIGHT - 6);
        if (!open) runs.push([]);
        open = true;
        runs.at(-1)?.push([round(x), round(y)]);
    });
    return runs;
}

function round(/** @type {number} */ coordinate) {
    return Math.round(coordinate * 100) / 100;
}
