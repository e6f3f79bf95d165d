/**
 * Where the reader is, kept in the address after the #: #window=7d&metric=orders&by=country&span=28d. A copied address
 * opens the same view, and the browser's back button closes a detail.
 */

/** @returns {{window: string | null, metric: string | null, by: string | null, span: string | null}} */
export function read() {
    const parts = new URLSearchParams(location.hash.slice(1));
    return { window: parts.get('window'), metric: parts.get('metric'), by: parts.get('by'), span: parts.get('span') };
}

/**
 * The address of a view; what is not named stays as it is, null removes it.
 *
 * @param {Record<string, string | null>} changes
 */
export function address(changes) {
    const parts = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of Object.entries(changes)) {
        if (value === null) parts.delete(name);
        else parts.set(name, value);
    }
    return `#${parts}`;
}

/** Goes there as a step the back button undoes. @param {Record<string, string | null>} changes */
export function go(changes) {
    location.hash = address(changes);
}

/** Goes there in place of the present entry. @param {Record<string, string | null>} changes */
export function become(changes) {
    history.replaceState(history.state, '', address(changes));
    dispatchEvent(new HashChangeEvent('hashchange'));
}
