/** What happened to a metric, as marks for its chart: what people noted, when its alerts fired, when its definition changed. */
import { store } from '../../state/store.js';
import { hasWindow } from '../../words/condition.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, ruleOf, segmentName, windowName } from '../../words/names.js';

/**
 * @typedef {import('../../charts/marks.js').Mark} Mark
 * @typedef {import('../../state/types.js').Annotation} Annotation
 * @typedef {{version: string, sequence: number, time: string}} Version
 */

/** @type {import('../../state/types.js').Alert['state'][]} */
const OVER = ['resolved', 'inactive'];

/**
 * Those between two times, the newest first.
 *
 * @param {string} metric
 * @param {{annotations: Annotation[], versions: Version[], at: number | null}} known
 * @param {number} from milliseconds
 * @param {number} to
 * @returns {Mark[]}
 */
export function happenings(metric, { annotations, versions, at }, from, to) {
    const marks = [
        ...annotations.filter((note) => note.metric === null || note.metric === metric).map(noted),
        ...firings(metric, to),
        ...versions.slice(0, -1).map(defined), // the oldest is how it all began
        ...(at ? [asked(at)] : []),
    ];
    return marks
        .filter((mark) => mark.from * 1000 <= to && (mark.to ?? mark.from) * 1000 >= from)
        .sort((a, b) => b.from - a.from);
}

/** @param {Annotation} note @returns {Mark} */
function noted({ id, time, text, author }) {
    return { id, kind: 'annotation', from: Date.parse(time) / 1000, to: null, text: t('mark.annotation', { text, author }) };
}

/** @param {Version} version @returns {Mark} */
function defined({ version, time }) {
    return { id: version, kind: 'definition', from: Date.parse(time) / 1000, to: null, text: t('mark.definition', { version }) };
}

/** @param {number} at @returns {Mark} */
function asked(at) {
    return { id: 'moment', kind: 'moment', from: at / 1000, to: null, text: t('mark.moment', { time: format.second(at) }) };
}

/** An episode lasts from its first firing to its end; what comes after under its name is no more of it. One whose end is not known still goes on. @param {string} metric @param {number} now @returns {Mark[]} */
function firings(metric, now) {
    const { alerts, log } = store.state.alerts ?? { alerts: [], log: [] };
    /** @type {Map<string, Mark>} */
    const found = new Map();
    const seen = new Map([...alerts, ...log].map((alert) => [alert.number, alert]));
    for (const alert of [...seen.values()].sort((a, b) => a.number - b.number)) {
        const rule = ruleOf(alert);
        const moment = Date.parse(alert.times.decision ?? '') / 1000;
        if (rule?.metric !== metric || !alert.episode || Number.isNaN(moment)) continue;
        const known = found.get(alert.episode);
        if (known) {
            if (OVER.includes(alert.state)) known.to ??= moment;
        } else if (alert.state === 'firing') {
            const parts = [label(rule.labels, rule.id)];
            if (hasWindow(rule)) parts.push(windowName(rule.window));
            if (alert.segment) parts.push(segmentName(alert.segment.value));
            const text = parts.join(' · ');
            found.set(alert.episode, { id: alert.episode, kind: 'alert', from: moment, to: null, text: t('mark.alert', { text }) });
        }
    }
    return [...found.values()].map((mark) => ({ ...mark, to: mark.to ?? Math.max(mark.from, now / 1000) }));
}
