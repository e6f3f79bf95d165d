/** Which branches are folded: it stands in the address, so that a copied one shows the same. */
import * as route from '../../state/route.js';
import { store } from '../../state/store.js';

/** The metrics whose branches are folded. @returns {Set<string>} */
export function folded() {
    return new Set((store.state.route.query.fold ?? '').split(',').filter(Boolean));
}

/** @param {string} metric @param {boolean} shut */
export function fold(metric, shut) {
    const all = folded();
    if (shut) all.add(metric);
    else all.delete(metric);
    route.become(route.here({ fold: [...all].join(',') || null }));
}
