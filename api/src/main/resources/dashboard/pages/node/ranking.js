/**
 * In which order segments stand.
 *
 * @typedef {import('../../state/types.js').Segment} Segment
 * @typedef {'value' | 'change' | 'name'} Sort
 */
import { store } from '../../state/store.js';
import { nameOf } from './cuts.js';

/** @type {Sort[]} */
export const SORTS = ['value', 'change', 'name'];

/** @param {string | undefined} sort @returns {sort is Sort} */
export function isSort(sort) {
    return SORTS.some((known) => known === sort);
}

/** What is left beyond the largest stands last, whatever the order. @param {Segment[]} segments @param {Sort} sort @returns {Segment[]} */
export function sorted(segments, sort) {
    const collator = new Intl.Collator(store.state.language, { numeric: true });
    const orders = {
        value: (/** @type {Segment} */ a, /** @type {Segment} */ b) => (b.value ?? -Infinity) - (a.value ?? -Infinity),
        change: (/** @type {Segment} */ a, /** @type {Segment} */ b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)),
        name: (/** @type {Segment} */ a, /** @type {Segment} */ b) => collator.compare(nameOf(a), nameOf(b)),
    };
    const named = segments.filter((segment) => !segment.remainder);
    return [...named.sort(orders[sort]), ...segments.filter((segment) => segment.remainder)];
}

/** 0 where there is nothing to compare with. @param {Segment} segment */
function changeOf({ value, previous }) {
    return value === null || (previous?.value ?? null) === null ? 0 : value - (previous?.value ?? 0);
}
