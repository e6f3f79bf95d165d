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
