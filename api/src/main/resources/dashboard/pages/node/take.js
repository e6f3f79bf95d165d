/** What the reader takes along of the node's chart: what it shows as CSV or as a picture. */
import { readingOf } from '../../server/live.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, segmentName, windowName } from '../../words/names.js';
import { csvOf, pictureOf, save } from '../../charts/export.js';
import { topicOf } from './at.js';

/**
 * @typedef {object} Shown
 * @property {import('./at.js').At} here
 * @property {import('./points.js').Points} points
 * @property {import('./stretch.js').Stretch} stretch
 * @property {string} comparedName "" where nothing is compared with
 */

/** @param {Shown} shown */
export function takeNumbers(shown) {
    const { points, stretch, comparedName } = shown;
    const { times, values, compared } = points;
    const head = [t('take.time'), nameOf(shown.here), ...(compared ? [comparedName] : [])];
    const rows = times
        .map((time, i) => [new Date(time * 1000).toISOString(), values[i], ...(compared ? [compared[i]] : [])])
        .filter((_, i) => times[i] * 1000 >= stretch.from && times[i] * 1000 <= stretch.to);
    save(`${fileOf(shown)}.csv`, csvOf([head, ...rows]));
}

/** @param {Shown} shown @param {Parameters<typeof pictureOf>[0]} chart */
export async function takePicture(shown, chart) {
    const { here, stretch, comparedName } = shown;
    const reading = readingOf(topicOf(here));
    const lines = [t('interval', { from: format.minute(stretch.from), to: format.minute(stretch.to), zone: format.zone() })];
    if (comparedName) lines.push(t('take.compared', { name: comparedName }));
    const value = reading ? t('take.value', { value: format.valueText(reading.value, here.metric, { full: true }), time: format.second(reading.to) }) : '';
    save(`${fileOf(shown)}.png`, await pictureOf(chart, { title: nameOf(here), value, lines }));
}

/** @param {import('./at.js').At} here */
function nameOf({ metric, window, where }) {
    return [label(metric.labels, metric.id), windowName(window), ...Object.values(where).map(segmentName)].join(' · ');
}

/** @param {Shown} shown */
function fileOf({ here, stretch }) {
    const day = (/** @type {number} */ millis) => new Date(millis).toISOString().slice(0, 16).replace(':', '');
    return `${here.metric.id}-${here.window}-${day(stretch.from)}-${day(stretch.to)}`;
}
