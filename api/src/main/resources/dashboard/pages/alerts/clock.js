import { store } from '../../state/store.js';

/** The data's clock, epoch milliseconds: by it alerts last and silences end. NaN before the first reading. */
export function clockMillis() {
    return Date.parse(store.state.tree?.trust.clock ?? store.state.alerts?.trust?.clock ?? '');
}
