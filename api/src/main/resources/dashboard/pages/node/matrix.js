import { html } from 'lit';
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, segmentName } from '../../words/names.js';
import { only, pairOf } from './cuts.js';
import '../../charts/heat.js';

const ROWS = 12;
const COLUMNS = 24;

/** Two dimensions at once: the first down, the second across, a shade in each cell. @param {import('./at.js').At} here @param {import('../../state/types.js').MetricReading} reading */
export function matrix(here, reading) {
    const [down, across] = pairOf(here.by ?? '') ?? ['', ''];
    /** @type {Map<string, Map<string, import('../../state/types.js').Segment>>} */
    const found = new Map();
    for (const segment of reading.segments) {
        if (!segment.parts) continue;
        const row = found.get(segment.parts[down]) ?? new Map();
        found.set(segment.parts[down], row.set(segment.parts[across], segment));
    }
    const rows = largest([...found].map(([name, row]) => ({ name, size: sizeOf([...row.values()]) })), ROWS);
    const all = new Set([...found.values()].flatMap((row) => [...row.keys()]));
    const columns = largest([...all].map((name) => ({ name, size: sizeOf([...found.values()].flatMap((row) => row.get(name) ?? [])) })), COLUMNS);
    columns.sort(new Intl.Collator(store.state.language, { numeric: true }).compare);
    const at = (/** @type {number} */ row, /** @type {number} */ column) => found.get(rows[row])?.get(columns[column]);
    return html`
        <ps-heat
            picks
            .rows=${rows.map((name) => ({ name: segmentName(name) }))}
            .columns=${columns.map((name) => ({ name: segmentName(name) }))}
            .cells=${rows.map((_, row) => columns.map((__, column) => at(row, column)?.value ?? null))}
            .metric=${here.metric}
            .name=${t('matrix', { down: dimensionLabel(down), across: dimensionLabel(across) })}
            @pick=${(/** @type {CustomEvent<{row: number, column: number}>} */ { detail: { row, column } }) => {
                const segment = at(row, column);
                if (segment) route.go(only(here, here.by ?? '', segment));
            }}
        ></ps-heat>
        <p class="faint note">
            ${t('matrix.note', { rows: rows.length, allRows: found.size, columns: columns.length, allColumns: all.size, down: dimensionLabel(down), across: dimensionLabel(across) })}
        </p>
    `;
}

/** @param {import('../../state/types.js').Segment[]} segments */
function sizeOf(segments) {
    return segments.reduce((sum, { value }) => sum + Math.abs(value ?? 0), 0);
}

/** @param {{name: string, size: number}[]} of @param {number} bound @returns {string[]} the largest first */
function largest(of, bound) {
    return of.sort((a, b) => b.size - a.size).slice(0, bound).map(({ name }) => name);
}
