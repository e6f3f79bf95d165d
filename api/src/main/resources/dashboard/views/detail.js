import { html, nothing } from 'lit';
import * as format from '../format.js';
import { t } from '../i18n.js';
import { isLive, isOutdated, nodeState } from '../live.js';
import { dimensionLabel, label, metricLabel, metricOf, ruleOf, scope, windowName } from '../names.js';
import * as route from '../route.js';
import { currentSpan, SPANS } from '../series.js';
import { store, Watch } from '../store.js';
import { choice } from './choice.js';
import { View } from './element.js';
import * as icons from './icons.js';
import { changeOf, stateOf, valueOf } from './readings.js';
import { trustDetail } from './trust.js';
import './chart.js';
import './segments.js';

/** @typedef {import('../types.js').MetricDefinition} MetricDefinition */

/** One metric up close, in a sheet over the tree. The address says which; closing goes back to the card. */
class Detail extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'route', 'detail', 'series', 'tree', 'alerts', 'connection');
    }

    render() {
        const metric = this.#metric();
        return html`
            <dialog
                class="sheet ${isLive(store.state) ? 'is-live' : 'is-still'}"
                aria-labelledby="detail-title"
                @close=${() => this.#closed()}
                @click=${(/** @type {MouseEvent} */ event) => this.#clicked(event)}
            >
                ${metric ? this.#sheet(metric) : nothing}
            </dialog>
        `;
    }

    #metric() {
        return metricOf(store.state.route.metric ?? '');
    }

    updated() {
        const dialog = this.#dialog();
        const open = this.#metric() !== undefined;
        if (open && !dialog.open) dialog.showModal();
        if (!open && dialog.open) dialog.close();
    }

    #dialog() {
        return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    }

    #closed() {
        const { metric } = store.state.route;
        if (!metric) return;
        route.go({ metric: null, by: null, span: null });
        const card = [...document.querySelectorAll('ps-tree [data-metric]')].find((c) => /** @type {HTMLElement} */ (c).dataset.metric === metric);
        /** @type {HTMLElement | null | undefined} */ (card?.matches('a') ? card : card?.querySelector('a'))?.focus();
    }

    /** A click beside the sheet closes it. @param {MouseEvent} event */
    #clicked(event) {
        if (event.target === this.#dialog()) this.#dialog().close();
    }

    /** @param {MetricDefinition} metric */
    #sheet(metric) {
        const { tree, window, detail } = store.state;
        const node = tree?.nodes.find((n) => n.metric === metric.id);
        const state = nodeState(store.state, node);
        const description = metric.description ? label(metric.description, '') : '';
        return html`
            <div class="inside">
                <header class="top">
                    <div>
                        <h2 id="detail-title">${label(metric.labels, metric.id)}</h2>
                        <p class="faint"><span class="owner">${icons.person}<span class="unseen">${t('owner')}</span>${metric.owner}</span></p>
                    </div>
                    ${stateOf(state)}
                    <button class="tool" type="button" aria-label=${t('close')} title=${t('close')} autofocus @click=${() => this.#dialog().close()}>${icons.close}</button>
                </header>
                ${description ? html`<p class="description">${description}</p>` : nothing}
                ${metric.windows.includes(window) ? this.#now(metric) : this.#noWindow(metric)}
                <ps-segments .metric=${metric}></ps-segments>
                ${this.#rules(metric)} ${this.#definition(metric)} ${detail ? trustDetail(detail.trust) : nothing}
            </div>
        `;
    }

    /** @param {MetricDefinition} metric */
    #now(metric) {
        const { detail, tree, window } = store.state;
        const node = tree?.nodes.find((n) => n.metric === metric.id);
        const reading = detail ?? (node && tree ? { ...node, from: tree.from, to: tree.to } : null);
        if (!reading) return nothing;
        return html`
            <p class="value">${valueOf(reading.value, metric, true)}</p>
            <p class="against">
                ${changeOf(reading.value, reading.previous, metric)}
                ${reading.previous ? html`<span class="faint">${t('previous', { value: format.valueText(reading.previous.value, metric, { full: true }) })}</span>` : nothing}
            </p>
            <p class="faint interval">
                <span>${windowName(window)}</span>
                <span>${t('interval', { from: format.second(reading.from), to: format.second(reading.to), zone: format.zone() })}</span>
            </p>
            ${this.#chart(metric)}
        `;
    }

    /** @param {MetricDefinition} metric */
    #noWindow(metric) {
        return html`<p class="faint">${t('window.missing', { windows: metric.windows.map(windowName).join(' · ') })}</p>`;
    }

    /** @param {MetricDefinition} metric */
    #chart(metric) {
        const { series, window, definition } = store.state;
        const thresholds = (definition?.alerts ?? []).filter((r) => r.metric === metric.id && r.window === window && !r.segment && !r.each && r.trigger === r.direction).map((r) => r.threshold);
        const { times, values } = this.#points();
        return html`
            <section class="past" aria-labelledby="past-title">
                <header>
                    <h3 class="section" id="past-title">${t('past')}</h3>
                    ${choice({
                        name: 'span',
                        legend: t('span'),
                        options: Object.keys(SPANS).map((span) => ({ value: span, text: format.length(span, 'short') })),
                        value: currentSpan(),
                        choose: (span) => route.become({ span }),
                    })}
                </header>
                <ps-chart
                    class=${series ? '' : 'is-waiting'}
                    .times=${times}
                    .values=${values}
                    .thresholds=${thresholds}
                    .metric=${metric}
                    .name=${`${label(metric.labels, metric.id)}, ${windowName(window)}`}
                ></ps-chart>
            </section>
        `;
    }

    #seen = /** @type {{series: unknown, detail: unknown, points: {times: number[], values: (number | null)[]}}} */ ({
        series: null, detail: null, points: { times: [], values: [] },
    });

    /** The series with the value of this moment at its end; the same arrays as long as neither changes. */
    #points() {
        const { series, detail } = store.state;
        if (this.#seen.series === series && this.#seen.detail === detail) return this.#seen.points;
        const times = (series?.times ?? []).map((time) => Date.parse(time) / 1000);
        const values = [...(series?.lines.find((line) => line.segment === '')?.values ?? series?.lines[0]?.values ?? [])];
        const clock = detail ? Date.parse(detail.trust.clock) / 1000 : NaN;
        if (series && detail && clock > (times.at(-1) ?? Infinity)) {
            times.push(clock);
            values.push(detail.value);
        }
        this.#seen = { series, detail, points: { times, values } };
        return this.#seen.points;
    }

    /** @param {MetricDefinition} metric */
    #rules(metric) {
        const alerts = (store.state.alerts?.alerts ?? []).filter((alert) => ruleOf(alert)?.metric === metric.id);
        if (!alerts.length) return nothing;
        return html`
            <section aria-labelledby="rules-title">
                <h3 class="section" id="rules-title">${t('alerts')}</h3>
                <ul class="plain">${alerts.map((alert) => this.#rule(alert, metric))}</ul>
            </section>
        `;
    }

    /** @param {import('../types.js').Alert} alert @param {MetricDefinition} metric */
    #rule(alert, metric) {
        const rule = ruleOf(alert);
        if (!rule) return nothing;
        const plain = rule.trigger === rule.direction;
        const threshold = plain ? t(`threshold.${rule.direction}`, { threshold: format.valueText(rule.threshold, metric) }) : rule.condition;
        const holds = rule.forMillis > 0 ? t('rule.for', { time: format.duration(rule.forMillis) }) : '';
        return html`
            <li>
                <span>${label(rule.labels, rule.id)}</span>${stateOf(isOutdated(store.state) ? 'stale' : alert.state)}
                <p class="faint"><span>${scope(rule)}</span><span>${threshold}${holds ? ` ${holds}` : ''}</span></p>
            </li>
        `;
    }

    /** @param {MetricDefinition} metric */
    #definition(metric) {
        const rows = [
            [t('definition.id'), metric.id],
            [t('definition.kind'), t(`kind.${metric.kind}`)],
            [t('definition.event'), metric.event],
            [t('definition.of'), metric.of],
            [t('definition.where'), metric.where],
            [t('definition.formula'), metric.formula],
            [t('definition.ratio'), metric.numerator ? `${metricLabel(metric.numerator)} ÷ ${metricLabel(metric.denominator ?? '')}` : null],
            [t('definition.unit'), metric.unit],
            [t('definition.by'), metric.by.map(dimensionLabel).join(' · ')],
            [t('definition.windows'), metric.windows.map(windowName).join(' · ')],
        ].filter(([, value]) => value);
        return html`
            <section aria-labelledby="definition-title">
                <h3 class="section" id="definition-title">${t('definition')}</h3>
                <dl class="rows">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
            </section>
        `;
    }
}

customElements.define('ps-detail', Detail);
