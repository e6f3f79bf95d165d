/**
 * How uPlot draws a chart: axes in the reader's words and the tree's zone, the line of now, the line compared with, and
 * what lies under and over them. At a scale of two everything is twice as large, for a picture of twice the pixels.
 */
import UPlot from 'uplot';
import * as format from '../words/format.js';
import { bandsPlugin, reachOfBands } from './bands.js';
import { brushing, gestures } from './gestures.js';
import { levelsPlugin } from './levels.js';
import { marksPlugin } from './marks.js';
import { outliersPlugin } from './outliers.js';
import { palette } from './palette.js';

/** A level farther off than so many times the height of the data would flatten it, and is only named. */
const LEVEL_REACH = 1;
const ROOM = 0.12;
/** What is counted has no halves to label. */
const WHOLE = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const COUNTED = ['count', 'distinct'];

/**
 * @typedef {object} Drawn what a chart shows
 * @property {import('../state/types.js').MetricDefinition | undefined} metric
 * @property {import('./bands.js').Band[]} bands
 * @property {import('./levels.js').Level[]} levels
 * @property {import('./marks.js').Mark[]} marks
 * @property {string | null} lit
 * @property {number[]} outliers
 * @property {[number, number]} view the stretch in view, in seconds: uPlot asks for the height before it has taken that over
 */

/**
 * @param {HTMLElement & Drawn} chart read anew at each drawing
 * @param {{width: number, height: number}} size
 * @param {import('./gestures.js').Moves | null} moves null for one that does not move
 * @param {(plot: UPlot) => void} [pointed] the cursor went elsewhere
 * @param {number} [scale]
 * @returns {UPlot.Options}
 */
export function optionsFor(chart, size, moves, pointed = () => {}, scale = 1) {
    const paint = palette(chart);
    const pixels = scale * devicePixelRatio;
    const font = `${11 * scale}px ${getComputedStyle(chart).fontFamily}`;
    const axis = { stroke: paint('--ink-faint'), font, ticks: { show: false } };
    const accent = paint('--accent');
    return {
        width: size.width * scale,
        height: size.height * scale,
        padding: [10 * scale, 26 * scale, 0, 0],
        legend: { show: false },
        tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), format.zone()),
        cursor: {
            y: false,
            points: { size: 9, fill: accent, stroke: paint('--card'), width: 2 },
            ...(moves ? brushing(moves) : { drag: { x: false, y: false } }),
        },
        scales: {
            x: { time: true, auto: false, min: chart.view[0], max: chart.view[1] },
            y: { range: (_, low, high) => heightOf(chart, low, high) },
        },
        axes: [
            {
                ...axis, grid: { show: false }, space: 64 * scale, size: 28 * scale,
                values: (_, splits, __, ___, step) => splits.map((s) => format.axisTime(s, step)),
            },
            {
                ...axis, grid: { stroke: paint('--line'), width: scale }, size: 58 * scale, space: 40 * scale,
                ...(COUNTED.includes(chart.metric?.kind ?? '') ? { incrs: WHOLE } : {}),
                values: (_, splits) => splits.map((s) => format.value(s, chart.metric, { compact: true }).text),
            },
        ],
        series: [
            {},
            { stroke: accent, width: 2 * scale, points: { show: false }, spanGaps: false, fill: (plot) => fade(plot, paint('--accent-wash')) },
            { stroke: paint('--ink-faint'), width: 1.25 * scale, dash: [6 * scale, 4 * scale], points: { show: false }, spanGaps: false },
        ],
        plugins: [
            bandsPlugin(() => chart.bands, paint, pixels),
            marksPlugin(() => chart.marks, () => chart.lit, paint, pixels),
            levelsPlugin(() => chart.levels, paint, pixels),
            outliersPlugin(() => chart.outliers, paint, pixels),
            ...(moves ? [gestures(moves)] : []),
        ],
        hooks: { setCursor: [pointed] },
    };
}

/** Room above and below what is in view; from zero when zero is near. @param {Drawn} chart @param {number | null} low @param {number | null} high @returns {[number, number]} */
function heightOf({ bands, levels, view }, low, high) {
    const reach = reachOfBands(bands, view[0], view[1]);
    let least = Math.min(low ?? Infinity, reach[0]);
    let most = Math.max(high ?? -Infinity, reach[1]);
    if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
    const far = (most - least || Math.abs(most) || 1) * LEVEL_REACH;
    for (const { value } of levels) {
        if (value < least - far || value > most + far) continue;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }
    const room = (most - least || Math.abs(most) || 1) * ROOM;
    return [least >= 0 && least < (most - least) * 1.5 ? 0 : least - room, most + room];
}

/** @param {UPlot} plot @param {string} colour */
function fade(plot, colour) {
    const { top, height } = plot.bbox;
    const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(1, 'transparent');
    return gradient;
}
