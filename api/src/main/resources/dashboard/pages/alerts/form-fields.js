/** The plain fields of a form: each has a legend, perhaps a hint, and what is wrong with it. */
import { html, nothing } from 'lit';

/**
 * @typedef {{legend: string, hint?: string, problem?: string}} About
 * @typedef {About & {name: string, value: string, change: (value: string) => void}} Field
 */

/** @param {About & {control: unknown}} about */
export function field({ legend, hint, problem, control }) {
    return html`
        <label class="field ${problem ? 'is-wrong' : ''}">
            <span>${legend}</span>
            ${control}
            ${problem ? html`<small class="wrong">${problem}</small>` : hint ? html`<small>${hint}</small>` : nothing}
        </label>
    `;
}

/** @param {Field & {options?: string[]}} about options are proposals */
export function text({ name, value, change, options, ...about }) {
    const list = options ? `${name}-options` : nothing;
    return field({
        ...about,
        control: html`
            <input name=${name} .value=${value} list=${list} autocomplete="off" spellcheck="false" @input=${(/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).value)} />
            ${options ? html`<datalist id=${list}>${options.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}
        `,
    });
}

/** @param {Field & {options: {value: string, text: string}[]}} about a value that is none of the options is shown as it is */
export function select({ name, value, change, options, ...about }) {
    const all = options.some((one) => one.value === value) ? options : [{ value, text: value }, ...options];
    return field({
        ...about,
        control: html`
            <select name=${name} @change=${(/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value)}>
                ${all.map((one) => html`<option value=${one.value} .selected=${one.value === value}>${one.text}</option>`)}
            </select>
        `,
    });
}
