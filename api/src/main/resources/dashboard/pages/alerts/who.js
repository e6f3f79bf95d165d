import { html } from 'lit';
import { author, keepAuthor } from '../../state/settings.js';
import { t } from '../../words/i18n.js';

/** Under which name the reader acts: asked in every form, and kept, so that it is typed once. */
export function whoField() {
    return html`
        <label class="field">
            <span>${t('act.author')}</span>
            <input name="author" required maxlength="200" autocomplete="email" .value=${author()} placeholder="ann@example.com" />
        </label>
    `;
}

/** The fields of a form by their names; the reader's name is kept. @param {SubmitEvent} event @returns {Record<string, string>} */
export function fieldsOf(event) {
    event.preventDefault();
    const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (event.target))));
    if (fields.author) keepAuthor(fields.author);
    return fields;
}
