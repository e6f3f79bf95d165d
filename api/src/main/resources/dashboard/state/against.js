/**
 * What a window can be compared with: the one before, or the same stretch a day, a week or a year earlier. Of a calendar
 * window only what begins as it does; the server refuses the others.
 *
 * @param {string} window
 */
export function comparisonsOf(window) {
    if (['month', 'quarter', 'year'].includes(window)) return ['previous', 'year'];
    return window === 'week' ? ['previous', 'weekday', 'year'] : ['previous', 'day', 'weekday', 'year'];
}
