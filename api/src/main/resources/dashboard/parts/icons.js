/** The page's drawings. All are decoration: the text beside them says the same. */
import { html, svg } from 'lit';

const draw = (/** @type {unknown} */ shapes) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shapes}</svg>`;
const line = (/** @type {string} */ path) => draw(svg`<path class="stroke" d=${path} />`);

export const star = draw(svg`<path class="fill" d="M8 .8c.5 4.100 2.600 6.600 7.200 7.200-4.600.6-6.700 3.100-7.200 7.200C7.500 11.100 5.400 8.600.8 8 5.400 7.400 7.500 4.900 8 .8z" />`);
export const up = draw(svg`<path class="fill" d="M8 3.200 13.200 12H2.800z" />`);
export const down = draw(svg`<path class="fill" d="M8 12.800 2.800 4h10.400z" />`);
export const flat = line('M3 8h10');
export const bell = line('M4 11.500V7.200a4 4 0 0 1 8 0v4.300l1 1H3zM6.800 14.200h2.400');
export const clock = line('M8 4.500V8l2.300 1.600M8 1.700a6.300 6.300 0 1 1 0 12.600A6.300 6.300 0 0 1 8 1.700z');
export const check = line('M3.500 8.500 6.700 11.500 12.500 4.800');
export const shield = line('M8 1.700l5 1.800v4.300c0 3-2 5.200-5 6.500-3-1.300-5-3.500-5-6.500V3.500z');
export const link = line('M6.500 9.500l3-3M7 4.700l1.500-1.500a2.900 2.900 0 0 1 4.200 4.200L11.200 9M9 11.300l-1.500 1.500a2.900 2.900 0 0 1-4.200-4.200L4.800 7');
export const close = line('M4 4l8 8M12 4l-8 8');
export const broken = line('M2 8h3M11 8h3M7 5.500v5M9 5.500v5');
export const pause = line('M6 4v8M10 4v8');
export const mute = line('M4 11.500V7.200a4 4 0 0 1 6.500-3.100M12 7v4.500l1 1H6M2.500 13.500l11-11M6.800 14.200h2.400');
export const person = line('M8 8.200a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM3 13.700c.5-2.300 2.500-3.500 5-3.500s4.500 1.200 5 3.500');
export const sun = line('M8 5.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600zM8 1.300v1.400M8 13.300v1.400M1.300 8h1.400M13.300 8h1.400M3.300 3.300l1 1M11.700 11.700l1 1M3.300 12.700l1-1M11.700 4.300l1-1');
export const flag = draw(svg`<path class="stroke" d="M4 14V2.500" /><path class="fill" d="M4.500 2.500 12.500 5.500 4.500 8.500z" />`);
export const diamond = draw(svg`<path class="fill" d="M8 3l5 5-5 5-5-5z" />`);
export const moon = line('M13.200 9.600A5.700 5.700 0 0 1 6.400 2.800a5.700 5.700 0 1 0 6.800 6.800z');
export const half = draw(svg`<path class="stroke" d="M8 2.200a5.800 5.800 0 1 1 0 11.600A5.800 5.800 0 0 1 8 2.200z" /><path class="fill" d="M8 2.200a5.800 5.800 0 0 1 0 11.600z" />`);
export const copy = line('M5.500 5.500h7v8h-7zM3.500 10.500v-8h7');
export const gap = line('M2 8h4M10 8h4M7 11l2-6');
export const tree = line('M8 2.500v3M3.500 13.500v-3.500h9v3.500M8 5.500v4.500M6.500 2.500h3');
export const sources = line('M8 2c3 0 5 .9 5 2s-2 2-5 2-5-.9-5-2 2-2 5-2zM3 4v8c0 1.100 2 2 5 2s5-.9 5-2V4M3 8c0 1.100 2 2 5 2s5-.9 5-2');
export const pen = line('M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300zM9 4.700l2.300 2.300');
export const earlier = line('M9.500 3.500 5 8l4.500 4.500');
export const later = line('M6.500 3.500 11 8l-4.500 4.500');
export const wide = line('M2 8h12M4.500 5.500 2 8l2.500 2.500M11.500 5.500 14 8l-2.500 2.500');
export const narrow = line('M1.500 8h4.500M10 8h4.500M4 5.500 6.500 8 4 10.500M12 5.500 9.500 8l2.500 2.500');
export const turn = line('M13 8a5 5 0 1 1-1.600-3.700M13.300 2.300v2.700h-2.700');
export const note = line('M2.500 3h11v7.500H8.500L5.500 13.300v-2.800h-3zM5.500 6.700h5M8 4.700v4');
export const screen = line('M2 3h12v8H2zM5.500 13.500h5M8 11v2.500');
export const question = line('M5.800 6a2.200 2.200 0 1 1 3.300 1.900c-.8.5-1.100.9-1.100 1.700M8 12.200h0');
export const board = line('M2.500 2.500h4.500v6h-4.500zM9 2.500h4.500v3.500H9zM9 8h4.500v5.500H9zM2.500 10.500h4.500v3h-4.500z');
