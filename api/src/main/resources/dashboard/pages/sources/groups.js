/**
 * @typedef {object} Rejected an event as the quarantine keeps it
 * @property {number} id
 * @property {string} time when it was refused
 * @property {string | null} source null where the text does not say
 * @property {string} format
 * @property {number} index its place in what was sent
 * @property {string} field empty when the rule is about the event as a whole
 * @property {string} value
 * @property {string} rule
 * @property {boolean} complete whether the text is all that was sent
 * @property {string} text
 *
 * @typedef {{key: string, field: string, rule: string, events: Rejected[]}} Group events refused for one reason
 */

/** @param {Rejected} event */
export function reasonKey({ field, rule }) {
    return JSON.stringify([field, rule]);
}

/** Events by why they were refused, the most frequent reason first. @param {Rejected[]} events @returns {Group[]} */
export function byReason(events) {
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const event of events) {
        const key = reasonKey(event);
        const group = groups.get(key) ?? { key, field: event.field, rule: event.rule, events: [] };
        group.events.push(event);
        groups.set(key, group);
    }
    return [...groups.values()].sort((a, b) => b.events.length - a.events.length);
}
