import { html, nothing } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { store, Watch } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import { metricLabel, metricOf, windowName } from '../../words/names.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { segmentText } from './alert-words.js';
import { Backtest } from './backtest.js';
import { clockMillis } from './clock.js';
import { refusalOf } from './refusal.js';
import '../../charts/chart.js';
import './lanes.js';

/** What is tried, and how far apart the points of the line over it are. */
const SPANS = /** @type {Record<string, string>} */ ({ '7d': '1h', '30d': '4h' });
const MOST_LANES = 12;

/**
 * What would have come of a rule: how often it would have fired, when, and over which values. It begins by itself, or where the rule
 * is in force, when it is asked to. It says `checked` with what is wrong with the rule, null for nothing.
 */
class BacktestView extends View {
    static properties = {
        text: { attribute: false },
        metric: { attribute: false },
        watched: { attribute: false },
        live: { type: Boolean },
        span: { state: true },
        begun: { state: true },
    };

    #test = new Backtest(this);
    #series = new Ask(this, () => this.#question());
    #said = /** @type {any} */ (undefined);

    constructor() {
        super();
        /** @type {string} a rule's text, or the id of one in force */
        this.text = '';
        this.metric = '';
        /** @type {{window: string, segment: {dimension: string, value: string} | null, each: string | null, trigger: string, direction: string, threshold: number} | null} */
        this.watched = null;
        this.live = false;
        this.span = '30d';
        this.begun = false;
        new Watch(this, 'words', 'definition', 'connection', 'alerts');
    }

    /** @param {Map<PropertyKey, unknown>} changed */
    willUpdate(changed) {
        if (changed.has('text') && !this.live) this.begun = false;
        const to = this.#to();
        const wanted = (this.live || this.begun) && this.text && Number.isFinite(to);
        this.#test.ask(wanted ? { rule: this.text, from: to - format.lengthMillis(this.span), to } : null);
    }

    updated() {
        const failure = this.#test.state === '' ? this.#test.failure : null;
        if (failure === this.#said) return;
        this.#said = failure;
        this.dispatchEvent(new CustomEvent('checked', { detail: failure }));
    }

    #until = NaN;

    /** The end of the time tried: the data's clock when it was first asked about, so that a moving clock does not ask anew. */
    #to() {
        if (Number.isNaN(this.#until)) this.#until = clockMillis();
        return this.#until;
    }

    #question() {
        const { watched } = this;
        const to = this.#to();
        const metric = metricOf(this.metric);
        if (!watched || !metric?.windows.includes(watched.window) || watched.each || !(this.live || this.begun) || !Number.isFinite(to)) return null;
        const step = SPANS[this.span];
        const stepMillis = format.lengthMillis(step);
        const end = Math.floor(to / stepMillis) * stepMillis;
        const where = watched.segment ? whereText({ [watched.segment.dimension]: watched.segment.value }) : '';
        return {
            key: JSON.stringify([this.metric, watched.window, where, this.span, end]),
            load: (/** @type {AbortSignal} */ signal) =>
                http.series(this.metric, { window: watched.window, where, from: new Date(end - format.lengthMillis(this.span)).toISOString(), to: new Date(end).toISOString(), step }, signal),
        };
    }

    render() {
        if (!store.state.definition) return nothing;
        if (!this.live && !this.begun) {
            return html`<p class="faint">${t('preview.text')}</p><button class="quiet" type="button" data-begin @click=${() => (this.begun = true)}>${t('preview.begin')}</button>`;
        }
        return html`
            ${choice({
                name: 'preview-span',
                legend: t('preview.span'),
                options: Object.keys(SPANS).map((span) => ({ value: span, text: t('preview.last', { time: format.length(span) }) })),
                value: this.span,
                choose: (span) => (this.span = span),
            })}
            <div class="verdict" role="status" aria-busy=${this.#test.state !== ''}>${this.#verdict()}</div>
            ${this.#test.report ? this.#over(this.#test.report) : nothing}
        `;
    }

    #verdict() {
        const { report, failure, state } = this.#test;
        if (state) return html`<p class="counting">${t(`preview.${state}`)}</p>`;
        if (failure) return failure.problem?.definitionProblems ? html`<p class="faint">${t('preview.broken')}</p>` : refusalOf(failure);
        if (!report) return nothing;
        return html`
            <p class="fired"><b data-fired>${plural('preview.fired', report.fired, { span: format.length(this.span) })}</b></p>
            <p class="faint">
                <span>${t('preview.total', { time: format.duration(report.firingSeconds * 1000) })}</span>
                <span>${plural('preview.messages', report.messageCount)}</span>
                ${report.inhibitedSeconds ? html`<span>${t('preview.inhibited', { time: format.duration(report.inhibitedSeconds * 1000) })}</span>` : nothing}
                ${report.journal.cut ? html`<span>${t('preview.cut', { time: format.minute(report.journal.begin) })}</span>` : nothing}
            </p>
        `;
    }

    /** @param {import('./backtest.js').Report} report */
    #over(report) {
        const to = Date.parse(report.to);
        const from = to - format.lengthMillis(this.span);
        return html`
            ${this.#line()}
            ${report.episodes.length
                ? html`<ps-lanes .lanes=${lanes(report, to, metricLabel(this.metric))} .from=${from} .to=${to}></ps-lanes>`
                : html`<p class="faint">${icons.check} ${t('preview.quiet')}</p>`}
            ${report.episodesLeftOut ? html`<p class="faint">${plural('preview.leftOut', report.episodesLeftOut)}</p>` : nothing}
        `;
    }

    #chart = /** @type {{series: unknown, times: number[], values: (number | null)[]}} */ ({ series: null, times: [], values: [] });

    #line() {
        const series = this.#series.value;
        if (!series || !this.watched) return nothing;
        if (this.#chart.series !== series) this.#chart = { series, times: series.times.map((time) => Date.parse(time) / 1000), values: series.lines[0]?.values ?? [] };
        const { window, trigger, direction, threshold } = this.watched;
        return html`
            <ps-chart
                .times=${this.#chart.times}
                .values=${this.#chart.values}
                .thresholds=${trigger === direction && Number.isFinite(threshold) ? [threshold] : []}
                .metric=${metricOf(this.metric)}
                .name=${`${metricLabel(this.metric)}, ${windowName(window)}`}
            ></ps-chart>
        `;
    }
}

/** A lane for each segment that fired, the busiest first. @param {import('./backtest.js').Report} report @param {number} to @param {string} whole what the lane of no segment is called */
function lanes(report, to, whole) {
    /** @type {Map<string, import('./lanes.js').Bar[]>} */
    const found = new Map();
    for (const episode of report.episodes) {
        const name = segmentText(episode.segment) || whole;
        found.set(name, [...(found.get(name) ?? []), bar(episode, to, name)]);
    }
    return [...found].map(([name, bars]) => ({ name, bars })).sort((a, b) => b.bars.length - a.bars.length).slice(0, MOST_LANES);
}

/** @param {import('./backtest.js').Episode} episode @param {number} to @param {string} rule @returns {import('./lanes.js').Bar} */
function bar(episode, to, rule) {
    const firing = Date.parse(episode.firing);
    const end = episode.end ? Date.parse(episode.end) : to;
    const pending = episode.pending ? [{ kind: 'pending', from: Date.parse(episode.pending), to: firing }] : [];
    return {
        key: episode.episode,
        text: t('episode.summary', { rule, state: t('state.firing'), from: format.minute(firing), time: format.duration(end - firing) }),
        stretches: [...pending, { kind: 'firing', from: firing, to: end }],
        marks: [],
    };
}

customElements.define('ps-backtest', BacktestView);
