import { html } from 'lit';
import { Refused } from '../../server/http.js';
import { t } from '../../words/i18n.js';
import * as icons from '../../parts/icons.js';
import { problemOf } from '../../parts/problem.js';

const MAY_NOT = [401, 403];

/** Why an act was not done. That the token may not do it is said as that. @param {any} failure what was thrown, null for none */
export function refusalOf(failure) {
    if (failure instanceof Refused && MAY_NOT.includes(failure.status)) {
        return html`<div class="problem" role="alert">${icons.shield}<p>${t('act.forbidden')}</p></div>`;
    }
    return problemOf(failure);
}
