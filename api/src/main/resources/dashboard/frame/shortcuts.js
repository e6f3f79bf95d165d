/**
 * The page's keys: one for each thing that can be done from anywhere, `g` and a second one for each page. They are never
 * taken from a field, a dialog, or together with Ctrl, Alt or Meta. The wall has keys of its own.
 */
import * as route from '../state/route.js';
import { store } from '../state/store.js';

/** @type {Record<string, import('../state/route.js').Page>} after g */
export const PAGE_KEYS = { t: 'tree', a: 'alerts', s: 'sources', d: 'definition', b: 'board' };
/** How long after g the second key may come. */
const SECOND_WITHIN_MILLIS = 1500;

/** @type {Record<string, () => void>} */
const ACTS = {
    '/': search,
    a: () => store.update({ dialog: 'annotate' }),
    w: () => route.go(route.to('wall')),
    '?': () => store.update({ dialog: 'help' }),
};

let leadAtMillis = -Infinity;

/** Listens from now on. */
export function listen() {
    addEventListener('keydown', hear);
}

/** @param {KeyboardEvent} event */
function hear(event) {
    if (store.state.route.page === 'wall' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const led = performance.now() - leadAtMillis < SECOND_WITHIN_MILLIS;
    leadAtMillis = !led && event.key === 'g' ? performance.now() : -Infinity;
    const page = led ? PAGE_KEYS[event.key] : undefined;
    if (page) route.go(route.to(page));
    else if (!led && event.key in ACTS) ACTS[event.key]();
    else return;
    event.preventDefault();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
    const typing = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]';
    return document.querySelector('dialog:modal') !== null || (target instanceof Element && target.closest(typing) !== null);
}

/** Goes to the page's search field; from a page that has none, to the tree's. */
function search() {
    const field = /** @type {HTMLElement | null} */ (document.querySelector('main input[type="search"]'));
    if (field) field.focus();
    else route.go(route.to('tree'));
}
