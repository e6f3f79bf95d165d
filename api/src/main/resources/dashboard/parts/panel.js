import { html, nothing } from 'lit';

/**
 * A titled part of a page. Its id names the heading, so that the part is a landmark and can be linked to.
 *
 * @param {{id: string, title: unknown, icon?: unknown, tools?: unknown, wide?: boolean}} about
 * @param {unknown} content
 */
export function panel({ id, title, icon = nothing, tools = nothing, wide = false }, content) {
    return html`
        <section class="panel ${wide ? 'is-wide' : ''}" aria-labelledby="${id}-title" data-panel=${id}>
            <header>
                <h2 class="section" id="${id}-title" tabindex="-1">${icon}${title}</h2>
                ${tools === nothing ? nothing : html`<div class="panel-tools">${tools}</div>`}
            </header>
            ${content}
        </section>
    `;
}
