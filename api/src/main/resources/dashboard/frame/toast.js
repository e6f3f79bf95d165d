import { html, nothing } from 'lit';
import { t } from '../words/i18n.js';
import { label, reason, ruleOf } from '../words/names.js';
import { store, Watch } from '../state/store.js';
import { View } from '../parts/element.js';
import * as icons from '../parts/icons.js';

const SHOWN_MILLIS = 10_000;

/** An alert that fires while the page is open: said aloud, shown for ten seconds. */
class Toast extends View {
    #shown = /** @type {unknown} */ (null);
    #timer = 0;

    constructor() {
        super();
        new Watch(this, 'words', 'notice');
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        clearTimeout(this.#timer);
    }

    render() {
        const { notice } = store.state;
        const rule = notice ? ruleOf(notice) : undefined;
        return html`
            <div role="alert">
                ${notice
                    ? html`
                          <div class="toast">
                              ${icons.bell}
                              <div>
                                  <b>${t('notice', { rule: label(rule?.labels, notice.rule) })}</b>
                                  <p>${reason(notice)}</p>
                              </div>
                              <button class="tool" type="button" aria-label=${t('close')} @click=${() => store.update({ notice: null })}>${icons.close}</button>
                          </div>
                      `
                    : nothing}
            </div>
        `;
    }

    updated() {
        const { notice } = store.state;
        if (notice === this.#shown) return;
        this.#shown = notice;
        clearTimeout(this.#timer);
        if (notice) this.#timer = setTimeout(() => store.update({ notice: null }), SHOWN_MILLIS);
    }
}

customElements.define('ps-toast', Toast);
