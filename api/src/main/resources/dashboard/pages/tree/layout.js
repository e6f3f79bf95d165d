/**
 * From a definition to the shape of the tree on the page: every metric stands in exactly one place, nearest to the
 * north star first, and is referred to from the others.
 *
 * @typedef {import('../../state/types.js').Definition} Definition
 * @typedef {'component' | 'influence' | 'input'} EdgeType
 *
 * @typedef {object} Branch
 * @property {string} metric
 * @property {boolean} reference the metric stands elsewhere; here is only its name
 * @property {string | null} sign of an influence: positive or negative
 * @property {number} lagMillis of an influence
 * @property {string | null} guards what a guardrail protects
 * @property {Branch[]} inputs leaves that only feed this metric's ratio or formula
 * @property {Group[]} groups
 * @property {number} leaves how many cards wide the branch is
 * @property {number} below how many metrics stand below it
 *
 * @typedef {object} Group
 * @property {EdgeType} type
 * @property {string | null} formula of components
 * @property {Branch[]} branches
 * @property {boolean} stacked one below the other rather than side by side: what moves a metric that is not the north star
 */

/** @param {string} metric @returns {Branch} */
function branch(metric, more = {}) {
    return { metric, reference: false, sign: null, lagMillis: 0, guards: null, inputs: [], groups: [], leaves: 1, below: 0, ...more };
}

/**
 * @param {Definition} definition
 * @returns {{root: Branch, guardrails: Branch[]}}
 */
export function layout(definition) {
    const known = new Set(definition.metrics.map((metric) => metric.id));
    const placed = new Set([definition.northStar]);
    /** @type {Branch[]} */
    const grown = [];

    /** Adds a child once; where it stands already, a reference. */
    const child = (/** @type {string} */ metric, more = {}) => {
        const reference = placed.has(metric);
        placed.add(metric);
        return branch(metric, { reference, ...more });
    };

    /** Breadth first, so that a shared metric stands as near to the north star as it can. */
    const grow = (/** @type {Branch[]} */ from) => {
        for (let queue = [...from]; queue.length; ) {
            const parent = /** @type {Branch} */ (queue.shift());
            grown.push(parent);
            for (const component of definition.components.filter((c) => c.parent === parent.metric)) {
                const branches = component.children.filter((id) => known.has(id)).map((id) => child(id));
                parent.groups.push({ type: 'component', formula: component.formula, branches, stacked: false });
            }
            const drivers = definition.influences.filter((i) => i.target === parent.metric && known.has(i.driver));
            if (drivers.length) {
                const branches = drivers.map((i) => child(i.driver, { sign: i.sign, lagMillis: i.lagMillis }));
                parent.groups.push({ type: 'influence', formula: null, branches, stacked: parent.metric !== definition.northStar });
            }
            queue.push(...parent.groups.flatMap((group) => group.branches).filter((b) => !b.reference));
        }
    };

    const root = branch(definition.northStar);
    grow([root]);
    const guardrails = definition.guardrails
        .filter((g) => known.has(g.metric) && !placed.has(g.metric))
        .map((g) => child(g.metric, { guards: g.guards }));
    grow(guardrails);
    growInputs(definition, grown, placed, child, grow);
    [root, ...guardrails].forEach(measure);
    return { root, guardrails };
}

/** What is left feeds a ratio or a formula: it stands with the first metric that uses it. */
function growInputs(
    /** @type {Definition} */ definition,
    /** @type {Branch[]} */ grown,
    /** @type {Set<string>} */ placed,
    /** @type {(metric: string) => Branch} */ child,
    /** @type {(from: Branch[]) => void} */ grow,
) {
    const metrics = new Map(definition.metrics.map((metric) => [metric.id, metric]));
    for (let i = 0; i < grown.length; i++) {
        const metric = metrics.get(grown[i].metric);
        const inputs = [metric?.numerator, metric?.denominator, ...(metric?.kind === 'derived' ? names(metric.formula).map((name) => metric.earlier?.[name]?.metric ?? name) : [])];
        const missing = [...new Set(inputs)].filter((id) => id && metrics.has(id) && !placed.has(id));
        if (!missing.length) continue;
        const branches = missing.map((id) => child(/** @type {string} */ (id)));
        grow(branches);
        grown[i].inputs.push(...branches.filter((b) => !b.groups.length));
        const wider = branches.filter((b) => b.groups.length);
        if (wider.length) grown[i].groups.push({ type: 'input', formula: null, branches: wider, stacked: false });
    }
}

/** Counts what is below a branch, and how many cards wide it is. @param {Branch} of @returns {number} its leaves */
function measure(of) {
    of.leaves = Math.max(1, of.groups.reduce((sum, group) => sum + columns(group), 0));
    const children = of.groups.flatMap((group) => group.branches);
    of.below = of.inputs.length + children.reduce((sum, child) => sum + 1 + child.below, 0);
    return of.leaves;
}

/** How many cards wide a group is. @param {Group} group */
function columns({ branches, stacked }) {
    const widths = branches.map(measure);
    return stacked ? Math.max(...widths) : widths.reduce((sum, width) => sum + width, 0);
}

/** The metric ids a formula mentions. @param {string | null | undefined} formula @returns {string[]} */
export function names(formula) {
    return pieces(formula).filter((piece) => piece.name).map((piece) => piece.text);
}

/**
 * A formula cut into names and what stands between them, signs in their typographic form.
 *
 * @param {string | null | undefined} formula
 * @returns {{text: string, name: boolean}[]}
 */
export function pieces(formula) {
    const parts = (formula ?? '').match(/[a-z][a-z0-9_.]*(?!\w*\s*\()|[^a-z]+|[a-z]+/gi) ?? [];
    return parts.map((text) => {
        const name = /^[a-z]/i.test(text) && !/^(min|max|abs|coalesce)$/.test(text);
        return { name, text: name ? text : text.replaceAll('*', '×').replaceAll('/', '÷').replaceAll('-', '−') };
    });
}
