import { html } from 'lit';
import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';
import { readingOf } from '../../server/live.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { format as whereText } from '../../state/where.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, windowName } from '../../words/names.js';
import { choice } from '../../parts/choice.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { at, topicOf } from './at.js';
import '../../charts/chart.js';

/** What can be looked at, and how far apart its points are. The steps are ones the history still holds that far back. */
const SPANS = /** @type {Record<string, string>} */ ({ '1h': '1m', '6h': '5m', '1d': '15m', '7d': '1h', '28d': '4h', '90d': '1d' });

/** The metric over time. */
class Past extends View {
    #series = new Ask(this, () => this.#question());

    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'route', 'readings');
    }

    #question() {
        const here = at();
        const { tree, definition } = store.state;
        if (!here || !tree) return null;
        const { metric, window } = here;
        const where = whereText(here.where);
        const span = this.#span(window);
        const stepMillis = format.lengthMillis(SPANS[span]);
        return {
            key: JSON.stringify([metric.id, window, where, span, definition?.version]),
            everyMillis: stepMillis,
            load: (/** @type {AbortSignal} */ signal) => {
                const toMillis = Math.floor(Date.parse(store.state.tree?.trust.clock ?? '') / stepMillis) * stepMillis;
                const from = new Date(toMillis - format.lengthMillis(span)).toISOString();
                return http.series(metric.id, { window, where, from, to: new Date(toMillis).toISOString(), step: SPANS[span] }, signal);
            },
        };
    }

    /** The span asked for, or one that shows a window best: several of its lengths. @param {string} window */
    #span(window) {
        const { span } = store.state.route.query;
        if (span in SPANS) return span;
        const millis = format.lengthMillis(window);
        if (Number.isNaN(millis)) return window === 'today' ? '7d' : '90d';
        if (millis <= 3_600_000) return '1h';
        if (millis <= 6 * 3_600_000) return '1d';
        if (millis <= 86_400_000) return '7d';
        return millis <= 7 * 86_400_000 ? '28d' : '90d';
    }

    render() {
        const here = at();
        if (!here) return '';
        const { metric, window } = here;
        const rules = store.state.definition?.alerts ?? [];
        const thresholds = rules.filter((r) => r.metric === metric.id && r.window === window && !r.segment && !r.each && r.trigger === r.direction).map((r) => r.threshold);
        const { times, values } = this.#points(here);
        const tools = choice({
            name: 'span',
            legend: t('span'),
            options: Object.keys(SPANS).map((span) => ({ value: span, text: format.length(span, 'short') })),
            value: this.#span(window),
            choose: (span) => route.become(route.here({ span })),
        });
        return panel({ id: 'past', title: t('past'), tools, wide: true }, html`
            <ps-chart
                class=${this.#series.waiting ? 'is-waiting' : ''}
                .times=${times}
                .values=${values}
                .thresholds=${thresholds}
                .metric=${metric}
                .name=${`${label(metric.labels, metric.id)}, ${windowName(window)}`}
            ></ps-chart>
        `);
    }

    #seen = /** @type {{series: unknown, reading: unknown, points: {times: number[], values: (number | null)[]}}} */ ({
        series: null, reading: null, points: { times: [], values: [] },
    });

    /** The series with the value of this moment at its end; the same arrays as long as neither changes. @param {import('./at.js').At} here */
    #points(here) {
        const series = this.#series.value;
        const reading = readingOf(topicOf(here));
        if (this.#seen.series === series && this.#seen.reading === reading) return this.#seen.points;
        const times = (series?.times ?? []).map((time) => Date.parse(time) / 1000);
        const values = [...(series?.lines[0]?.values ?? [])];
        const clock = reading ? Date.parse(reading.trust.clock) / 1000 : NaN;
        if (series && reading && clock > (times.at(-1) ?? Infinity)) {
            times.push(clock);
            values.push(reading.value);
        }
        this.#seen = { series, reading, points: { times, values } };
        return this.#seen.points;
    }
}

customElements.define('ps-past', Past);
