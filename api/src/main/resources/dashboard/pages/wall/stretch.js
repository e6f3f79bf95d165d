/**
 * The time that the wall's line covers, and that of the comparison behind it:
 *
 *     sliding    the window's own length up to now          ├── earlier ──┼──── now ────┤
 *     calendar   the whole period, as far as it has come    ├─── earlier, whole ───┤ … ├── now ──┤ until its end
 *
 * @typedef {{from: number, to: number}} Interval
 *
 * @typedef {object} Stretch
 * @property {boolean} calendar
 * @property {Interval} now
 * @property {Interval | null} earlier null without a comparison
 * @property {number} shiftMillis from a moment of the comparison to the one it is compared with
 * @property {number} until where the line's field ends
 * @property {string} step
 * @property {number} stepMillis
 */
import { lengthMillis } from '../../words/format.js';
import { endOf } from '../../words/zone.js';

/** Steps the history holds that far back, the shortest first; the first that gives few enough points is taken. */
const STEPS = ['10s', '1m', '5m', '10m', '1h', '4h', '1d'];
const MOST_POINTS = 180;

/**
 * @param {import('../../state/types.js').Tree} tree
 * @param {import('../../state/types.js').Node | undefined} node the metric in question
 * @returns {Stretch | null} null where the metric has no value in the window
 */
export function stretchOf(tree, node) {
    if (!node) return null;
    const clock = Date.parse(tree.trust.clock);
    const begun = Date.parse(tree.from);
    const end = endOf(tree.window, begun);
    const calendar = !Number.isNaN(end);
    const length = calendar ? end - begun : lengthMillis(tree.window);
    const step = STEPS.find((one) => length / lengthMillis(one) <= MOST_POINTS) ?? '1d';
    const stepMillis = lengthMillis(step);
    const last = Math.floor(clock / stepMillis) * stepMillis;
    const now = calendar ? { from: begun, to: Math.max(begun, last) } : { from: last - length, to: last };
    const shiftMillis = node.previous ? begun - Date.parse(node.previous.from) : 0;
    return { calendar, now, earlier: node.previous ? before(tree.window, now, shiftMillis, calendar) : null, shiftMillis, until: calendar ? end : clock, step, stepMillis };
}

/** @param {string} window @param {Interval} now @param {number} shiftMillis @param {boolean} calendar @returns {Interval} */
function before(window, now, shiftMillis, calendar) {
    const from = now.from - shiftMillis;
    // The last moment of a period still belongs to it; the next shows the one after.
    return { from, to: calendar ? endOf(window, from) - 1 : now.to - shiftMillis };
}
