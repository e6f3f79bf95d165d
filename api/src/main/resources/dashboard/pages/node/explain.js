import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import * as route from '../../state/route.js';
import { comparisonsOf } from '../../state/against.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label } from '../../words/names.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { waterfall } from '../../charts/waterfall.js';
import { at } from './at.js';
import { byParts, bySegments, sentence, stepText } from './reasons.js';

/** @typedef {import('../../state/types.js').Explained} Explained @typedef {import('../../state/types.js').Explanation} Explanation */

/** Why the metric changed: a waterfall from what it was to what it is, by what it is made of or by segments. */
class Explain extends View {
    #answer = /** @type {Ask<Explained>} */ (new Ask(this, () => this.#question()));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route');
    }

    #question() {
        const here = at();
        if (!here || !canExplain(here.metric)) return null;
        const { metric, window, against } = here;
        return {
            key: JSON.stringify([metric.id, window, against, store.state.definition?.version]),
            everyMillis: 30_000,
            load: (/** @type {AbortSignal} */ signal) =>
                /** @type {Promise<Explained>} */ (http.get(`/v1/explain/${encodeURIComponent(metric.id)}`, { window, against, depth: 2 }, signal)),
        };
    }

    render() {
        const here = at();
        if (!here || !canExplain(here.metric)) return nothing;
        const tools = choice({
            name: 'against',
            legend: t('explain.against'),
            options: comparisonsOf(here.window).map((id) => ({ value: id, text: t(`explain.against.${id}`) })),
            value: here.against,
            choose: (id) => route.become(route.here({ against: id === 'previous' ? null : id })),
        });
        return panel({ id: 'explain', title: t('explain'), tools, wide: true }, html`
            ${problemOf(this.#answer.failure)}
            ${this.#answer.value || this.#answer.failure ? nothing : html`<span class="skeleton is-block"></span>`}
            ${this.#answer.value ? this.#explained(here, this.#answer.value) : nothing}
        `);
    }

    /** @param {import('./at.js').At} here @param {Explained} answer */
    #explained({ metric, where }, answer) {
        const { explanation } = answer;
        const ways = waysOf(explanation);
        const way = ways.find(({ id }) => id === store.state.route.query.explain) ?? ways[0];
        const { now, before, change } = explanation;
        const bars = way ? way.bars(metric, explanation) : [];
        return html`
            <p class="sentence">${sentence(metric, answer, bars)}</p>
            ${Object.keys(where).length ? html`<p class="faint">${t('explain.whole', { metric: label(metric.labels, metric.id) })}</p>` : nothing}
            ${ways.length > 1 && change !== null
                ? html`<div class="over">${choice({
                      name: 'explain',
                      legend: t('explain.by'),
                      options: ways.map(({ id, text }) => ({ value: id, text })),
                      value: way.id,
                      choose: (id) => route.become(route.here({ explain: id })),
                  })}</div>`
                : nothing}
            ${way && change !== null && now !== null && before !== null
                ? html`
                      ${waterfall({
                          caption: t('explain.caption', { metric: label(metric.labels, metric.id) }),
                          before: { name: t('explain.before'), value: before, text: format.valueText(before, metric) },
                          now: { name: t('explain.now'), value: now, text: format.valueText(now, metric) },
                          bars: bars.map((bar) => ({
                              ...bar,
                              text: bar.amount === null ? t('explain.unknown') : stepText(bar.amount, metric),
                              share: bar.amount === null || !change ? '' : format.percentText(bar.amount / change),
                          })),
                          axis: (value) => format.value(value, metric, { compact: true }).text,
                      })}
                      <p class="faint note">${way.methods.map((method) => t(`explain.method.${method}`)).join(' ')} ${t('explain.asOf', { time: format.second(answer.to) })}</p>
                  `
                : nothing}
        `;
    }
}

/** A metric is made of others, computed from others, or cut by dimensions; else there is nothing to explain it by. @param {import('../../state/types.js').MetricDefinition} metric */
function canExplain({ id, kind, by }) {
    return by.length > 0 || kind === 'ratio' || kind === 'derived' || Boolean(store.state.definition?.components.some(({ parent }) => parent === id));
}

/** The ways in which a change can be taken apart. @param {Explanation} explanation */
function waysOf({ component, inputs, dimensions }) {
    return [
        ...(component ? [{ id: 'component', text: t('explain.component'), methods: component.methods, bars: byParts(component) }] : []),
        ...(inputs ? [{ id: 'inputs', text: t('explain.inputs'), methods: inputs.methods, bars: byParts(inputs) }] : []),
        ...dimensions.map((split) => ({ id: split.by, text: dimensionLabel(split.by), methods: [split.method], bars: bySegments(split) })),
    ];
}

customElements.define('ps-explain', Explain);
