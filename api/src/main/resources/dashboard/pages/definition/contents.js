import { html } from 'lit';
import { metricLabel } from '../../words/names.js';
import { outline } from './outline.js';

/** The text's sections as a list to jump by; the metrics are open, for they are what most come for. @param {string} text @param {(line: number) => void} goTo */
export function outlineOf(text, goTo) {
    return html`
        <div class="contents">
            ${outline(text).map(({ name, line, entries }) =>
                entries.length
                    ? html`
                          <details ?open=${name === 'metrics'}>
                              <summary><code>${name}</code> <span class="faint">${entries.length}</span></summary>
                              <ul>
                                  ${entries.map(
                                      (entry) => html`<li><button type="button" class="link" data-line=${entry.line} @click=${() => goTo(entry.line)}>${name === 'metrics' ? metricLabel(entry.name) : entry.name}</button></li>`,
                                  )}
                              </ul>
                          </details>
                      `
                    : html`<button type="button" class="link" data-line=${line} @click=${() => goTo(line)}><code>${name}</code></button>`,
            )}
        </div>
    `;
}
