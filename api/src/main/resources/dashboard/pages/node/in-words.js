/**
 * What a metric counts, as a sentence: the definition read aloud. Names of events, properties and conditions stay as the
 * definition has them.
 */
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { metricLabel } from '../../words/names.js';

/**
 * @typedef {{event: string, where: string | null}} Filter
 * @typedef {Filter & {formula: string | null}} Flow
 * @typedef {object} OfItsKind what the definition says of a metric of one kind
 * @property {number} [quantile]
 * @property {string | null} [per]
 * @property {number} [times]
 * @property {string | null} [distinct]
 * @property {Filter[]} [steps]
 * @property {number} [withinMillis]
 * @property {number | null} [step]
 * @property {Filter} [first]
 * @property {Filter} [back]
 * @property {string} [cohort]
 * @property {number} [after]
 * @property {number} [gapMillis]
 * @property {string} [measure]
 * @property {Flow | null} [rises]
 * @property {Flow | null} [falls]
 */

/** @param {import('../../state/types.js').MetricDefinition & OfItsKind} metric */
export function inWords(metric) {
    const { kind, formula, of, per, distinct } = metric;
    const events = filterText({ event: metric.event ?? '', where: metric.where ?? null });
    const value = formula ?? '';
    if (kind === 'ratio') return t('inWords.ratio', { over: metricLabel(metric.numerator ?? ''), under: metricLabel(metric.denominator ?? '') });
    if (kind === 'quantile') {
        const share = format.percentText(metric.quantile ?? 0);
        return per ? t('inWords.quantilePer', { share, value, per, events }) : t('inWords.quantile', { share, value, events });
    }
    if (kind === 'repeat') return t('inWords.repeat', { of: of ?? '', events, times: metric.times ?? 0, what: distinct ?? t('inWords.events') });
    if (kind === 'conversion') return conversion(metric);
    if (kind === 'retention' && metric.first && metric.back) {
        const periods = t(`cohort.${metric.cohort}`);
        return t('inWords.retention', { of: of ?? '', first: stepText(metric.first), back: stepText(metric.back), after: metric.after ?? 0, periods });
    }
    if (kind === 'session') return t(`inWords.session.${metric.measure}`, { of: of ?? '', events, gap: format.duration(metric.gapMillis ?? 0) });
    if (kind === 'gauge' && metric.rises) {
        const flow = (/** @type {Flow} */ one) => `${one.formula ? `${one.formula}, ` : ''}${filterText(one)}`;
        const rises = flow(metric.rises);
        return metric.falls ? t('inWords.gauge', { rises, falls: flow(metric.falls) }) : t('inWords.gaugeRises', { rises });
    }
    if (kind === 'cumulative' && !formula) return t('inWords.cumulativeEvents', { events });
    return t(`inWords.${kind}`, { events, value, of: of ?? '' });
}

/** The last step over the first, or one over the one before. @param {import('../../state/types.js').MetricDefinition & OfItsKind} metric */
function conversion({ of, steps = [], step, withinMillis = 0 }) {
    const to = step ?? steps.length;
    const from = step ? step - 1 : 1;
    return t('inWords.conversion', {
        of: of ?? '',
        from: stepText(steps[from - 1]),
        to: stepText(steps[to - 1]),
        within: format.duration(withinMillis),
    });
}

/** @param {Filter} filter */
function filterText({ event, where }) {
    return where ? t('inWords.eventsWhere', { event, where }) : t('inWords.eventsAll', { event });
}

/** One event of those. @param {Filter} filter */
function stepText({ event, where }) {
    return where ? t('inWords.stepWhere', { event, where }) : event;
}
