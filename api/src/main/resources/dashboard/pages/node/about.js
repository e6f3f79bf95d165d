import { html, nothing } from 'lit';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, label, metricLabel, metricOf, windowName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { at } from './at.js';
import { inWords } from './in-words.js';
import { yamlOf } from './yaml.js';

const NAME = /[A-Za-z_][A-Za-z0-9_.]*/g;

/** How the metric is defined: in words, by the definition's keys, and as it is written. */
class About extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route');
    }

    render() {
        const metric = at()?.metric;
        const { definition } = store.state;
        if (!metric || !definition) return nothing;
        const made = definition.components.find((one) => one.parent === metric.id);
        const users = usersOf(metric.id, definition);
        const yaml = yamlOf(definition.text, metric.id);
        const rows = [
            [t('definition.kind'), t(`kind.${metric.kind}`)],
            [t('owner'), metric.owner],
            [t('definition.event'), metric.event && code(metric.event)],
            [t('definition.of'), metric.of && code(metric.of)],
            [t('definition.where'), metric.where && code(metric.where)],
            [metric.event ? t('about.value') : t('definition.formula'), metric.formula && linked(metric.formula, metric)],
            [t('definition.ratio'), metric.numerator && html`${linkTo(metric.numerator)} ÷ ${linkTo(metric.denominator ?? '')}`],
            [t('about.madeOf'), made && linked(made.formula)],
            [t('about.usedBy'), users.length ? users.map((id, i) => html`${i ? ' · ' : ''}${linkTo(id)}`) : null],
            [t('definition.unit'), metric.unit],
            [t('definition.by'), metric.by.map(dimensionLabel).join(' · ')],
            [t('definition.windows'), metric.windows.map(windowName).join(' · ')],
            [t('definition.id'), code(metric.id)],
        ].filter(([, value]) => value);
        const tools = html`<a class="quiet" href=${route.to('definition', null, { metric: metric.id })}>${t('about.open')}</a>`;
        return panel({ id: 'definition', title: t('definition'), tools }, html`
            <p class="in-words">${inWords(metric)}</p>
            ${metric.description ? html`<p class="description">${label(metric.description, '')}</p>` : nothing}
            <dl class="rows">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
            ${yaml ? html`<details class="yaml"><summary>${t('about.yaml')}</summary><pre tabindex="0" aria-label=${t('about.yaml')}><code>${yaml}</code></pre></details>` : nothing}
        `);
    }
}

/** @param {string} text */
function code(text) {
    return html`<code>${text}</code>`;
}

/** @param {string} metric */
function linkTo(metric) {
    return html`<a class="link" href=${route.to('node', metric)}>${metricLabel(metric)}</a>`;
}

/** A formula in which each metric is a link to it; the names of properties stay as they are. @param {string} formula @param {import('../../state/types.js').MetricDefinition} [metric] */
function linked(formula, metric) {
    const properties = Boolean(metric?.event);
    /** @type {unknown[]} */
    const parts = [];
    let end = 0;
    for (const { 0: name, index } of formula.matchAll(NAME)) {
        const stands = metric?.earlier?.[name];
        const id = stands?.metric ?? name;
        parts.push(formula.slice(end, index));
        parts.push(!properties && metricOf(id) ? html`<a class="link" href=${route.to('node', id)} title=${metricLabel(id)}>${name}</a>` : name);
        end = index + name.length;
    }
    return html`<code>${parts}${formula.slice(end)}</code>`;
}

/** Metrics that are computed from this one. @param {string} id @param {import('../../state/types.js').Definition} definition */
function usersOf(id, { metrics, components }) {
    const names = (/** @type {string} */ formula) => /** @type {string[]} */ (formula.match(NAME) ?? []);
    const uses = metrics.filter(
        (one) => [one.numerator, one.denominator].includes(id) || (!one.event && names(one.formula ?? '').includes(id)) || Object.values(one.earlier ?? {}).some((e) => e.metric === id),
    );
    const parents = components.filter((one) => one.children.includes(id)).map((one) => one.parent);
    return [...new Set([...parents, ...uses.map((one) => one.id)])];
}

customElements.define('ps-about', About);
