/**
 * A metric's own lines of the definition's YAML, without what stands around them.
 *
 * @param {string} text the whole file
 * @param {string} metric
 * @returns {string} "" where they are not found
 */
export function yamlOf(text, metric) {
    const lines = text.split('\n');
    const start = lines.findIndex((line) => /^metrics\s*:/.test(line)) + 1;
    const first = lines.findIndex((line, i) => i >= start && start > 0 && new RegExp(`^\\s+["']?${metric}["']?\\s*:`).test(line));
    if (first < 0) return '';
    const depth = indent(lines[first]);
    let end = first + 1;
    while (end < lines.length && (!lines[end].trim() || indent(lines[end]) > depth)) end++;
    while (!lines[end - 1].trim()) end--;
    return lines.slice(first, end).map((line) => line.slice(depth)).join('\n');
}

/** @param {string} line */
function indent(line) {
    return line.length - line.trimStart().length;
}
