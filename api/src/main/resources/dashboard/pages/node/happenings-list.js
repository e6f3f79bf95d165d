import { html, nothing } from 'lit';
import * as format from '../../words/format.js';
import { plural, t } from '../../words/i18n.js';
import * as icons from '../../parts/icons.js';

const SHOWN = 4;
/** How much around it is shown of what is gone to, in its own lengths; of a moment, two hours. */
const AROUND = 1;
const AROUND_SECONDS = 3600;
const ICONS = { annotation: icons.flag, alert: icons.bell, definition: icons.diamond, moment: icons.clock };

/**
 * The marks of a chart as a list: each lights its mark up while it is looked at, and goes to it.
 *
 * @param {{marks: import('../../charts/marks.js').Mark[], all: boolean, showAll: () => void, light: (id: string | null) => void, go: (from: number, to: number) => void}} list
 */
export function happeningsList({ marks, all, showAll, light, go }) {
    if (!marks.length) return nothing;
    const shown = all ? marks : marks.slice(0, SHOWN);
    return html`
        <section class="happenings" aria-labelledby="happenings-title">
            <h3 class="section" id="happenings-title">${t('happenings')}</h3>
            <ul>
                ${shown.map(
                    (mark) => html`
                        <li>
                            <button
                                type="button"
                                class="happening is-${mark.kind}"
                                @mouseenter=${() => light(mark.id)}
                                @mouseleave=${() => light(null)}
                                @focus=${() => light(mark.id)}
                                @blur=${() => light(null)}
                                @click=${() => {
                                    const around = mark.to === null ? AROUND_SECONDS : (mark.to - mark.from) * AROUND;
                                    go(mark.from - around, (mark.to ?? mark.from) + around);
                                }}
                            >
                                ${ICONS[mark.kind]}<span class="text">${mark.text}</span>
                                <span class="faint">${format.minute(mark.from * 1000)}${mark.to === null ? nothing : html` · ${format.duration((mark.to - mark.from) * 1000)}`}</span>
                            </button>
                        </li>
                    `,
                )}
            </ul>
            ${shown.length < marks.length ? html`<button class="quiet" type="button" @click=${showAll}>${plural('all', marks.length)}</button>` : nothing}
        </section>
    `;
}
