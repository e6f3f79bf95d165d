import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';
import { View } from '../parts/element.js';
import { boundsOf, shadeOf } from './shades.js';

/** @typedef {{name: string, short?: string}} Line a row or column; short is for its head, "" for none */

/**
 * A table of numbers as shades. Every cell has its number in it for those who read the table by ear; the eye gets the one
 * under the pointer, or under the arrow keys, written above. Enter and a click say `pick` where `picks` is set.
 */
class Heat extends View {
    static properties = {
        rows: { attribute: false },
        columns: { attribute: false },
        cells: { attribute: false },
        metric: { attribute: false },
        name: { attribute: false },
        picks: { type: Boolean },
        at: { state: true },
    };

    constructor() {
        super();
        /** @type {Line[]} */
        this.rows = [];
        /** @type {Line[]} */
        this.columns = [];
        /** @type {(number | null)[][]} rows of columns */
        this.cells = [];
        /** @type {import('../state/types.js').MetricDefinition | undefined} */
        this.metric = undefined;
        this.name = '';
        this.picks = false;
        this.at = /** @type {{row: number, column: number} | null} */ (null);
    }

    render() {
        const bounds = boundsOf(this.cells.flat());
        return html`
            <p class="readout" aria-live="polite">${this.#readout()}</p>
            <div class="heat" tabindex="0" role="group" aria-label=${this.name} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#step(event)} @pointerleave=${(/** @type {PointerEvent} */ event) => this.#hover(event, null)}>
                <table>
                    <caption class="unseen">${this.name}</caption>
                    <thead>
                        <tr>
                            <td></td>
                            ${this.columns.map((column) => html`<th scope="col"><span class="unseen">${column.name}</span><span aria-hidden="true">${column.short ?? column.name}</span></th>`)}
                        </tr>
                    </thead>
                    <tbody>
                        ${this.rows.map(
                            (row, r) => html`
                                <tr>
                                    <th scope="row" title=${row.name}>${row.short ?? row.name}</th>
                                    ${this.columns.map((_, c) => this.#cell(r, c, bounds))}
                                </tr>
                            `,
                        )}
                    </tbody>
                </table>
            </div>
            ${bounds.length ? this.#legend(bounds) : nothing}
        `;
    }

    /** @param {number} row @param {number} column @param {number[]} bounds */
    #cell(row, column, bounds) {
        const value = this.cells[row]?.[column] ?? null;
        const isAt = this.at?.row === row && this.at.column === column;
        const shade = value === null ? 'is-none' : `shade-${shadeOf(value, bounds)} ${value < 0 ? 'is-negative' : ''}`;
        return html`
            <td
                class="${shade} ${isAt ? 'is-at' : ''} ${this.picks && value !== null ? 'is-pickable' : ''}"
                @pointerenter=${(/** @type {PointerEvent} */ event) => this.#hover(event, { row, column })}
                @click=${() => this.#touch(row, column)}
            ><span class="unseen">${format.valueText(value, this.metric)}</span></td>
        `;
    }

    /** The cell that is looked at; without one the highest, which is what people look for first. */
    #readout() {
        const { row, column } = this.at ?? this.#highest();
        const value = this.cells[row]?.[column];
        if (value === undefined) return nothing;
        return html`
            ${this.at ? nothing : html`<span class="faint">${t('heat.highest')}</span>`}
            <b>${format.valueText(value, this.metric)}</b>
            <span class="faint">${this.rows[row].name} · ${this.columns[column].name}</span>
        `;
    }

    #highest() {
        const found = { row: -1, column: -1, value: -Infinity };
        this.cells.forEach((cells, row) =>
            cells.forEach((value, column) => {
                if (value !== null && value > found.value) Object.assign(found, { row, column, value });
            }),
        );
        return found;
    }

    /** @param {number[]} bounds */
    #legend(bounds) {
        const least = (/** @type {number} */ i) => (i ? t('heat.from', { value: format.value(bounds[i - 1], this.metric, { compact: true }).text }) : t('heat.least'));
        const isNegative = this.cells.some((row) => row.some((value) => value !== null && value < 0));
        return html`
            <ul class="legend" aria-hidden="true">
                ${this.cells.some((row) => row.includes(0)) ? html`<li><i class="key shade-0"></i>${format.value(0, this.metric, { compact: true }).text}</li>` : nothing}
                ${[...bounds, Infinity].map((_, i) => html`<li><i class="key shade-${i + 1}"></i>${least(i)}</li>`)}
                ${isNegative ? html`<li><i class="key shade-${bounds.length + 1} is-negative"></i>${t('heat.negative')}</li>` : nothing}
            </ul>
        `;
    }

    /** @param {KeyboardEvent} event */
    #step(event) {
        const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
        const at = this.at ?? this.#highest();
        if (event.key === 'Enter' && this.at) this.#pick(at.row, at.column);
        if (!down && !right) return;
        event.preventDefault();
        const bound = (/** @type {number} */ i, /** @type {unknown[]} */ of) => Math.max(0, Math.min(of.length - 1, i));
        this.at = this.at ? { row: bound(at.row + down, this.rows), column: bound(at.column + right, this.columns) } : { row: at.row, column: at.column };
    }

    /** A finger does not hover. @param {PointerEvent} event @param {{row: number, column: number} | null} at */
    #hover({ pointerType }, at) {
        if (pointerType === 'mouse') this.at = at;
    }

    /** The first touch looks at a cell, the second picks it. @param {number} row @param {number} column */
    #touch(row, column) {
        if (this.at?.row === row && this.at.column === column) this.#pick(row, column);
        else this.at = { row, column };
    }

    /** @param {number} row @param {number} column */
    #pick(row, column) {
        if (this.picks && (this.cells[row]?.[column] ?? null) !== null) this.dispatchEvent(new CustomEvent('pick', { detail: { row, column } }));
    }
}

customElements.define('ps-heat', Heat);
