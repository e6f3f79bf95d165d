/**
 * What a key does in the editor beyond what a textarea does. All goes through the browser's own command, so that undo and
 * redo know of it.
 */

const INDENT = '  ';

/** Puts a text in the place of the selection. @param {HTMLTextAreaElement} box @param {string} text */
export function insert(box, text) {
    if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** A new line begins under the one before, and deeper below a key. @param {HTMLTextAreaElement} box */
export function newLine(box) {
    const line = box.value.slice(lineStart(box, box.selectionStart), box.selectionStart);
    const indent = /^ */.exec(line)?.[0] ?? '';
    insert(box, `\n${indent}${/:\s*$/.test(line) ? INDENT : ''}`);
}

/** One step to the right: at the caret, or every line of a selection. @param {HTMLTextAreaElement} box */
export function indent(box) {
    if (box.selectionStart === box.selectionEnd) insert(box, INDENT);
    else changeLines(box, (line) => (line ? INDENT + line : line));
}

/** One step to the left. @param {HTMLTextAreaElement} box */
export function outdent(box) {
    changeLines(box, (line) => line.replace(/^ {1,2}/, ''));
}

/** @param {HTMLTextAreaElement} box @param {(line: string) => string} change of every line that the selection touches */
function changeLines(box, change) {
    const { selectionStart, selectionEnd, value } = box;
    const from = lineStart(box, selectionStart);
    const lastAt = selectionEnd > selectionStart && value[selectionEnd - 1] === '\n' ? selectionEnd - 1 : selectionEnd;
    const end = value.indexOf('\n', lastAt);
    const to = end < 0 ? value.length : end;
    const before = value.slice(from, to);
    const after = before.split('\n').map(change).join('\n');
    if (after === before) return;
    box.setSelectionRange(from, to);
    insert(box, after);
    if (selectionStart === selectionEnd) {
        const at = Math.max(from, selectionStart + after.length - before.length);
        box.setSelectionRange(at, at);
    } else {
        box.setSelectionRange(from, from + after.length);
    }
}

/** @param {HTMLTextAreaElement} box @param {number} at */
function lineStart(box, at) {
    return box.value.lastIndexOf('\n', at - 1) + 1;
}
