import { html, nothing } from 'lit';
import { store } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { label, metricLabel } from '../../words/names.js';
import * as route from '../../state/route.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import { paceBar } from './pace.js';
import { changeOf, stateOf, valueOf } from '../../parts/readings.js';
import { sparkline } from '../../charts/sparkline.js';

const FLASH = { duration: 900, easing: 'ease-out' };
/** A number that moves all the time is not lit all the time. */
const FLASH_PAUSE_MILLIS = 4000;

/**
 * One metric of the tree: its value now, its change, its recent past, its state and its owner. The whole card is one
 * link to the detail.
 */
class NodeCard extends View {
    #flashedAtMillis = 0;

    static properties = {
        metric: { attribute: false },
        reading: { attribute: false },
        form: { attribute: false },
        guards: { attribute: false },
        waiting: { type: Boolean },
        state: { attribute: false },
        live: { type: Boolean },
        dim: { type: Boolean },
        pace: { attribute: false },
        language: { attribute: false },
    };

    constructor() {
        super();
        /** @type {import('../../state/types.js').MetricDefinition} */
        this.metric = /** @type {any} */ (null);
        /** @type {import('../../state/types.js').Node | undefined} */
        this.reading = undefined;
        /** @type {'star' | 'card' | 'row' | 'line'} */
        this.form = 'card';
        /** @type {string | null} */
        this.guards = null;
        this.waiting = true;
        /** @type {import('../../state/types.js').Alert['state'] | 'stale'} */
        this.state = 'inactive';
        this.live = false;
        /** Something else is looked for. */
        this.dim = false;
        /** @type {import('../../state/types.js').MetricReading | null} over the window of its target */
        this.pace = null;
        this.language = '';
    }

    render() {
        const { metric, reading, form, state } = this;
        return html`
            <article class="node is-${state} is-${form} ${this.dim ? 'is-dim' : ''}" data-metric=${metric.id}>
                <header>
                    ${form === 'star' ? html`<span class="mark">${icons.star}</span>` : nothing} ${this.#title()}
                    ${reading ? stateOf(state) : nothing}
                </header>
                <p class="value">${this.waiting ? html`<span class="skeleton"></span>` : valueOf(reading?.value, metric)}</p>
                <p class="against">${this.#against()}</p>
                ${sparkline(reading?.sparkline ?? [])}
                ${form === 'star' || form === 'card' ? paceBar(this.pace, metric) : nothing}
                <footer>
                    <span class="owner" title=${`${t('owner')}: ${metric.owner}`}>
                        ${icons.person}<span class="unseen">${t('owner')}</span><span class="name">${metric.owner}</span>
                    </span>
                    ${this.#fresh()}
                    ${this.guards ? html`<span class="guards">${icons.shield}${t('guards', { metric: metricLabel(this.guards) })}</span>` : nothing}
                </footer>
            </article>
        `;
    }

    /** Until when nothing is outstanding. */
    #fresh() {
        const watermark = store.state.tree?.trust.watermark;
        if (!watermark || this.form !== 'star') return nothing;
        return html`<span class="fresh" title=${t('fresh.explained')}>${icons.clock}${t('fresh', { time: format.second(watermark) })}</span>`;
    }

    #title() {
        const link = this.#link(label(this.metric.labels, this.metric.id));
        if (this.form === 'star') return html`<h2>${link}</h2>`;
        return this.form === 'card' || this.form === 'row' ? html`<h3>${link}</h3>` : html`<h4>${link}</h4>`;
    }

    #against() {
        if (this.reading) return changeOf(this.reading.value, this.reading.previous, this.metric);
        return this.waiting ? nothing : html`<span class="change is-none">${t('window.notKept')}</span>`;
    }

    #link(/** @type {string} */ name) {
        return html`<a href=${route.to('node', this.metric.id)}>${name}</a>`;
    }

    /** A live value that moved is lit for a moment. @param {Map<PropertyKey, any>} changed */
    updated(changed) {
        const before = changed.get('reading');
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
        if (!before || !this.live || calm || before.value === this.reading?.value) return;
        if (Date.now() - this.#flashedAtMillis < FLASH_PAUSE_MILLIS) return;
        this.#flashedAtMillis = Date.now();
        this.querySelector('.number')?.animate([{ color: 'var(--accent)' }, {}], FLASH);
    }
}

customElements.define('ps-node', NodeCard);
