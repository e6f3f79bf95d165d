/**
 * Where a text stops being one JSON object. Browsers word and place this differently, and some do not place it at all; and
 * the server refuses a key that stands twice, which they let pass.
 *
 * @typedef {'object' | 'key' | 'twice' | 'colon' | 'comma' | 'value' | 'string' | 'control' | 'escape' | 'end' | 'more'} Rule
 * @typedef {{at: number, line: number, column: number, rule: Rule}} Mistake at counts characters from 0, line and column from 1
 */

class Stop extends Error {
    /** @param {Rule} rule @param {number} at */
    constructor(rule, at) {
        super(rule);
        this.rule = rule;
        this.at = at;
    }
}

/** @param {string} text @returns {Mistake | null} the first one, null when there is none */
export function mistakeIn(text) {
    try {
        new Reader(text).whole();
        return null;
    } catch (stop) {
        if (!(stop instanceof Stop)) throw stop;
        const before = text.slice(0, stop.at).split('\n');
        return { at: stop.at, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, rule: stop.rule };
    }
}

const SPACE = /[ \t\n\r]*/y;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Reads once through a text, as RFC 8259 has it. */
class Reader {
    #at = 0;

    /** @param {string} text */
    constructor(text) {
        this.text = text;
    }

    whole() {
        this.#take(SPACE);
        if (this.#next() !== '{') this.#stop('object');
        this.#value();
        this.#take(SPACE);
        if (this.#at < this.text.length) this.#stop('more');
    }

    #value() {
        const next = this.#next();
        if (next === '{') this.#object();
        else if (next === '[') this.#list(']', () => this.#value());
        else if (next === '"') this.#string();
        else if (!this.#take(LITERAL)) this.#stop('value');
    }

    #object() {
        const keys = new Set();
        this.#list('}', () => {
            const at = this.#at;
            if (this.#next() !== '"') this.#stop('key');
            const key = JSON.parse(this.#string());
            if (keys.has(key)) throw new Stop('twice', at);
            keys.add(key);
            this.#take(SPACE);
            if (this.#next() !== ':') this.#stop('colon');
            this.#at++;
            this.#take(SPACE);
            this.#value();
        });
    }

    /** What stands between brackets, with commas. @param {string} end @param {() => void} one */
    #list(end, one) {
        this.#at++;
        this.#take(SPACE);
        if (this.#next() === end) {
            this.#at++;
            return;
        }
        for (;;) {
            one();
            this.#take(SPACE);
            const next = this.#next();
            if (next === end) break;
            if (next !== ',') this.#stop('comma');
            this.#at++;
            this.#take(SPACE);
        }
        this.#at++;
    }

    /** @returns {string} with its quotes */
    #string() {
        const from = this.#at++;
        for (;;) {
            this.#take(PLAIN);
            const next = this.text[this.#at];
            if (next === '"') return this.text.slice(from, ++this.#at);
            if (next === undefined) throw new Stop('string', from);
            if (next !== '\\') this.#stop('control');
            if (!this.#take(ESCAPE)) this.#stop('escape');
        }
    }

    #next() {
        return this.text[this.#at];
    }

    /** @param {RegExp} what sticky */
    #take(what) {
        what.lastIndex = this.#at;
        const found = what.exec(this.text);
        if (found) this.#at += found[0].length;
        return found !== null;
    }

    /** @param {Rule} rule @returns {never} */
    #stop(rule) {
        throw new Stop(this.#at >= this.text.length ? 'end' : rule, this.#at);
    }
}
