import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';

/**
 * @typedef {object} Held
 * @property {number} held
 * @property {number} bytes
 * @property {number} maxEvents
 * @property {number} maxBytes
 * @property {number} pushedOut
 * @property {number} beyondList
 */

/** How full the quarantine is, and what was lost to its bounds: that it is lost must not be hidden. @param {Held} held */
export function bounds({ held, bytes, maxEvents, maxBytes, pushedOut, beyondList }) {
    const parts = [t('quarantine.held', { held: format.count(held), most: format.count(maxEvents), bytes: size(bytes), mostBytes: size(maxBytes) })];
    if (pushedOut > 0) parts.push(plural('quarantine.pushedOut', pushedOut));
    if (beyondList > 0) parts.push(plural('quarantine.beyondList', beyondList));
    return parts.join(' · ');
}

/** @param {number} bytes */
function size(bytes) {
    const kibi = bytes / 1024;
    if (bytes < 1024) return t('bytes', { size: format.count(bytes) });
    return kibi < 1024 ? t('bytes.kibi', { size: format.count(kibi) }) : t('bytes.mebi', { size: format.valueText(kibi / 1024, undefined) });
}
