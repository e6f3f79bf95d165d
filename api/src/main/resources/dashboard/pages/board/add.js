import { html, nothing } from 'lit';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label, metricOf, windowName, windowsInOrder } from '../../words/names.js';
import '../../parts/dialog.js';
import { View } from '../../parts/element.js';

/** Adds a card: a metric found by its name or owner, with a window and a segment of its own where wanted. It says `add` with the card. */
class AddCard extends View {
    static properties = { open: { type: Boolean }, sought: { state: true }, chosen: { state: true }, dimension: { state: true } };

    constructor() {
        super();
        this.open = false;
        this.sought = '';
        /** @type {string | null} */
        this.chosen = null;
        this.dimension = '';
        new Watch(this, 'words', 'definition');
    }

    /** @param {Map<PropertyKey, unknown>} changed */
    willUpdate(changed) {
        if (!changed.has('open') || !this.open) return;
        this.sought = '';
        this.chosen = null;
        this.dimension = '';
    }

    render() {
        const content = this.chosen === null ? this.#search() : this.#details(this.chosen);
        return html`<ps-dialog .heading=${t('board.add')} .content=${content} .open=${this.open} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}></ps-dialog>`;
    }

    #search() {
        const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
        const found = (store.state.definition?.metrics ?? []).filter((metric) => {
            const text = `${label(metric.labels, metric.id)} ${metric.id} ${metric.owner}`.toLowerCase();
            return words.every((word) => text.includes(word));
        });
        return html`
            <label class="field">
                <span>${t('board.search')}</span>
                <input type="search" autofocus autocomplete="off" .value=${this.sought} @input=${(/** @type {InputEvent} */ event) => (this.sought = /** @type {HTMLInputElement} */ (event.target).value)} />
            </label>
            <ul class="found">
                ${found.map(
                    (metric) => html`
                        <li>
                            <button type="button" data-add=${metric.id} @click=${() => (this.chosen = metric.id)}>
                                <span>${label(metric.labels, metric.id)}</span><span class="faint">${metric.owner}</span>
                            </button>
                        </li>
                    `,
                )}
            </ul>
            <p class="faint" role="status">${found.length ? nothing : t('board.notFound')}</p>
        `;
    }

    /** @param {string} id */
    #details(id) {
        const metric = metricOf(id);
        const pairs = new Set(store.state.definition?.dimensions.filter((dimension) => dimension.pair).map((dimension) => dimension.id));
        const dimensions = metric?.by.filter((dimension) => !pairs.has(dimension)) ?? [];
        return html`
            <form class="form" @submit=${(/** @type {SubmitEvent} */ event) => this.#submit(event, id)}>
                <p><b>${label(metric?.labels, id)}</b></p>
                <label class="field">
                    <span>${t('window')}</span>
                    <select name="window" autofocus>
                        <option value="">${t('board.follow')}</option>
                        ${windowsInOrder(metric?.windows ?? []).map((window) => html`<option value=${window}>${windowName(window)}</option>`)}
                    </select>
                </label>
                ${dimensions.length ? this.#filter(dimensions) : nothing}
                <div class="buttons">
                    <button class="primary" type="submit">${t('board.addThis')}</button>
                    <button class="quiet" type="button" @click=${() => (this.chosen = null)}>${t('board.another')}</button>
                </div>
            </form>
        `;
    }

    /** @param {string[]} dimensions */
    #filter(dimensions) {
        return html`
            <div class="form-row">
                <label class="field">
                    <span>${t('dimension')}</span>
                    <select name="dimension" @change=${(/** @type {Event} */ event) => (this.dimension = /** @type {HTMLSelectElement} */ (event.target).value)}>
                        <option value="">${t('board.whole')}</option>
                        ${dimensions.map((dimension) => html`<option value=${dimension}>${dimensionLabel(dimension)}</option>`)}
                    </select>
                </label>
                ${this.dimension ? html`<label class="field"><span>${t('board.segment')}</span><input name="segment" required autocomplete="off" /></label>` : nothing}
            </div>
        `;
    }

    /** @param {SubmitEvent} event @param {string} metric */
    #submit(event, metric) {
        event.preventDefault();
        const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
        const segment = String(form.get('segment') ?? '').trim();
        /** @type {import('./address.js').Card} */
        const card = { metric, window: String(form.get('window') ?? '') || null, where: segment ? { [this.dimension]: segment } : {}, wide: false };
        this.dispatchEvent(new CustomEvent('add', { detail: card }));
    }
}

customElements.define('ps-add-card', AddCard);
