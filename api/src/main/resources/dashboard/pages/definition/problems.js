import { html, nothing } from 'lit';
import { t } from '../../words/i18n.js';

/** What is wrong with a definition, where, and what to write instead; each leads to its line. @param {import('./editor.js').Problem[]} problems @param {(line: number, column: number) => void} goTo */
export function problemList(problems, goTo) {
    if (!problems.length) return nothing;
    return html`
        <ol class="wrongs">
            ${problems.map(
                ({ line, column, rule, fix }) => html`
                    <li>
                        <button type="button" class="link" @click=${() => goTo(line, column)}>${t('define.at', { line, column })}</button>
                        <span lang="en">${rule}</span>
                        ${fix ? html`<span class="fix">${t('define.fix')} <span lang="en">${fix}</span></span>` : nothing}
                    </li>
                `,
            )}
        </ol>
    `;
}
