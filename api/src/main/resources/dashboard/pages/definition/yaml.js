/**
 * Light colours for YAML, line by line: enough to see keys, texts and comments apart. What is right is for the server to
 * say, so a text over several lines is coloured as if each stood alone.
 *
 * @typedef {'key' | 'text' | 'number' | 'comment' | 'mark' | ''} Look
 * @typedef {{text: string, look: Look}} Token
 */

/** Tried in this order at each place. @type {[RegExp, Look][]} */
const TOKENS = [
    [/\s+/y, ''],
    [/(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[A-Za-z_][\w./-]*)(?=\s*:(?:\s|$))/y, 'key'],
    [/"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?/y, 'text'],
    [/(?<=[:[,]\s*)(?:-?\d+(?:\.\d+)?(?:ms|[smhd%])?|true|false|null)(?=\s*(?:[,}\]#]|$))/y, 'number'],
    [/[{}[\],:]|-(?=\s)/y, 'mark'],
    [/[^\s{}[\],:"']+|./y, ''],
];
/** Only at the line's beginning and behind a space. @type {[RegExp, Look]} */
const COMMENT = [/#.*/y, 'comment'];

/** @param {string} line @returns {Token[]} that make up the line */
export function tokens(line) {
    const found = /** @type {Token[]} */ ([]);
    for (let at = 0; at < line.length; at += /** @type {Token} */ (found.at(-1)).text.length) found.push(tokenAt(line, at));
    return found;
}

/** @param {string} line @param {number} at @returns {Token} */
function tokenAt(line, at) {
    const begins = at === 0 || /\s/.test(line[at - 1]);
    for (const [what, look] of begins ? [COMMENT, ...TOKENS] : TOKENS) {
        what.lastIndex = at;
        const text = what.exec(line)?.[0];
        if (text) return { text, look };
    }
    return { text: line.slice(at), look: '' };
}
