/**
 * A filter by segments as the API writes it: country:France,channel:app. In a value "," is written "\," and "\" is "\\".
 *
 * @typedef {Record<string, string>} Where segment by dimension
 */

/** @param {string | null | undefined} text @returns {Where} */
export function parse(text) {
    /** @type {Where} */
    const where = {};
    for (const part of (text ?? '').match(/(?:\\.|[^,\\])+/g) ?? []) {
        const colon = part.indexOf(':');
        if (colon > 0) where[part.slice(0, colon)] = part.slice(colon + 1).replace(/\\(.)/g, '$1');
    }
    return where;
}

/** @param {Where} where @returns {string} "" for the whole */
export function format(where) {
    return Object.keys(where)
        .sort()
        .map((dimension) => `${dimension}:${where[dimension].replace(/[\\,]/g, '\\$&')}`)
        .join(',');
}
