import { lengthMillis } from '../words/format.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How much of the past shows a window best: several of its lengths, by steps that the history still holds that far back.
 *
 * @param {string} window
 * @returns {{span: string, step: string}}
 */
export function reachOf(window) {
    const millis = window === 'today' ? DAY : lengthMillis(window) || 28 * DAY;
    if (millis <= HOUR) return { span: '6h', step: '5m' };
    if (millis <= 6 * HOUR) return { span: '1d', step: '15m' };
    if (millis <= DAY) return { span: '7d', step: '1h' };
    return millis <= 7 * DAY ? { span: '28d', step: '4h' } : { span: '90d', step: '1d' };
}
