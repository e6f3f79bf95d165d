import { html, nothing } from 'lit';
import { freshness, isOutdated } from '../../state/freshness.js';
import * as route from '../../state/route.js';
import { store, Watch } from '../../state/store.js';
import * as format from '../../words/format.js';
import { t } from '../../words/i18n.js';
import { windowName } from '../../words/names.js';
import { standing } from '../../words/standing.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';
import './alerts.js';
import './controls.js';
import { Drift } from './drift.js';
import './star.js';
import './tiles.js';
import { Turn } from './turn.js';

/** What the wall shows one after the other when it turns; all of it together when it does not. */
const SCENES = /** @type {const} */ (['star', 'tiles', 'alerts']);

/** The tree for a whole room: readable from across it, without anybody touching it for weeks. */
class WallPage extends View {
    static properties = { awake: { state: true } };

    #drift = new Drift(this);
    #turn = new Turn(this, SCENES.length);
    #rest = 0;
    #tick = 0;
    #keyed = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    #moved = () => this.#stir();

    constructor() {
        super();
        this.awake = true;
        new Watch(this, 'words', 'definition', 'window', 'tree', 'connection', 'offline', 'slow', 'route');
    }

    connectedCallback() {
        super.connectedCallback();
        addEventListener('keydown', this.#keyed);
        addEventListener('pointermove', this.#moved);
        this.#tick = setInterval(() => {
            if (freshness(store.state) === 'reconnecting') this.requestUpdate();
        }, 1000);
        this.#stir();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        removeEventListener('keydown', this.#keyed);
        removeEventListener('pointermove', this.#moved);
        clearTimeout(this.#rest);
        clearInterval(this.#tick);
    }

    render() {
        const { definition, window } = store.state;
        const now = freshness(store.state);
        const turning = this.#turn.seconds > 0;
        const scene = turning ? SCENES[this.#turn.scene] : 'all';
        const words = standing(store.state);
        return html`
            <div class="wall ${now === 'live' ? 'is-live' : 'is-still'} ${now === 'held' ? 'is-held' : ''} ${isOutdated(store.state) ? 'is-outdated' : ''} ${this.awake ? '' : 'is-resting'}" data-scene=${scene}>
                <div class="wall-body" .style=${`translate: ${this.#drift.offset}`}>
                    <header class="wall-head">
                        <h1><span class="mark">${icons.star}</span>${definition?.name ?? 'Polestar'}</h1>
                        <p class="wall-window">${definition ? windowName(window) : nothing}</p>
                        ${this.#clock()}
                    </header>
                    <div class="wall-words" role="status">${words.length ? html`<p>${now === 'held' ? icons.pause : icons.broken}<span>${words.join(' ')}</span></p>` : nothing}</div>
                    ${scene === 'all' || scene === 'star' ? html`<ps-wall-star></ps-wall-star>` : nothing}
                    ${scene === 'all' || scene === 'tiles' ? html`<ps-wall-tiles></ps-wall-tiles>` : nothing}
                    <ps-wall-alerts ?all=${scene === 'alerts'}></ps-wall-alerts>
                </div>
                <ps-wall-controls .turning=${turning} .paused=${this.#turn.paused} @pause=${() => this.#turn.pause()}></ps-wall-controls>
            </div>
        `;
    }

    #clock() {
        const { tree } = store.state;
        const now = freshness(store.state);
        return html`
            <p class="wall-clock">
                <span class="pill is-${now}" data-freshness=${now}><i class="dot" aria-hidden="true"></i>${t(`phase.${now}`)}</span>
                ${tree ? html`<time datetime=${tree.trust.clock}>${t('clock', { time: format.second(tree.trust.clock) })}</time>` : nothing}
            </p>
        `;
    }

    /** Somebody is there: the pointer and the buttons are shown, and go when it has been still for a while. */
    #stir() {
        this.awake = true;
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => (this.awake = false), 3000);
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog:modal')) return;
        this.#stir();
        if (event.key === 'Escape' || event.key === 'x') route.go(route.to('tree'));
        else if (event.key === 'ArrowRight') this.#turn.by(1);
        else if (event.key === 'ArrowLeft') this.#turn.by(-1);
        else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) this.#turn.pause();
        else return;
        event.preventDefault();
    }
}

customElements.define('ps-wall-page', WallPage);
