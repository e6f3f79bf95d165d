/** What the server has been asked and has not answered yet: when that takes long the store says so, until it is answered. */
import { store } from '../state/store.js';

/** Longer than a request takes that nothing is wrong with, shorter than anybody's patience. */
const SLOW_AFTER_MILLIS = 3000;
let late = 0;

/** Something is asked. @returns {() => void} to be called once when it is answered or given up */
export function asked() {
    let isLate = false;
    const timer = setTimeout(() => {
        isLate = true;
        tell(late + 1);
    }, SLOW_AFTER_MILLIS);
    return () => {
        clearTimeout(timer);
        if (isLate) tell(late - 1);
        isLate = false;
    };
}

/** @param {number} now */
function tell(now) {
    late = now;
    if (store.state.slow !== late > 0) store.update({ slow: late > 0 });
}
