/**
 * What differs between two texts, line by line: a shortest way of taking lines out and putting lines in.
 *
 * Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) over what is left when the common
 * beginning and end are set aside: O((lines) × (differences)) time, O(differences²) memory. A person's edit has few
 * differences; past MOST_DIFFERENCES the middle is taken as replaced, which is true as well, only longer.
 *
 * @typedef {{kind: 'same' | 'out' | 'in', text: string, before: number | null, after: number | null}} Line its numbers, from 1, in the texts that have it
 */

const MOST_DIFFERENCES = 500;

/** @param {string} before @param {string} after @returns {Line[]} */
export function difference(before, after) {
    const a = before.split('\n');
    const b = after.split('\n');
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
    const middleA = a.slice(head, a.length - tail);
    const middleB = b.slice(head, b.length - tail);

    const lines = /** @type {Line[]} */ ([]);
    let [x, y] = [0, 0];
    const same = (/** @type {number} */ count) => {
        for (let i = 0; i < count; i++) lines.push({ kind: 'same', text: a[x], before: ++x, after: ++y });
    };
    same(head);
    for (const kind of edits(middleA, middleB)) {
        if (kind === 'same') same(1);
        else if (kind === 'out') lines.push({ kind, text: a[x], before: ++x, after: null });
        else lines.push({ kind, text: b[y], before: null, after: ++y });
    }
    same(tail);
    return lines;
}

/** @param {string[]} a @param {string[]} b @returns {Line['kind'][]} */
function edits(a, b) {
    const trace = search(a, b);
    if (!trace) return [...a.map(() => /** @type {const} */ ('out')), ...b.map(() => /** @type {const} */ ('in'))];
    const kinds = /** @type {Line['kind'][]} */ ([]);
    let [x, y] = [a.length, b.length];
    for (let d = trace.length - 1; d > 0; d--) {
        const k = x - y;
        const down = isDown(trace[d], k, d);
        const fromK = down ? k + 1 : k - 1;
        const fromX = at(trace[d], fromK);
        const startX = down ? fromX : fromX + 1; // where the run of same lines behind the difference begins
        for (; x > startX; x--) kinds.push('same');
        kinds.push(down ? 'in' : 'out');
        [x, y] = [fromX, fromX - fromK];
    }
    for (; x > 0; x--) kinds.push('same');
    return kinds.reverse();
}

/**
 * How far along each diagonal x − y = k one comes with d differences; entry d holds what was reached before the d-th.
 *
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Map<number, number>[] | null} null when there are too many
 */
function search(a, b) {
    const most = Math.min(a.length + b.length, MOST_DIFFERENCES);
    const trace = /** @type {Map<number, number>[]} */ ([]);
    const reached = /** @type {Map<number, number>} */ (new Map([[1, 0]]));
    for (let d = 0; d <= most; d++) {
        trace.push(new Map(reached));
        for (let k = -d; k <= d; k += 2) {
            const down = isDown(reached, k, d);
            let x = down ? at(reached, k + 1) : at(reached, k - 1) + 1;
            while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
            reached.set(k, x);
            if (x >= a.length && x - k >= b.length) return trace;
        }
    }
    return null;
}

/** Whether diagonal k is best reached by a line of b put in, rather than by one of a taken out. @param {Map<number, number>} reached @param {number} k @param {number} d */
function isDown(reached, k, d) {
    return k === -d || (k !== d && at(reached, k - 1) < at(reached, k + 1));
}

/** @param {Map<number, number>} reached @param {number} k */
function at(reached, k) {
    return reached.get(k) ?? -1;
}
