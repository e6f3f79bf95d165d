/**
 * One rule's text, read and changed key by key, so that what a form does not know and the comments stay.
 *
 * @typedef {string | string[] | {[key: string]: Value}} Value
 * @typedef {{key: string, from: number, to: number}} Item a key and its lines, [from, to)
 */

const KEY = /^( *)(?:"([^"]*)"|'([^']*)'|([^\s"'#{[\]},:-][^\s:#]*))\s*:(?=\s|$)(.*)$/;
const SAYS_NOTHING = /^\s*(?:#.*)?$/;
/** In this order keys stand in a rule. */
const ORDER = [
    'labels', 'metric', 'window', 'segment', 'each',
    'above', 'below', 'beyond', 'change', 'share', 'target', 'anomaly', 'missing', 'unchanged', 'residual', 'absence', 'guardrail', 'hollow', 'all', 'any', 'not',
    'clear', 'for', 'keepFiringFor', 'once', 'provisional', 'activeHours', 'severity', 'owner', 'tags', 'inhibits', 'sources',
];

/** What a rule's text says, by key; null when it is written in a way that is not read here. @param {string} text @returns {Record<string, Value> | null} */
export function read(text) {
    try {
        const lines = blockLines(text);
        return Object.fromEntries(itemsOf(lines).map(({ key, from, to }) => [key, valueOf(lines.slice(from, to))]));
    } catch (unread) {
        if (unread instanceof Unread) return null;
        throw unread;
    }
}

/** The text with a key saying something else; null takes the key out. @param {string} text @param {string} key @param {Value | null} value */
export function withKey(text, key, value) {
    const lines = blockLines(text);
    const items = itemsOf(lines);
    const indent = items.length ? ' '.repeat(KEY.exec(lines[items[0].from])?.[1].length ?? 2) : '  ';
    const written = value === null ? [] : [`${indent}${key}: ${write(value)}`];
    const mine = items.find((item) => item.key === key);
    if (mine) return [...lines.slice(0, mine.from), ...written, ...lines.slice(mine.to)].join('\n');
    const before = items.filter((item) => ORDER.indexOf(item.key) <= ORDER.indexOf(key) && ORDER.includes(item.key));
    const at = before.at(-1)?.to ?? 1;
    return [...lines.slice(0, at), ...written, ...lines.slice(at)].join('\n');
}

/** The text under another id. @param {string} text @param {string} id */
export function withId(text, id) {
    const lines = blockLines(text);
    return [lines[0].replace(/^[^:]*:/, `${/^[\w.-]+$/.test(id) ? id : JSON.stringify(id)}:`), ...lines.slice(1)].join('\n');
}

/** Which key a line belongs to. @param {string} text @param {number} line counted from 1 @returns {string} "" for none */
export function keyAt(text, line) {
    try {
        return itemsOf(text.split('\n')).find((item) => line > item.from && line <= item.to)?.key ?? '';
    } catch (unread) {
        if (unread instanceof Unread) return '';
        throw unread;
    }
}

/** Text that is not of the plain shape that is read here. */
class Unread extends Error {}

/** The lines with the key alone on the first; an entry in braces is taken apart. @param {string} text */
function blockLines(text) {
    const lines = text.split('\n');
    const head = KEY.exec(lines[0]);
    if (!head || head[1] !== '') throw new Unread();
    const rest = head[5].trim();
    if (!rest.startsWith('{')) return lines;
    const whole = [rest, ...lines.slice(1)].join(' ');
    const value = new Flow(whole).whole();
    if (typeof value === 'string' || Array.isArray(value)) throw new Unread();
    return [`${lines[0].slice(0, lines[0].indexOf('{')).trimEnd()}`, ...Object.entries(value).map(([key, one]) => `  ${key}: ${write(one)}`)];
}

/** @param {string[]} lines @returns {Item[]} */
function itemsOf(lines) {
    const saying = lines.flatMap((line, i) => (i > 0 && !SAYS_NOTHING.test(line) ? [i] : []));
    if (!saying.length) return [];
    const indent = indentOf(lines[saying[0]]);
    if (indent === 0) throw new Unread();
    const keys = saying.filter((i) => indentOf(lines[i]) <= indent && !lines[i].trimStart().startsWith('- '));
    return keys.map((from, i) => {
        const found = KEY.exec(lines[from]);
        if (!found || indentOf(lines[from]) !== indent) throw new Unread();
        const until = keys[i + 1] ?? lines.length;
        const last = saying.filter((at) => at < until).at(-1) ?? from;
        return { key: found[2] ?? found[3] ?? found[4], from, to: last + 1 };
    });
}

/** @param {string[]} lines a key's, with the key @returns {Value} */
function valueOf(lines) {
    const rest = withoutComment(KEY.exec(lines[0])?.[5] ?? '');
    const more = lines.slice(1).filter((line) => !SAYS_NOTHING.test(line)).map(withoutComment);
    if (/^[|>&*!]/.test(rest)) throw new Unread();
    if (/^[{["']/.test(rest)) return new Flow([rest, ...more].join(' ')).whole();
    if (rest) {
        if (more.length) throw new Unread();
        return rest;
    }
    if (!more.length) return '';
    if (more[0].trimStart().startsWith('- ')) return more.map((line) => String(new Flow(line.trim().slice(2)).whole()));
    return Object.fromEntries(itemsOf(['', ...more]).map(({ key, from, to }) => [key, valueOf(['', ...more].slice(from, to))]));
}

/** @param {string} line */
function withoutComment(line) {
    const quoted = /^((?:[^"'#]|"[^"]*"|'[^']*'|(?<=\S)#)*?)(?:\s#.*)?$/.exec(line);
    return (quoted ? quoted[1] : line).trimEnd().replace(/^ (?=\S)/, '');
}

/** @param {string} line */
function indentOf(line) {
    return line.length - line.trimStart().length;
}

/** Reads values in braces, brackets and quotes. */
class Flow {
    #text;
    #at = 0;

    /** @param {string} text */
    constructor(text) {
        this.#text = text;
    }

    /** @returns {Value} */
    whole() {
        const value = this.#value(/[]/);
        this.#blank();
        if (this.#at < this.#text.length) throw new Unread();
        return value;
    }

    /** @param {RegExp} ends what ends a plain text @returns {Value} */
    #value(ends) {
        this.#blank();
        const first = this.#text[this.#at];
        if (first === '{') return this.#map();
        if (first === '[') return this.#list();
        if (first === '"' || first === "'") return this.#quoted(first);
        const from = this.#at;
        while (this.#at < this.#text.length && !ends.test(this.#text[this.#at])) this.#at++;
        return this.#text.slice(from, this.#at).trim();
    }

    #map() {
        /** @type {{[key: string]: Value}} */
        const map = {};
        while (this.#goOn('}')) {
            const key = String(this.#value(/[:,}]/));
            this.#expect(':');
            map[key] = this.#value(/[,}]/);
        }
        return map;
    }

    #list() {
        /** @type {string[]} */
        const list = [];
        while (this.#goOn(']')) list.push(String(this.#value(/[,\]]/)));
        return list;
    }

    /** Steps over what opens or separates; false when it ends there. @param {string} close */
    #goOn(close) {
        this.#blank();
        const sign = this.#text[this.#at++];
        if (sign === close) return false;
        if (!['{', '[', ','].includes(sign)) throw new Unread();
        this.#blank();
        if (this.#text[this.#at] !== close) return true;
        this.#at++;
        return false;
    }

    /** @param {string} quote */
    #quoted(quote) {
        const found = (quote === '"' ? /"(?:[^"\\]|\\.)*"/y : /'(?:[^']|'')*'/y);
        found.lastIndex = this.#at;
        const text = found.exec(this.#text)?.[0];
        if (text === undefined) throw new Unread();
        this.#at += text.length;
        this.#blank();
        return quote === '"' ? JSON.parse(text) : text.slice(1, -1).replaceAll("''", "'");
    }

    /** @param {string} sign */
    #expect(sign) {
        this.#blank();
        if (this.#text[this.#at] !== sign) throw new Unread();
        this.#at++;
    }

    #blank() {
        while (this.#text[this.#at] === ' ') this.#at++;
    }
}

/** @param {Value} value @returns {string} */
function write(value) {
    if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`;
    if (typeof value === 'string') return scalar(value);
    return `{${Object.entries(value).map(([key, one]) => `${scalar(key)}: ${write(one)}`).join(', ')}}`;
}

/** Plain where nothing in it means something else. @param {string} text */
function scalar(text) {
    const plain = /^-?[\p{L}\p{N}_.][\p{L}\p{N}_ .@%/*+-]*$/u.test(text) && !text.endsWith(' ');
    return plain && !/^(?:yes|no|on|off|null|~)$/i.test(text) ? text : JSON.stringify(text);
}
