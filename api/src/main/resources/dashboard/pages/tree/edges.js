/**
 * Draws the tree's edges behind its cards, from where the browser has put them:
 *
 *     side by side             stacked, or a narrow page
 *     ┌─────┐                  ┌─────┐
 *     └──┬──┘                  └┬────┘
 *     caption                   │ caption
 *      ┌─┴──┐                   ├─┌─────┐
 *     card card                 │ └─────┘
 */
import { html, svg } from 'lit';

const RADIUS = 10;
const INSET = 28;
const TRUNK = 12;

/**
 * @typedef {{type: string, path: string}} Edge
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 */

/** @param {Edge[]} edges */
export function drawing(edges) {
    return html`
        <svg class="edges" aria-hidden="true" focusable="false">
            ${edges.map((edge) => svg`<path class="edge is-${edge.type}" d=${edge.path} />`)}
        </svg>
    `;
}

/**
 * Measures every group below the canvas. One read of the layout, no writes.
 *
 * @param {HTMLElement} canvas
 * @param {number} zoom that it is drawn at
 * @returns {Edge[]}
 */
export function measure(canvas, zoom) {
    const origin = canvas.getBoundingClientRect();
    const box = (/** @type {Element} */ element) => {
        const r = element.getBoundingClientRect();
        return { left: (r.left - origin.left) / zoom, right: (r.right - origin.left) / zoom, top: (r.top - origin.top) / zoom, bottom: (r.bottom - origin.top) / zoom };
    };
    const stacked = getComputedStyle(canvas).getPropertyValue('--stacked').trim() === '1';
    return [...canvas.querySelectorAll('.group')].flatMap((group) => {
        const parent = group.closest('.branch')?.querySelector(':scope > .stand');
        const label = group.querySelector(':scope > .caption, :scope > .branches > .branch > .caption');
        if (!parent || !label) return [];
        const children = [...group.querySelectorAll(':scope > .branches > .branch')].map((child) => box(child.querySelector(':scope > .stand') ?? child));
        const type = /** @type {HTMLElement} */ (group).dataset.type ?? '';
        const own = label.parentElement !== group;
        const column = group.classList.contains('is-stacked') ? box(group).left + TRUNK : null;
        const paths = stacked ? stackedPaths(box(parent), children, box(parent).left + TRUNK)
            : column !== null ? stackedPaths(box(parent), children, column)
            : wide(box(parent), box(label), children, own);
        return paths.map((path) => ({ type, path }));
    });
}

/** Each child may have its own label: then the edges part above them. @param {Box} parent @param {Box} label @param {Box[]} children @param {boolean} own */
function wide(parent, label, children, own) {
    const middle = (Math.min(...children.map((c) => c.left)) + Math.max(...children.map((c) => c.right))) / 2;
    const start = Math.min(Math.max(middle, parent.left + INSET), parent.right - INSET);
    const bend = (parent.bottom + label.top) / 2;
    return children.map((child) => {
        const end = (child.left + child.right) / 2;
        const bus = own ? bend : (label.bottom + child.top) / 2;
        return rounded([[start, parent.bottom], [start, bend], [middle, bend], [middle, bus], [end, bus], [end, child.top]]);
    });
}

/** Down one trunk, with a branch to each. @param {Box} parent @param {Box[]} children @param {number} trunk how far from the left it stands */
function stackedPaths(parent, children, trunk) {
    const start = Math.min(Math.max(trunk, parent.left + TRUNK), parent.right - INSET);
    const bend = parent.bottom + TRUNK;
    return children.map((child) => {
        const across = child.top + Math.min(28, (child.bottom - child.top) / 2);
        return rounded([[start, parent.bottom], [start, bend], [trunk, bend], [trunk, across], [child.left, across]]);
    });
}

/** A line through the points with rounded corners. @param {number[][]} points @returns {string} */
export function rounded(points) {
    const kept = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
    let path = `M${at(kept[0])}`;
    for (let i = 1; i < kept.length - 1; i++) {
        const [before, corner, after] = [kept[i - 1], kept[i], kept[i + 1]];
        const reach = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
        path += `L${at(toward(corner, before, reach))}Q${at(corner)} ${at(toward(corner, after, reach))}`;
    }
    return `${path}L${at(kept[kept.length - 1])}`;
}

const at = (/** @type {number[]} */ p) => `${Math.round(p[0] * 10) / 10} ${Math.round(p[1] * 10) / 10}`;
const distance = (/** @type {number[]} */ a, /** @type {number[]} */ b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** @param {number[]} from @param {number[]} to @param {number} length */
function toward(from, to, length) {
    const whole = distance(from, to) || 1;
    return [from[0] + ((to[0] - from[0]) * length) / whole, from[1] + ((to[1] - from[1]) * length) / whole];
}
