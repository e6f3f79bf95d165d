/**
 * Where things stand in a definition: its sections, and the ids in each. Read from the text itself, so that it works while
 * the text is broken elsewhere.
 *
 * @typedef {{name: string, line: number}} Entry line counts from 1
 * @typedef {Entry & {entries: Entry[]}} Section
 */

const SECTION = /^([A-Za-z]\w*):/;
const ENTRY = /^( +)("[^"]+"|'[^']+'|[\w./-]+):(?:\s|$)/;

/** @param {string} text @returns {Section[]} */
export function outline(text) {
    const sections = /** @type {Section[]} */ ([]);
    let indent = '';
    text.split('\n').forEach((line, i) => {
        const section = SECTION.exec(line);
        const entry = ENTRY.exec(line);
        if (section) {
            sections.push({ name: section[1], line: i + 1, entries: [] });
            indent = '';
        } else if (entry && sections.length) {
            indent ||= entry[1];
            if (entry[1] === indent) sections.at(-1)?.entries.push({ name: entry[2].replace(/^["']|["']$/g, ''), line: i + 1 });
        }
    });
    return sections;
}
