import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { problemOf } from '../../parts/problem.js';
import { at } from './at.js';
import { forecastOf } from './forecast.js';

const HOURS_NEEDED = 24;

/** Where a metric is heading: what the hour, day, week and month have brought and will have brought at their ends. */
class Heading extends View {
    #forecast = new Ask(this, () => forecastOf(at()));

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'route', 'connection');
    }

    render() {
        const here = at();
        if (!here || !forecastOf(here)) return nothing;
        const { value, failure } = this.#forecast;
        if (!value) return failure ? panel({ id: 'heading', title: t('heading') }, problemOf(failure)) : nothing;
        const known = value.periods.some((period) => period.expected !== null);
        return panel({ id: 'heading', title: t('heading') }, html`
            <ul class="heading-periods">${value.periods.map((period) => this.#period(period, here.metric))}</ul>
            <p class="faint">
                ${known
                    ? t('heading.learnt', { time: format.duration(value.learntHours * 3_600_000) })
                    : t('heading.tooShort', { hours: format.duration(HOURS_NEEDED * 3_600_000), time: format.duration(value.learntHours * 3_600_000) })}
            </p>
        `);
    }

    /** @param {import('./forecast.js').Period} period @param {import('../../state/types.js').MetricDefinition} metric */
    #period(period, metric) {
        const text = (/** @type {number | null} */ value) => format.valueText(value, metric);
        return html`
            <li data-period=${period.period}>
                <h3>${t(`heading.${period.period}`)}</h3>
                <p class="so-far"><span class="faint">${t('heading.soFar')}</span> <b>${text(period.soFar)}</b></p>
                ${period.expected === null
                    ? nothing
                    : html`
                          <p class="expected"><span class="faint">${t('heading.expected')}</span> <b>${text(period.expected)}</b></p>
                          ${this.#bar(period)}
                          <p class="ranges faint">
                              <span>${t('heading.range', { share: format.percentText(0.8), low: text(period.low80), high: text(period.high80) })}</span>
                              <span>${t('heading.range', { share: format.percentText(0.95), low: text(period.low95), high: text(period.high95) })}</span>
                          </p>
                      `}
            </li>
        `;
    }

    /** The numbers beside it say the same. @param {import('./forecast.js').Period} period */
    #bar({ soFar, expected, low80, high80, low95, high95 }) {
        const numbers = [0, soFar, expected, low95, high95].map((value) => value ?? 0);
        const least = Math.min(...numbers);
        const reach = (Math.max(...numbers) - least) * 1.04 || 1;
        const place = (/** @type {number | null} */ value) => (((value ?? 0) - least) / reach) * 100;
        const stretch = (/** @type {number | null} */ from, /** @type {number | null} */ to) =>
            `left: ${place(from)}%; width: ${Math.max(0, place(to) - place(from))}%`;
        return html`
            <div class="range-bar" aria-hidden="true">
                <i class="possible" .style=${stretch(low95, high95)}></i>
                <i class="likely" .style=${stretch(low80, high80)}></i>
                <i class="reached" .style=${stretch(Math.min(0, soFar ?? 0), Math.max(0, soFar ?? 0))}></i>
                <i class="expects" .style=${`left: ${place(expected)}%`}></i>
            </div>
        `;
    }
}

customElements.define('ps-heading', Heading);
