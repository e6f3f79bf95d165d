/**
 * A definition that is being written and not in force yet. It stays in this tab over going to another page and over a
 * reload, and the browser asks before the tab is closed on it.
 *
 * @typedef {{text: string, base: string}} Draft base is the version that was in force when it was begun
 */

const KEY = 'polestar.definition.draft';

/** Only for the time being where storage is blocked. @type {Draft | null} */
let draft = read();
if (draft) addEventListener('beforeunload', ask);

/** @returns {Draft | null} */
function read() {
    try {
        const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
        return typeof kept?.text === 'string' && typeof kept.base === 'string' ? kept : null;
    } catch {
        return null;
    }
}

/** @returns {Draft | null} */
export function kept() {
    return draft;
}

/** @param {Draft} given */
export function keep(given) {
    if (!draft) addEventListener('beforeunload', ask);
    draft = given;
    write(() => sessionStorage.setItem(KEY, JSON.stringify(given)));
}

export function forget() {
    if (draft) removeEventListener('beforeunload', ask);
    draft = null;
    write(() => sessionStorage.removeItem(KEY));
}

/** @param {() => void} change */
function write(change) {
    try {
        change();
    } catch {
        // storage is blocked or full: the draft lasts as long as the page
    }
}

/** @param {BeforeUnloadEvent} event */
function ask(event) {
    event.preventDefault();
}
