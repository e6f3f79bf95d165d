/** What stands in a page's place when there is none to show. */
import { html } from 'lit';
import { store } from '../state/store.js';
import * as route from '../state/route.js';
import { t } from '../words/i18n.js';

/** An address that names a metric which the tree does not have: said, with the ways back. */
export function unknownMetric() {
    return html`
        <section class="unknown">
            <h1 class="page-title">${t('node.unknown', { id: store.state.route.id ?? '' })}</h1>
            <p>${t('unknown.why')}</p>
            <p class="buttons">
                <a class="primary" href=${route.to('tree')}>${t('unknown.tree')}</a>
                <button class="quiet" type="button" @click=${() => history.back()}>${t('unknown.back')}</button>
            </p>
        </section>
    `;
}

/** A page that was gone to while the server could not be reached. */
export function missingPage() {
    return html`<section class="unknown"><p>${t('unknown.missing')}</p></section>`;
}
