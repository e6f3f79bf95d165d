import { html, nothing } from 'lit';
import { plural, t } from '../i18n.js';
import { dimensionLabel, segmentName } from '../names.js';
import * as route from '../route.js';
import { store, Watch } from '../store.js';
import { choice } from './choice.js';
import { View } from './element.js';
import { changeOf, valueOf } from './readings.js';

const SHOWN_AT_FIRST = 10;

/** A metric cut by one dimension: its segments as bars, the largest first. */
class Segments extends View {
    static properties = { metric: { attribute: false }, all: { state: true } };

    constructor() {
        super();
        /** @type {import('../types.js').MetricDefinition} */
        this.metric = /** @type {any} */ (null);
        this.all = false;
        new Watch(this, 'words', 'detail', 'route');
    }

    render() {
        const { route: at, detail } = store.state;
        if (!this.metric.by.length || !at.by) return nothing;
        const reading = detail?.by === at.by ? detail : null;
        const ranked = [...(reading?.segments ?? [])].sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
        const most = Math.max(...ranked.map((s) => Math.abs(s.value ?? 0)), 0);
        const shown = this.all ? ranked : ranked.slice(0, SHOWN_AT_FIRST);
        return html`
            <section class="segments" aria-labelledby="segments-title">
                <header>
                    <h3 class="section" id="segments-title">${t('segments', { dimension: dimensionLabel(at.by) })}</h3>
                    ${this.metric.by.length > 1 ? this.#dimensions(at.by) : nothing}
                </header>
                ${reading && !ranked.length ? html`<p class="faint">${t('segments.none')}</p>` : nothing}
                <ol class="bars">
                    ${shown.map(
                        (segment) => html`
                            <li>
                                <span class="name">${segmentName(segment.segment)}</span>
                                <span class="of">${valueOf(segment.value, this.metric)}</span>
                                ${changeOf(segment.value, segment.previous, this.metric)}
                                <span class="bar" aria-hidden="true"><i .style=${share(segment.value, most)}></i></span>
                            </li>
                        `,
                    )}
                </ol>
                ${ranked.length > SHOWN_AT_FIRST
                    ? html`<button class="quiet" type="button" @click=${() => (this.all = !this.all)}>
                          ${this.all ? t('fewer') : plural('all', ranked.length)}
                      </button>`
                    : nothing}
            </section>
        `;
    }

    /** @param {string} by */
    #dimensions(by) {
        return choice({
            name: 'dimension',
            legend: t('dimension'),
            options: this.metric.by.map((id) => ({ value: id, text: dimensionLabel(id) })),
            value: by,
            choose: (id) => route.become({ by: id }),
        });
    }
}

/** Set as a property, which the content security policy allows where it forbids the attribute. @param {number | null} value @param {number} most */
function share(value, most) {
    const part = most ? Math.abs(value ?? 0) / most : 0;
    return `width: ${part > 0 ? Math.max(0.6, part * 100) : 0}%`;
}

customElements.define('ps-segments', Segments);
