import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { choice } from './choice.js';

/** More than so many do not stand side by side on a small screen. */
const SIDE_BY_SIDE = 4;

/**
 * One of a few or of many: a row of segments while they are few, a native select when there are more.
 *
 * @param {Parameters<typeof choice>[0]} about
 */
export function pick(about) {
    const { name, legend, options, value, choose } = about;
    if (options.length <= SIDE_BY_SIDE) return choice(about);
    return html`
        <label class="pick">
            <span class="unseen">${legend}</span>
            <select name=${name} .value=${live(value)} @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
                ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.text}</option>`)}
            </select>
        </label>
    `;
}
