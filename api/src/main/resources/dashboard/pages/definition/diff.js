import { html, nothing } from 'lit';
import { View } from '../../parts/element.js';
import { Watch } from '../../state/store.js';
import { plural, t } from '../../words/i18n.js';
import { difference } from './lines.js';

/** @typedef {import('./lines.js').Line} Line */

/** So many unchanged lines stay beside a change. */
const AROUND = 3;
/** Two texts side by side need so much room. */
const WIDE = matchMedia('(min-width: 1100px)');

/** Two texts compared: side by side where there is room, else one below the other; what is alike is folded. */
class Diff extends View {
    static properties = { was: { attribute: false }, is: { attribute: false } };

    /** @type {{was: string, is: string, lines: Line[]}} */
    #compared = { was: '', is: '', lines: [] };
    /** @type {Set<number>} index of the first line of each fold that was opened */
    #open = new Set();
    #turned = () => this.requestUpdate();

    constructor() {
        super();
        this.was = '';
        this.is = '';
        new Watch(this, 'words');
    }

    connectedCallback() {
        super.connectedCallback();
        WIDE.addEventListener('change', this.#turned);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        WIDE.removeEventListener('change', this.#turned);
    }

    willUpdate() {
        const { was, is } = this;
        if (was === this.#compared.was && is === this.#compared.is) return;
        this.#compared = { was, is, lines: difference(was, is) };
        this.#open.clear();
    }

    render() {
        const wide = WIDE.matches;
        return html`
            <div class="scroll">
                <table class="diff ${wide ? 'is-wide' : ''}">
                    <caption class="unseen">${t('define.diff')}</caption>
                    ${wide
                        ? html`<colgroup><col class="at" /><col /><col class="at" /><col /></colgroup><thead><tr><th scope="col" colspan="2">${t('define.diff.before')}</th><th scope="col" colspan="2">${t('define.diff.after')}</th></tr></thead>`
                        : nothing}
                    <tbody>${stretches(this.#compared.lines).map((stretch) => this.#stretch(stretch, wide))}</tbody>
                </table>
            </div>
        `;
    }

    /** @param {{from: number, lines: Line[], folds: boolean}} stretch @param {boolean} wide */
    #stretch({ from, lines, folds }, wide) {
        if (folds && !this.#open.has(from)) {
            return html`<tr class="alike"><td colspan=${wide ? 4 : 3}><button type="button" @click=${() => this.#unfold(from)}>${plural('define.diff.folded', lines.length)}</button></td></tr>`;
        }
        return wide ? pairs(lines).map(([left, right]) => html`<tr>${side(left, 'before')}${side(right, 'after')}</tr>`) : lines.map(row);
    }

    /** @param {number} from */
    #unfold(from) {
        this.#open.add(from);
        this.requestUpdate();
    }
}

/** Cut into what is shown and what is alike and far from any change. @param {Line[]} lines */
function stretches(lines) {
    const near = new Set();
    lines.forEach(({ kind }, i) => {
        if (kind !== 'same') for (let n = i - AROUND; n <= i + AROUND; n++) near.add(n);
    });
    const found = /** @type {{from: number, lines: Line[], folds: boolean}[]} */ ([]);
    lines.forEach((line, i) => {
        const folds = !near.has(i);
        if (found.at(-1)?.folds !== folds) found.push({ from: i, lines: [], folds });
        found.at(-1)?.lines.push(line);
    });
    return found;
}

/** Lines taken out beside those put in for them. @param {Line[]} lines @returns {[Line | null, Line | null][]} */
function pairs(lines) {
    const found = /** @type {[Line | null, Line | null][]} */ ([]);
    for (let i = 0; i < lines.length; ) {
        if (lines[i].kind === 'same') {
            found.push([lines[i], lines[i]]);
            i++;
            continue;
        }
        const run = lines.slice(i).findIndex((line) => line.kind === 'same');
        const changed = lines.slice(i, run < 0 ? undefined : i + run);
        const out = changed.filter((line) => line.kind === 'out');
        const put = changed.filter((line) => line.kind === 'in');
        for (let n = 0; n < Math.max(out.length, put.length); n++) found.push([out[n] ?? null, put[n] ?? null]);
        i += changed.length;
    }
    return found;
}

/** @param {Line | null} line @param {'before' | 'after'} which */
function side(line, which) {
    if (!line) return html`<td class="at"></td><td class="is-none"></td>`;
    return html`<td class="at">${line[which]}</td><td class="is-${line.kind}">${sign(line)}<code>${line.text}</code></td>`;
}

/** @param {Line} line */
function row(line) {
    return html`<tr><td class="at">${line.before}</td><td class="at">${line.after}</td><td class="is-${line.kind}">${sign(line)}<code>${line.text}</code></td></tr>`;
}

/** Colour is never the only sign. @param {Line} line */
function sign({ kind }) {
    if (kind === 'same') return html`<span class="sign" aria-hidden="true"></span>`;
    return html`<span class="sign" aria-hidden="true">${kind === 'in' ? '+' : '−'}</span><span class="unseen">${t(`define.diff.${kind}`)}</span>`;
}

customElements.define('ps-diff', Diff);
