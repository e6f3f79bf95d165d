import { html, nothing } from 'lit';
import { metricLabel } from '../../words/names.js';
import { t } from '../../words/i18n.js';

/** @typedef {import('./check.js').Verdict} Verdict */

/** What a definition would change, one sentence each, as the server says it; its sentences are in English. @param {Verdict['changes']} changes */
export function changeList(changes) {
    if (!changes.length) return html`<p class="faint">${t('define.changes.none')}</p>`;
    return html`
        <ul class="change-list">
            ${changes.map(({ kind, sentence, recounts }) => {
                const [part, action] = kind.split('.');
                return html`
                    <li data-kind=${kind}>
                        <span class="kind is-${action}">${t(`define.part.${part}`)} · ${t(`define.action.${action}`)}</span>
                        <span lang="en">${sentence}</span>
                        ${recounts ? html`<span class="recounts">${t('define.recounts')}</span>` : nothing}
                    </li>
                `;
            })}
        </ul>
    `;
}

/** Which metrics are counted from the journal for it. @param {string[]} metrics */
export function recountText(metrics) {
    if (!metrics.length) return t('define.recount.none');
    return t('define.recount', { metrics: metrics.map(metricLabel).join(t('define.and')) });
}
