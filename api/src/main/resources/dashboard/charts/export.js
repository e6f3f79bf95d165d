/**
 * What the reader takes along: the numbers of a chart as CSV, the chart as a picture.
 */
import { palette } from './palette.js';

const PIXELS = 2;
const MARGIN = 24;
/** A spreadsheet takes a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** @typedef {string | number | null | undefined} Cell a number stays a number; null is an empty cell */

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets tell UTF-8. @param {Cell[][]} rows */
export function csvOf(rows) {
    return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** @param {Cell} content */
function cell(content) {
    if (content === null || content === undefined) return '';
    if (typeof content === 'number') return Number.isFinite(content) ? String(content) : '';
    const guarded = FORMULA.test(content) ? `'${content}` : content;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * A chart with its title, value and range above it, in the theme of now.
 *
 * @param {HTMLElement & {picture(pixels: number): Promise<{canvas: HTMLCanvasElement, destroy(): void}>}} chart
 * @param {{title: string, value: string, lines: string[]}} about
 * @returns {Promise<Blob>} PNG
 */
export async function pictureOf(chart, { title, value, lines }) {
    const paint = palette(chart);
    const { canvas: plot, destroy } = await chart.picture(PIXELS);
    const family = getComputedStyle(chart).fontFamily;
    const head = 66 + 20 * lines.length;
    const canvas = document.createElement('canvas');
    canvas.width = plot.width + 2 * MARGIN * PIXELS;
    canvas.height = plot.height + (head + 2 * MARGIN) * PIXELS;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    pen.fillStyle = paint('--card');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(PIXELS, PIXELS);
    pen.textBaseline = 'top';
    const write = (/** @type {string} */ text, /** @type {number} */ y, /** @type {string} */ font, /** @type {string} */ token) => {
        pen.font = `${font} ${family}`;
        pen.fillStyle = paint(token);
        pen.fillText(text, MARGIN, MARGIN + y, canvas.width / PIXELS - 2 * MARGIN);
    };
    write(title, 0, '600 15px', '--ink-soft');
    write(value, 22, '640 30px', '--ink');
    lines.forEach((line, i) => write(line, 62 + 20 * i, '13px', '--ink-faint'));
    pen.drawImage(plot, MARGIN, MARGIN + head, plot.width / PIXELS, plot.height / PIXELS);
    destroy();
    return new Promise((done, refuse) => canvas.toBlob((blob) => (blob ? done(blob) : refuse(new Error('the picture is too large'))), 'image/png'));
}

/** Gives a file to the reader. @param {string} name @param {string | Blob} content @param {string} [type] */
export function save(name, content, type = 'text/csv;charset=utf-8') {
    const address = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000); // the browser has begun to read it by then
}
