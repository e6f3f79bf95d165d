import { html, nothing } from 'lit';
import { Live, readingOf } from '../../server/live.js';
import { comparisonsOf } from '../../state/against.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { windowName, windowsInOrder } from '../../words/names.js';
import { View } from '../../parts/element.js';
import { changeOf, valueOf } from '../../parts/readings.js';
import { at } from './at.js';

/** The metric over every window it has, side by side; each is a way to that window. */
class Windows extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'definition', 'window', 'against', 'route', 'readings', 'connection');
        new Live(this, () => {
            const here = at();
            return here ? here.metric.windows.map((window) => topicFor(here, window)) : [];
        });
    }

    render() {
        const here = at();
        if (!here || here.metric.windows.length < 2) return nothing;
        const { metric } = here;
        return html`
            <nav class="all-windows" aria-label=${t('windows')}>
                ${windowsInOrder(metric.windows).map((window) => {
                    const reading = readingOf(topicFor(here, window));
                    const known = store.state.definition?.windows.includes(window);
                    return html`
                        <a href=${known ? route.here({ window, span: null, from: null, to: null, at: null }) : nothing} aria-current=${window === here.window ? 'true' : nothing} data-window=${window}>
                            <span class="name">${windowName(window)}</span>
                            <span class="value">${reading ? valueOf(reading.value, metric) : html`<span class="skeleton"></span>`}</span>
                            ${reading ? changeOf(reading.value, reading.previous, metric) : nothing}
                        </a>
                    `;
                })}
            </nav>
        `;
    }
}

/** A window that cannot be compared as the others are is compared with the one before it. @param {import('./at.js').At} here @param {string} window */
function topicFor({ metric, where, against }, window) {
    return { metric: metric.id, window, where, against: comparisonsOf(window).includes(against) ? against : 'previous' };
}

customElements.define('ps-windows', Windows);
