import { html, nothing } from 'lit';
import { plural, t } from '../../words/i18n.js';
import { dimensionLabel, segmentName } from '../../words/names.js';
import * as route from '../../state/route.js';
import { Watch } from '../../state/store.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { changeOf, valueOf } from '../../parts/readings.js';
import { readingOf } from '../../server/live.js';
import { at, topicOf } from './at.js';

const SHOWN_AT_FIRST = 10;

/** A metric cut by one dimension: its segments as bars, the largest first. */
class Segments extends View {
    static properties = { all: { state: true } };

    constructor() {
        super();
        this.all = false;
        new Watch(this, 'words', 'definition', 'window', 'against', 'readings', 'route');
    }

    render() {
        const here = at();
        if (!here?.by) return nothing;
        const { metric, by } = here;
        const reading = readingOf(topicOf(here));
        const ranked = [...(reading?.segments ?? [])].sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
        const most = Math.max(...ranked.map((s) => Math.abs(s.value ?? 0)), 0);
        const shown = this.all ? ranked : ranked.slice(0, SHOWN_AT_FIRST);
        const tools = metric.by.length > 1 ? this.#dimensions(metric, by) : nothing;
        return panel({ id: 'segments', title: t('segments', { dimension: dimensionLabel(by) }), tools }, html`
            ${reading && !ranked.length ? html`<p class="faint">${t('segments.none')}</p>` : nothing}
            <ol class="bars">
                ${shown.map(
                    (segment) => html`
                        <li>
                            <span class="name">${segmentName(segment.segment)}</span>
                            <span class="of">${valueOf(segment.value, metric)}</span>
                            ${changeOf(segment.value, segment.previous, metric)}
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
        `);
    }

    /** @param {import('../../state/types.js').MetricDefinition} metric @param {string} by */
    #dimensions(metric, by) {
        return choice({
            name: 'dimension',
            legend: t('dimension'),
            options: metric.by.map((id) => ({ value: id, text: dimensionLabel(id) })),
            value: by,
            choose: (id) => route.become(route.here({ by: id })),
        });
    }
}

/** Set as a property, which the content security policy allows where it forbids the attribute. @param {number | null} value @param {number} most */
function share(value, most) {
    const part = most ? Math.abs(value ?? 0) / most : 0;
    return `width: ${part > 0 ? Math.max(0.6, part * 100) : 0}%`;
}

customElements.define('ps-segments', Segments);
