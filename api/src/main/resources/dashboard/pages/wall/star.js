import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { Live, readingOf } from '../../server/live.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { metricLabel, metricOf, windowName } from '../../words/names.js';
import '../../charts/trace.js';
import { View } from '../../parts/element.js';
import { changeOf, valueOf } from '../../parts/readings.js';
import { paceOf, targetOf } from '../../state/pace.js';
import { stretchOf } from './stretch.js';

/** The north star: its value as large as it goes, its change, its pace against the target, and its line beside the comparison's. */
class WallStar extends View {
    #now = new Ask(this, () => this.#question(false));
    #before = new Ask(this, () => this.#question(true));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'tree', 'readings');
        new Live(this, () => {
            const target = targetOf(store.state.definition?.northStar ?? '');
            return target ? [target.topic] : [];
        });
    }

    get #node() {
        const { definition, tree } = store.state;
        return tree?.nodes.find((node) => node.metric === definition?.northStar);
    }

    /** @param {boolean} earlier the comparison's line instead of this one */
    #question(earlier) {
        const { definition, tree } = store.state;
        const stretch = tree ? stretchOf(tree, this.#node) : null;
        const line = earlier ? stretch?.earlier : stretch?.now;
        if (!definition || !stretch || !line) return null;
        const { northStar, version } = definition;
        const { step, stepMillis } = stretch;
        const window = store.state.window;
        return {
            // The line of now grows at its end and is asked for again; another beginning is another line.
            key: JSON.stringify([northStar, version, window, store.state.against, earlier, stretch.calendar ? line.from : '']),
            everyMillis: stepMillis,
            load: (/** @type {AbortSignal} */ signal) => http.series(northStar, { window, from: iso(line.from), to: iso(line.to), step }, signal),
        };
    }

    render() {
        const { definition, tree } = store.state;
        const metric = metricOf(definition?.northStar ?? '');
        if (!metric) return nothing;
        const node = this.#node;
        return html`
            <section class="wall-star" aria-label=${metricLabel(metric.id)}>
                <div class="wall-now">
                    <h2>${metricLabel(metric.id)}</h2>
                    <p class="value" data-metric=${metric.id}>${tree ? valueOf(node?.value, metric) : html`<span class="skeleton"></span>`}</p>
                    <p class="against">
                        ${node ? changeOf(node.value, node.previous, metric, false) : nothing}
                        ${node?.previous ? html`<span class="wall-before">${t('previous', { value: format.valueText(node.previous.value, metric) })}</span>` : nothing}
                    </p>
                    ${this.#pace(metric)}
                </div>
                ${tree ? this.#line(tree, metric) : nothing}
            </section>
        `;
    }

    /** @param {import('../../state/types.js').MetricDefinition} metric */
    #pace(metric) {
        const target = targetOf(store.state.definition?.northStar ?? '');
        const reading = target ? readingOf(target.topic) : null;
        if (!target || reading?.value == null) return nothing;
        const { done, due } = paceOf(target, reading);
        const text = t('wall.target', {
            window: windowName(target.topic.window),
            value: format.valueText(reading.value, metric),
            target: format.valueText(target.value, metric),
            share: format.percentText(done),
        });
        return html`
            <div class="wall-pace" data-pace>
                <p>${text}</p>
                <div class="bar" aria-hidden="true">
                    <i .style=${`width: ${Math.min(100, Math.max(0, done * 100))}%`}></i>
                    ${due === null ? nothing : html`<b .style=${`left: ${due * 100}%`}></b>`}
                </div>
                ${due ? html`<p>${t('wall.pace', { share: format.percentText(done / due) })}</p>` : nothing}
            </div>
        `;
    }

    /** @param {import('../../state/types.js').Tree} tree @param {import('../../state/types.js').MetricDefinition} metric */
    #line(tree, metric) {
        const node = this.#node;
        const stretch = stretchOf(tree, node);
        if (!stretch) return nothing;
        const now = points(this.#now.value, 0);
        const clock = Date.parse(tree.trust.clock);
        if (this.#now.value && clock > (now.times.at(-1) ?? Infinity)) {
            now.times.push(clock);
            now.values.push(node?.value ?? null);
        }
        const earlier = this.#before.value ? points(this.#before.value, stretch.shiftMillis) : null;
        return html`
            <figure class="wall-line">
                <ps-trace .now=${now} .earlier=${earlier} .from=${stretch.now.from} .to=${stretch.until} .metric=${metric} .name=${metricLabel(metric.id)}></ps-trace>
                <figcaption>
                    <span class="key is-now">${t('wall.line')}</span>
                    ${node?.previous ? html`<span class="key is-earlier">${t('wall.lineBefore', { from: format.minute(node.previous.from) })}</span>` : nothing}
                </figcaption>
            </figure>
        `;
    }
}

/** @param {import('../../state/types.js').Series | null} series @param {number} shiftMillis */
function points(series, shiftMillis) {
    return {
        times: (series?.times ?? []).map((time) => Date.parse(time) + shiftMillis),
        values: [...(series?.lines[0]?.values ?? [])],
    };
}

/** @param {number} millis */
function iso(millis) {
    return new Date(millis).toISOString();
}

customElements.define('ps-wall-star', WallStar);
