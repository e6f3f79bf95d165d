import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { label } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at } from './at.js';
import { filterFor } from './cuts.js';
import { reachName, trend } from './trend.js';
import '../../charts/lines.js';

/** @typedef {import('../../state/types.js').MetricDefinition} MetricDefinition */

/** A quantile among the others of the same values: how they spread, over time. */
class Quantiles extends View {
    #series = /** @type {Ask<import('../../state/types.js').Series[]>} */ (new Ask(this, () => this.#question()));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'route');
    }

    #question() {
        const here = at();
        const family = here ? familyOf(here) : [];
        const questions = here ? family.map((metric) => trend(here, { metric: metric.id })).filter((one) => one !== null) : [];
        if (family.length < 2 || questions.length < family.length) return null;
        return {
            key: JSON.stringify(questions.map((one) => one.key)),
            everyMillis: questions[0].everyMillis,
            load: (/** @type {AbortSignal} */ signal) => Promise.all(questions.map((one) => one.load(signal))),
        };
    }

    render() {
        const here = at();
        const family = here ? familyOf(here) : [];
        if (!here || family.length < 2) return nothing;
        const answers = this.#series.value;
        return panel({ id: 'quantiles', title: t('quantiles'), wide: true }, html`
            ${problemOf(this.#series.failure)}
            ${this.#series.value || this.#series.failure ? nothing : html`<span class="skeleton is-block"></span>`}
            ${answers
                ? html`
                      <ps-lines
                          class="is-tall"
                          bands
                          .times=${answers[0].times}
                          .lines=${answers.map((answer, i) => ({ name: label(family[i].labels, family[i].id), values: answer.lines[0]?.values ?? [] }))}
                          .metric=${here.metric}
                          .name=${t('quantiles')}
                      ></ps-lines>
                      <p class="faint note">${t('quantiles.note', { reach: reachName(here.window) })}</p>
                  `
                : nothing}
        `);
    }
}

/** The quantiles of the same values, from the lowest to the highest. @param {import('./at.js').At} here @returns {MetricDefinition[]} */
function familyOf({ metric, window, where }) {
    if (metric.kind !== 'quantile') return [];
    const values = (/** @type {MetricDefinition} */ one) => JSON.stringify([one.event, one.where, one.formula, one.per]);
    return (store.state.definition?.metrics ?? [])
        .filter((one) => one.kind === 'quantile' && values(one) === values(metric) && one.windows.includes(window))
        .filter((one) => !Object.keys(filterFor(one, where).dropped).length)
        .sort((a, b) => (a.quantile ?? 0) - (b.quantile ?? 0));
}

customElements.define('ps-quantiles', Quantiles);
