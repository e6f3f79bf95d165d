import { html, nothing } from 'lit';
import { store } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label } from '../../words/names.js';

/** @type {{rules: unknown, metric: string, window: string, words: unknown, levels: import('../../charts/levels.js').Level[]}} */
let seen = { rules: null, metric: '', window: '', words: null, levels: [] };

/**
 * What the rules that watch this metric and window as a whole watch for; the same array as long as that is the same.
 *
 * @param {import('./at.js').At} here
 */
export function levelsOf({ metric, window, where }) {
    if (Object.keys(where).length) return [];
    const { definition, words } = store.state;
    const rules = definition?.alerts ?? [];
    if (seen.rules === rules && seen.metric === metric.id && seen.window === window && seen.words === words) return seen.levels;
    const plain = rules.filter((r) => r.metric === metric.id && r.window === window && !r.segment && !r.each && r.trigger === r.direction);
    const levels = plain.flatMap((rule) => {
        const threshold = t(`threshold.${rule.direction}`, { threshold: format.valueText(rule.threshold, metric) });
        const text = t('legend.rule', { rule: label(rule.labels, rule.id), threshold });
        const values = rule.direction === 'beyond' ? [rule.threshold, -rule.threshold] : [rule.threshold];
        return values.map((value) => ({ value, text }));
    });
    seen = { rules, metric: metric.id, window, words, levels };
    return levels;
}

/**
 * What the lines and bands stand for; nothing where there is only the line of now.
 *
 * @param {{comparedName: string, bands: import('../../charts/bands.js').Band[], levels: import('../../charts/levels.js').Level[], outliers?: boolean}} shown
 */
export function legendOf({ comparedName, bands, levels, outliers = false }) {
    if (!comparedName && !bands.length && !levels.length) return nothing;
    const entry = (/** @type {string} */ kind, /** @type {string} */ name) => html`<li class="is-${kind}"><i aria-hidden="true"></i>${name}</li>`;
    return html`
        <ul class="chart-key">
            ${entry('now', t('legend.now'))} ${comparedName ? entry('compared', comparedName) : nothing}
            ${bands.some((band) => band.middle) ? entry('expected', t('legend.expected')) : nothing} ${bands.map((band) => entry(band.tone, band.name))}
            ${levels.length ? entry('level', t('legend.level')) : nothing} ${outliers ? entry('outlier', t('legend.outlier')) : nothing}
        </ul>
    `;
}
