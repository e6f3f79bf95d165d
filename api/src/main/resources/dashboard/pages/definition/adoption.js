import { html, nothing } from 'lit';
import * as icons from '../../parts/icons.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { recountText } from './changes.js';

/**
 * @typedef {object} Adoption how far the latest change is, as GET /v1/definition/change says it
 * @property {'none' | 'counting' | 'adopted' | 'failed'} state
 * @property {string} version
 * @property {string[]} counted metrics counted anew; empty until that is known
 * @property {number} fraction
 * @property {number} sequence
 * @property {string} message
 */

/**
 * How a change comes into force. One that was over before the page was opened is no news, unless it failed.
 *
 * @param {Adoption | null} change
 * @param {string} watched the version whose coming is news
 */
export function adoption(change, watched) {
    if (!change || change.state === 'none' || (change.state === 'adopted' && change.version !== watched)) return nothing;
    const { state, version, counted, fraction, sequence, message } = change;
    if (state === 'counting') {
        return html`
            <div class="adoption is-counting" data-change="counting">
                ${icons.clock}
                <div>
                    <p><b>${t('define.change.counting', { version })}</b> <span aria-live="off">${t('define.change.share', { share: format.percentText(fraction) })}</span></p>
                    <progress max="1" value=${fraction} aria-label=${t('define.change.progress')}></progress>
                    <p class="faint">${counted.length ? recountText(counted) : nothing} ${t('define.change.meanwhile')}</p>
                </div>
            </div>
        `;
    }
    if (state === 'failed') {
        return html`
            <div class="adoption is-failed" role="alert" data-change="failed">
                ${icons.broken}
                <div><p><b>${t('define.change.failed', { version })}</b></p><p lang="en">${message}</p></div>
            </div>
        `;
    }
    return html`
        <div class="adoption is-adopted" data-change="adopted">
            ${icons.check}
            <p><b>${t('define.change.adopted', { version, sequence: format.count(sequence) })}</b></p>
        </div>
    `;
}
