import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { t } from '../words/i18n.js';

/** @typedef {import('../state/types.js').Trust} Trust */

/** The line under the page: what every number on it rests on. @param {Trust} trust */
export function trustLine(trust) {
    const facts = [
        [t('trust.sequence'), format.count(trust.sequence)],
        [t('trust.watermark'), format.second(trust.sources.length ? trust.watermark : null)],
        [t('trust.late'), format.count(trust.late)],
        [t('trust.duplicates'), format.count(trust.duplicates)],
        [t('trust.rejected'), format.count(trust.rejected)],
        [t('trust.error'), error(trust)],
        [t('trust.definition'), trust.definition],
    ];
    return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** The same in full, with every source. @param {Trust} trust */
export function trustDetail(trust) {
    return html`
        <div class="trust">
            ${trustLine(trust)}
            ${trust.since ? html`<p class="faint">${t('trust.since', { time: format.minute(trust.since) })}</p>` : nothing}
            ${trust.sources.length
                ? html`
                      <div class="scroll" tabindex="0" role="group" aria-label=${t('trust')}>
                          <table>
                              <thead>
                                  <tr>
                                      <th scope="col">${t('source')}</th>
                                      <th scope="col">${t('source.newest')}</th>
                                      <th scope="col" class="count">${t('source.events')}</th>
                                      <th scope="col" class="count">${t('trust.late')}</th>
                                  </tr>
                              </thead>
                              <tbody>
                                  ${trust.sources.map(
                                      (source) => html`
                                          <tr>
                                              <th scope="row">${source.source}</th>
                                              <td>${format.second(source.newest)}</td>
                                              <td class="count">${format.count(source.events)}</td>
                                              <td class="count">${format.count(source.late)}</td>
                                          </tr>
                                      `,
                                  )}
                              </tbody>
                          </table>
                      </div>
                  `
                : nothing}
        </div>
    `;
}

/** @param {Trust} trust */
function error(trust) {
    return trust.error > 0 ? t('trust.within', { error: format.percentText(trust.error) }) : t('trust.exact');
}
