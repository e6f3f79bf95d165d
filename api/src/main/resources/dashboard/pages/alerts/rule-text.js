/**
 * Puts one rule into the text of a definition, or takes it out, and leaves every other byte as it was: comments, order, blank
 * lines, line ends. What cannot be edited so for certain is refused.
 *
 *     alerts:                ◀── section, found at the left margin
 *       # a comment              stays
 *       orders_low:          ◀── entry, from its key to its last line that says something
 *         metric: orders
 *                            ◀── stays
 *     maintenance:           ◀── the next key at the left margin ends the section
 */

const KEY = /^( *)(?:"([^"]*)"|'([^']*)'|([^\s"'#&*!|>%@`{[\]},?:-][^\s:#]*))\s*:(?=\s|$)(.*)$/;
const SAYS_NOTHING = /^\s*(?:#.*)?$/;
const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;
const USUAL_INDENT = 2;

/** Why a text was not edited: `flow` the section stands in braces, `odd` its lines are not what was expected, `shared` another place refers to the entry. */
export class Unsafe extends Error {
    /** @param {'flow' | 'odd' | 'shared'} why @param {number} line counted from 1 */
    constructor(why, line) {
        super(`the text cannot be edited safely, why=${why}, line=${line}`);
        this.why = why;
        this.line = line;
    }
}

/**
 * The text with the rule in the section `alerts`: in the place of the entry of the same id, else after the last one.
 *
 * @param {string} text a definition
 * @param {string} rule `id:` and, indented, what the rule says
 */
export function put(text, rule) {
    const id = idOf(rule);
    if (id === null) throw new Unsafe('odd', 1);
    const doc = read(text);
    const section = sectionOf(doc, 'alerts');
    if (!section) return append(doc, rule);
    if (section.empty) return openSection(doc, section, rule);
    const entries = entriesOf(doc, section);
    const mine = entries.find((entry) => entry.id === id);
    const indent = entries[0].indent;
    const lines = shifted(rule, indent);
    if (mine) return write(doc, mine.from, mine.to, lines, true);
    const after = entries[entries.length - 1].to;
    return write(doc, after, after, lines);
}

/** The text without that rule. @param {string} text @param {string} id */
export function remove(text, id) {
    const doc = read(text);
    const section = sectionOf(doc, 'alerts');
    const entries = section && !section.empty ? entriesOf(doc, section) : [];
    const mine = entries.find((entry) => entry.id === id);
    if (!section || !mine) throw new Unsafe('odd', 1);
    if (entries.length > 1) return write(doc, mine.from, mine.to, [], true);
    const head = doc.lines[section.at].replace(/:(?=\s|$)/, ': {}');
    const rest = doc.lines.slice(section.at + 1, mine.from);
    return write(doc, section.at, mine.to, [head, ...rest], true);
}

/** The entry of a rule as it stands, moved to the left margin; null when it is not there or cannot be told. @param {string} text @param {string} id */
export function entryText(text, id) {
    try {
        const doc = read(text);
        const section = sectionOf(doc, 'alerts');
        const mine = section && !section.empty ? entriesOf(doc, section).find((entry) => entry.id === id) : undefined;
        return mine ? doc.lines.slice(mine.from, mine.to).map((line) => line.slice(Math.min(mine.indent, indentOf(line)))).join('\n') : null;
    } catch (unsafe) {
        if (unsafe instanceof Unsafe) return null;
        throw unsafe;
    }
}

/** The lines of a section with its key, "" when there is none. @param {string} text @param {string} key */
export function sectionText(text, key) {
    const lines = text.split(/\r?\n/);
    const at = lines.findIndex((line) => keyOf(line)?.key === key && indentOf(line) === 0);
    return at < 0 ? '' : lines.slice(at, lastSaying(lines, at, endOf(lines, at))).join('\n');
}

/** The id that an entry's text begins with. @param {string} rule @returns {string | null} */
export function idOf(rule) {
    const first = rule.split(/\r?\n/).find((line) => !SAYS_NOTHING.test(line));
    return first === undefined ? null : (keyOf(first)?.key ?? null);
}

/** @param {string} text */
function read(text) {
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = text.split(end);
    const marks = lines.flatMap((line, i) => (DOCUMENT_MARK.test(line) ? [i] : []));
    const begins = lines.findIndex((line) => !SAYS_NOTHING.test(line) && !line.startsWith('%'));
    const odd = marks.find((i) => i !== begins);
    if (odd !== undefined) throw new Unsafe('odd', odd + 1);
    if (begins >= 0 && DOCUMENT_MARK.test(lines[begins]) && !/^---\s*(?:#.*)?$/.test(lines[begins])) throw new Unsafe('odd', begins + 1);
    const body = lines.findIndex((line, i) => i >= Math.max(begins, 0) && !SAYS_NOTHING.test(line) && !DOCUMENT_MARK.test(line));
    if (body >= 0 && (!keyOf(lines[body]) || indentOf(lines[body]) > 0)) throw new Unsafe(/^\s*\{/.test(lines[body]) ? 'flow' : 'odd', body + 1);
    return { lines, end };
}

/** @typedef {ReturnType<typeof read>} Doc */

/** @param {string} line */
function indentOf(line) {
    return line.length - line.trimStart().length;
}

/** @param {string} line @returns {{key: string, rest: string} | null} */
function keyOf(line) {
    const found = KEY.exec(line);
    return found && { key: found[2] ?? found[3] ?? found[4], rest: found[5].replace(/(?:^|\s)#.*$/, '').trim() };
}

/** The first line after a key at the left margin that stands there, too. @param {string[]} lines @param {number} at */
function endOf(lines, at) {
    const next = lines.findIndex((line, i) => i > at && !SAYS_NOTHING.test(line) && indentOf(line) === 0);
    return next < 0 ? lines.length : next;
}

/** The line after the last one that says something. @param {string[]} lines @param {number} from @param {number} to */
function lastSaying(lines, from, to) {
    let last = to;
    while (last > from + 1 && SAYS_NOTHING.test(lines[last - 1])) last--;
    return last;
}

/** @param {Doc} doc @param {string} key @returns {{at: number, to: number, empty: boolean} | null} */
function sectionOf({ lines }, key) {
    const found = lines.flatMap((line, i) => (indentOf(line) === 0 && keyOf(line)?.key === key ? [i] : []));
    if (!found.length) return null;
    if (found.length > 1) throw new Unsafe('odd', found[1] + 1);
    const [at] = found;
    const rest = keyOf(lines[at])?.rest ?? '';
    const to = endOf(lines, at);
    if (to < lines.length && !keyOf(lines[to]) && !DOCUMENT_MARK.test(lines[to])) throw new Unsafe('odd', to + 1);
    const saying = lines.slice(at + 1, to).some((line) => !SAYS_NOTHING.test(line));
    const nothing = /^(?:\{\s*\}|~|null)?$/.test(rest);
    if (!nothing || (rest !== '' && saying)) throw new Unsafe(/^[{[]/.test(rest) ? 'flow' : 'odd', at + 1);
    return { at, to, empty: !saying };
}

/** @param {Doc} doc @param {{at: number, to: number}} section @returns {{id: string, indent: number, from: number, to: number}[]} */
function entriesOf({ lines }, { at, to }) {
    const saying = lines.flatMap((line, i) => (i > at && i < to && !SAYS_NOTHING.test(line) ? [i] : []));
    const indent = indentOf(lines[saying[0]]);
    const tab = saying.find((i) => /^ *\t/.test(lines[i]));
    if (tab !== undefined) throw new Unsafe('odd', tab + 1);
    const keys = saying.filter((i) => indentOf(lines[i]) <= indent);
    return keys.map((from, i) => {
        const id = keyOf(lines[from])?.key;
        if (id === undefined || indentOf(lines[from]) !== indent) throw new Unsafe('odd', from + 1);
        const end = lastSaying(lines, from, keys[i + 1] ?? to);
        return { id, indent, from, to: withOwnComments(lines, end, keys[i + 1] ?? to, indent) };
    });
}

/** Comments that stand deeper than an entry's key belong to it, also after its last key. @param {string[]} lines @param {number} from @param {number} to @param {number} indent */
function withOwnComments(lines, from, to, indent) {
    let end = from;
    while (end < to && lines[end].trim() !== '' && indentOf(lines[end]) > indent) end++;
    return end;
}

/** @param {string} line */
function unquoted(line) {
    return line.replace(/"[^"]*"|'[^']*'/g, '').replace(/(?:^|\s)#.*$/, '');
}

/** @param {string} rule @param {number} indent */
function shifted(rule, indent) {
    const lines = rule.replace(/\s+$/, '').split(/\r?\n/);
    const own = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
    return lines.map((line) => (line.trim() === '' ? '' : ' '.repeat(indent) + line.slice(own)));
}

/** @param {Doc} doc @param {string} rule */
function append({ lines, end }, rule) {
    const last = lastSaying(lines, -1, lines.length);
    const kept = lines.slice(0, last);
    const after = lines.slice(last);
    const added = [...(kept.length ? [''] : []), 'alerts:', ...shifted(rule, USUAL_INDENT)];
    return [...kept, ...added, ...(after.length ? after : [''])].join(end);
}

/** @param {Doc} doc @param {{at: number, to: number}} section @param {string} rule */
function openSection(doc, { at }, rule) {
    const head = doc.lines[at].replace(/:(\s*)(?:\{\s*\}|~|null)(?=\s|$)/, ':');
    return write(doc, at, at + 1, [head, ...shifted(rule, USUAL_INDENT)]);
}

/** @param {Doc} doc @param {number} from @param {number} to @param {string[]} instead @param {boolean} [takesOut] whether an entry goes: nothing else may refer to it */
function write({ lines, end }, from, to, instead, takesOut = false) {
    const anchor = takesOut ? lines.slice(from, to).findIndex((line) => /(?:^|[\s:,[{])&\S/.test(unquoted(line))) : -1;
    if (anchor >= 0) throw new Unsafe('shared', from + anchor + 1);
    const tail = to >= lines.length ? [''] : []; // the text's last line had no end
    return [...lines.slice(0, from), ...instead, ...lines.slice(to), ...tail].join(end);
}
