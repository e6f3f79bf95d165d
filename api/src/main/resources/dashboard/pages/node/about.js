import { html, nothing } from 'lit';
import { readingOf } from '../../server/live.js';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { dimensionLabel, metricLabel, windowName } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { panel } from '../../parts/panel.js';
import { trustDetail } from '../../parts/trust.js';
import { at, topicOf } from './at.js';

/** How the metric is defined, and what its value rests on. */
class About extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'route', 'readings');
    }

    render() {
        const here = at();
        if (!here) return nothing;
        const { metric } = here;
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
        const reading = readingOf(topicOf(here));
        return html`
            ${panel({ id: 'definition', title: t('definition') }, html`<dl class="rows">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`)}
            ${reading ? panel({ id: 'trust', title: t('trust') }, trustDetail(reading.trust)) : nothing}
        `;
    }
}

customElements.define('ps-about', About);
