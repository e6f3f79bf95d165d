import { html, nothing } from 'lit';
import { t } from '../words/i18n.js';

/** The axis begins at zero when what changed is at least so much of it; else the bars would be too short to tell apart. */
const LEAST_SHARE = 0.25;
const ROOM = 0.08;

/**
 * One bar of a waterfall.
 *
 * @typedef {object} Bar
 * @property {unknown} name
 * @property {unknown} [note] a second line under the name
 * @property {number | null} amount what it adds; null when that is not known
 * @property {string} text the amount in words
 * @property {string} share of the whole change
 */

/**
 * From one total to another, one contribution after the other: each bar begins where the one above it ends, so that the
 * eye sees them add up. It is a table, and read as one by those who do not see the bars.
 *
 * @param {{caption: string, before: {name: string, value: number, text: string}, now: {name: string, value: number, text: string}, bars: Bar[], axis: (value: number) => string}} of
 */
export function waterfall({ caption, before, now, bars, axis }) {
    let at = before.value;
    const steps = bars.map((bar) => ({ bar, from: at, to: (at += bar.amount ?? 0) }));
    const levels = [before.value, now.value, ...steps.map((step) => step.to)];
    const [low, high] = axisOf(Math.min(...levels), Math.max(...levels));
    const place = (/** @type {number} */ value) => ((value - low) / (high - low)) * 100;
    const span = (/** @type {number} */ from, /** @type {number} */ to) =>
        `left: ${place(Math.min(from, to))}%; width: max(2px, ${Math.abs(place(to) - place(from))}%)`;
    const base = Math.max(low, Math.min(0, high));
    const total = (/** @type {typeof before} */ of, /** @type {boolean} */ isLast) => html`
        <tr class="is-total">
            <th scope="row">${of.name}</th>
            <td class="track" aria-hidden="true">
                <i class="total ${low > 0 || high < 0 ? 'is-cut' : ''}" .style=${span(base, of.value)}></i>
                ${isLast ? nothing : html`<i class="edge" .style=${`left: ${place(of.value)}%`}></i>`}
            </td>
            <td class="count"><b>${of.text}</b></td>
            <td class="count"></td>
        </tr>
    `;
    return html`
        <table class="waterfall">
            <caption class="unseen">${caption}</caption>
            <thead>
                <tr>
                    <th scope="col">${t('waterfall.what')}</th>
                    <td aria-hidden="true"></td>
                    <th scope="col" class="count">${t('waterfall.amount')}</th>
                    <th scope="col" class="count">${t('waterfall.share')}</th>
                </tr>
            </thead>
            <tbody>
                ${total(before, false)}
                ${steps.map(
                    ({ bar, from, to }) => html`
                        <tr>
                            <th scope="row">${bar.name}${bar.note ? html`<span class="faint">${bar.note}</span>` : nothing}</th>
                            <td class="track" aria-hidden="true">
                                ${bar.amount ? html`<i class=${bar.amount > 0 ? 'is-up' : 'is-down'} .style=${span(from, to)}></i>` : nothing}
                                <i class="edge" .style=${`left: ${place(to)}%`}></i>
                            </td>
                            <td class="count ${bar.amount ? (bar.amount > 0 ? 'is-up' : 'is-down') : ''}">${bar.text}</td>
                            <td class="count faint">${bar.share}</td>
                        </tr>
                    `,
                )}
                ${total(now, true)}
            </tbody>
        </table>
        ${low > 0 || high < 0 ? html`<p class="faint note">${t('waterfall.cut', { value: axis(low > 0 ? low : high) })}</p>` : nothing}
    `;
}

/** @param {number} least @param {number} most @returns {[number, number]} */
function axisOf(least, most) {
    const change = most - least;
    const size = Math.max(Math.abs(least), Math.abs(most));
    if (!change) return least > 0 ? [0, most] : [Math.min(least, 0), Math.max(most, 0) || 1];
    if (change < size * LEAST_SHARE) return [least > 0 ? least - change * ROOM * 3 : least - change * ROOM, most < 0 ? most + change * ROOM * 3 : most + change * ROOM];
    return [Math.min(0, least - (least < 0 ? change * ROOM : 0)), Math.max(0, most)];
}
