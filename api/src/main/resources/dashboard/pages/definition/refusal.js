import { html } from 'lit';
import { problemOf } from '../../parts/problem.js';
import { Refused } from '../../server/http.js';
import { t } from '../../words/i18n.js';

/** What a refusal means here, in the reader's words, where the status alone says it. */
const WORDS = {
    403: () => t('define.refused.role'),
    409: () => t('define.refused.underWay'),
    413: () => t('define.refused.large'),
    503: () => t('define.refused.busy'),
};

/** Why the server would not check, compare or apply. @param {any} failure null for none */
export function refusalOf(failure) {
    const words = failure instanceof Refused ? WORDS[/** @type {keyof typeof WORDS} */ (failure.status)] : null;
    return words ? html`<p class="refusal">${words()}</p>${problemOf(failure)}` : problemOf(failure);
}
