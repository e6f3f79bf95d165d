/**
 * Where the reader is, kept in the address after the #: #/node/orders?window=7d&by=country&where=country:France. A copied
 * address opens the same view, and the browser's back button goes to the one before.
 *
 * @typedef {'tree' | 'node' | 'alerts' | 'sources' | 'definition' | 'board' | 'wall'} Page
 * @typedef {{page: Page, id: string | null, query: Record<string, string>}} Route
 */

/** @type {Page[]} */
export const PAGES = ['tree', 'node', 'alerts', 'sources', 'definition', 'board', 'wall'];
/** What holds for all pages and is carried from one to the next. */
const CARRIED = ['window', 'against'];

/** @returns {Route} */
export function read() {
    const [path, text = ''] = location.hash.slice(1).split('?', 2);
    const [page, id] = path.split('/').filter(Boolean).map(plain);
    return {
        page: PAGES.find((known) => known === page) ?? 'tree',
        id: id ?? null,
        query: Object.fromEntries(new URLSearchParams(text)),
    };
}

/** @param {string} part */
function plain(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part; // a stray % in an address typed by hand
    }
}

/**
 * The address of a page, with what all pages share.
 *
 * @param {Page} page
 * @param {string | null} [id] what the page is about, such as a metric
 * @param {Record<string, string | null>} [query] null leaves out
 */
export function to(page, id = null, query = {}) {
    const here = read();
    const carried = Object.fromEntries(CARRIED.filter((name) => name in here.query).map((name) => [name, here.query[name]]));
    return write(page, id, { ...carried, ...query });
}

/** The address of this page with some of its query changed; null leaves out. @param {Record<string, string | null>} changes */
export function here(changes) {
    const at = read();
    return write(at.page, at.id, { ...at.query, ...changes });
}

/** @param {Page} page @param {string | null} id @param {Record<string, string | null>} query */
function write(page, id, query) {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== null && value !== '') parts.set(name, value);
    const text = parts.toString();
    return `#/${page}${id === null ? '' : `/${encodeURIComponent(id)}`}${text ? `?${text}` : ''}`;
}

/** Goes there as a step the back button undoes. @param {string} address */
export function go(address) {
    location.hash = address;
}

/** Goes there in place of the present entry. @param {string} address */
export function become(address) {
    history.replaceState(history.state, '', address);
    dispatchEvent(new HashChangeEvent('hashchange'));
}
