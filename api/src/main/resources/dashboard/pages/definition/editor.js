import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import { t } from '../../words/i18n.js';
import { indent, insert, newLine, outdent } from './keys.js';
import { tokens } from './yaml.js';

const ROW_PIXELS = 20;

/** @typedef {{line: number, column: number, rule: string, fix: string}} Problem */

/**
 * A small editor for the definition's text: the browser's own textarea, with line numbers beside it and colours behind it.
 * Only the lines in sight are painted, so that a long file types as fast as a short one. It says `edited` with the text.
 *
 *     ┌ gutter ┬ stage ─────────────────────┐
 *     │   12   │ textarea (its text unseen) │  scrolls; gutter and paint follow
 *     │   13 ! │ paint    (behind it)       │
 *     └────────┴────────────────────────────┘
 */
class Editor extends View {
    static properties = {
        text: { attribute: false },
        problems: { attribute: false },
        top: { state: true },
        rows: { state: true },
    };

    #resize = new ResizeObserver(() => this.#measure());
    /** Escape was the last key: Tab then leaves, as everywhere else on the page. */
    #leaving = false;
    /** @type {{of: string, lines: string[]}} */
    #cut = { of: '', lines: [''] };

    constructor() {
        super();
        this.text = '';
        /** @type {Problem[]} */
        this.problems = [];
        this.top = 0;
        this.rows = 40;
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#resize.disconnect();
    }

    render() {
        const lines = this.#lines();
        const numbers = [...lines.slice(this.top, this.top + this.rows).keys()].map((i) => this.top + i + 1);
        const wrong = new Map(this.problems.map((problem) => [problem.line, problem]));
        return html`
            <div class="text-editor" .style=${`--row: ${ROW_PIXELS}px; --digits: ${String(lines.length).length}`}>
                <div class="gutter" aria-hidden="true">
                    <div class="painted">${numbers.map((n) => html`<div class=${wrong.has(n) ? 'is-wrong' : ''}>${wrong.has(n) ? html`<b>!</b>` : nothing}${n}</div>`)}</div>
                </div>
                <div class="stage">
                    <pre class="painted" aria-hidden="true">${numbers.map((n) => html`<div>${line(lines[n - 1], wrong.get(n))}</div>`)}</pre>
                    <textarea
                        wrap="off"
                        spellcheck="false"
                        autocapitalize="off"
                        autocomplete="off"
                        aria-label=${t('define.text')}
                        aria-describedby="editor-keys define-says"
                        aria-invalid=${this.problems.length ? 'true' : 'false'}
                        @input=${() => this.#edited()}
                        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
                        @scroll=${() => this.#follow()}
                        @focus=${() => (this.#leaving = false)}
                    ></textarea>
                </div>
            </div>
            <p class="faint" id="editor-keys">${t('define.keys')}</p>
        `;
    }

    firstUpdated() {
        this.#resize.observe(this.#box());
    }

    updated() {
        const box = this.#box();
        if (box.value !== this.text) box.value = this.text;
    }

    /** Puts another text in the place of all; undo brings back what there was. @param {string} text */
    replace(text) {
        const box = this.#box();
        box.focus({ preventScroll: true });
        box.select();
        insert(box, text);
        box.setSelectionRange(0, 0);
        box.scrollTo(0, 0);
    }

    /** @param {number} line from 1 @param {number} [column] from 1 */
    goTo(line, column = 1) {
        const box = this.#box();
        const lines = this.#lines();
        const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
        const at = before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
        box.focus({ preventScroll: true });
        box.setSelectionRange(at, at);
        box.scrollTo(0, Math.max(0, (line - 1) * ROW_PIXELS - box.clientHeight / 3));
        this.scrollIntoView({ block: 'nearest' });
        this.#follow();
    }

    #box() {
        return /** @type {HTMLTextAreaElement} */ (this.querySelector('textarea'));
    }

    #lines() {
        if (this.#cut.of !== this.text) this.#cut = { of: this.text, lines: this.text.split('\n') };
        return this.#cut.lines;
    }

    #edited() {
        this.text = this.#box().value;
        this.dispatchEvent(new CustomEvent('edited', { detail: this.text }));
    }

    #measure() {
        this.rows = Math.ceil(this.#box().clientHeight / ROW_PIXELS) + 2;
        this.#follow();
    }

    /** Gutter and paint stand where the textarea was scrolled to. */
    #follow() {
        const { scrollTop, scrollLeft } = this.#box();
        this.top = Math.floor(scrollTop / ROW_PIXELS);
        const editor = /** @type {HTMLElement} */ (this.querySelector('.text-editor'));
        editor.style.setProperty('--scrolled-y', `${this.top * ROW_PIXELS - scrollTop}px`);
        editor.style.setProperty('--scrolled-x', `${-scrollLeft}px`);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        const box = this.#box();
        const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
        if (event.key === 'Tab' && plain && !this.#leaving) {
            event.preventDefault();
            if (event.shiftKey) outdent(box);
            else indent(box);
        } else if (event.key === 'Enter' && plain && !event.shiftKey) {
            event.preventDefault();
            newLine(box);
        }
        if (event.key !== 'Shift') this.#leaving = event.key === 'Escape';
    }
}

/** One line in its colours, underlined from where it is wrong. @param {string} text @param {Problem | undefined} wrong */
function line(text, wrong) {
    const coloured = tokens(text).map(({ text: piece, look }) => (look ? html`<span class="is-${look}">${piece}</span>` : piece));
    if (!wrong) return coloured.length ? coloured : '\u200b';
    const from = Math.min(wrong.column - 1, Math.max(0, text.length - 1));
    const length = /^[\w.%-]+/.exec(text.slice(from))?.[0].length ?? 1;
    return html`<i class="wrong">${text.slice(0, from)}<u>${text.slice(from, from + length) || ' '}</u></i>${coloured}`;
}

customElements.define('ps-editor', Editor);
