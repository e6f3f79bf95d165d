/**
 * The cards of a board as its address writes them: `orders,revenue:7d,orders:7d:country~France,buyers:::wide`. A card is
 * metric:window:filters:size, of which all but the metric may be left out; filters are dimension~segment with ";" between.
 * Whatever else stands in a part is percent-encoded, so that a segment may contain any of the signs.
 *
 * @typedef {object} Card
 * @property {string} metric
 * @property {string | null} window its own, null to follow the page's
 * @property {import('../../state/where.js').Where} where
 * @property {boolean} wide
 */

/** A link is at most some thousand characters long, and a connection hears at most 256 topics. */
export const MOST_CARDS = 48;
const WIDE = 'wide';

/** @param {string | null | undefined} text @returns {Card[]} each once, in the address's order */
export function parse(text) {
    const cards = (text ?? '').split(',').filter(Boolean).map(one);
    const seen = new Map(cards.filter((card) => card.metric).map((card) => [keyOf(card), card]));
    return [...seen.values()];
}

/** @param {string} text @returns {Card} */
function one(text) {
    const [metric, window = '', filters = '', size = ''] = text.split(':');
    const pairs = filters.split(';').filter(Boolean).map((filter) => filter.split('~').map(plain));
    return {
        metric: plain(metric),
        window: plain(window) || null,
        where: Object.fromEntries(pairs.filter((pair) => pair.length === 2)),
        wide: size === WIDE,
    };
}

/** @param {Card[]} cards */
export function format(cards) {
    return cards.map(write).join(',');
}

/** @param {Card} card */
function write({ metric, window, where, wide }) {
    const filters = Object.entries(where).map((pair) => pair.map(safe).join('~')).join(';');
    return [safe(metric), safe(window ?? ''), filters, wide ? WIDE : ''].join(':').replace(/:+$/, '');
}

/** What a card is about, whatever its size: a board shows it once. @param {Card} card */
export function keyOf(card) {
    return write({ ...card, wide: false });
}

/** @param {string} text */
function safe(text) {
    return encodeURIComponent(text).replaceAll('~', '%7E');
}

/** @param {string} text */
function plain(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text; // a stray % in an address typed by hand
    }
}
