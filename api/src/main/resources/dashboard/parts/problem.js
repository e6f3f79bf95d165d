import { html, nothing } from 'lit';
import { Refused } from '../server/http.js';
import { t } from '../words/i18n.js';
import * as icons from './icons.js';

/**
 * Why the server did not do what it was asked: its own words, with the fields and rules it names.
 *
 * @param {any} failure what was thrown, null for none
 */
export function problemOf(failure) {
    if (!failure) return nothing;
    const problem = failure instanceof Refused ? failure.problem : null;
    const text = failure instanceof Refused ? failure.message : t('problem.unreachable');
    return html`
        <div class="problem" role="alert">
            ${icons.broken}
            <div>
                <p>${text}</p>
                ${problem?.rejected?.length
                    ? html`<ul>
                          ${problem.rejected.map((/** @type {any} */ one) => html`<li><code>${one.field}</code> ${one.value === undefined ? nothing : html`<code>${one.value}</code>`} ${one.rule}</li>`)}
                      </ul>`
                    : nothing}
            </div>
        </div>
    `;
}
