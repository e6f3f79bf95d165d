import { html, nothing } from 'lit';
import * as route from '../../state/route.js';
import { Watch } from '../../state/store.js';
import { t } from '../../words/i18n.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';

const TURN_SECONDS = '20';

/** The wall's few buttons: whole screen, kept awake, turning, and the way out. What the browser cannot do is not offered. */
class WallControls extends View {
    static properties = { turning: { type: Boolean }, paused: { type: Boolean }, lock: { state: true } };

    #changed = () => this.requestUpdate();
    #seen = () => void this.#relock();
    /** The reader wants it awake, whether or not the browser holds the lock this moment. */
    #wanted = false;

    constructor() {
        super();
        this.turning = false;
        this.paused = false;
        /** @type {WakeLockSentinel | null} */
        this.lock = null;
        new Watch(this, 'words', 'route');
    }

    connectedCallback() {
        super.connectedCallback();
        document.addEventListener('fullscreenchange', this.#changed);
        document.addEventListener('visibilitychange', this.#seen);
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('fullscreenchange', this.#changed);
        document.removeEventListener('visibilitychange', this.#seen);
        this.#wanted = false;
        void this.lock?.release();
        if (document.fullscreenElement) void document.exitFullscreen();
    }

    render() {
        const whole = document.fullscreenElement !== null;
        return html`
            <div class="wall-controls" role="toolbar" aria-label=${t('wall.controls')}>
                ${document.fullscreenEnabled ? this.#button('fullscreen', whole ? t('wall.window') : t('wall.fullscreen'), icons.screen, () => this.#fullscreen(), whole) : nothing}
                ${'wakeLock' in navigator ? this.#button('awake', t('wall.awake'), icons.sun, () => this.#keepAwake(), this.lock !== null) : nothing}
                ${this.#button('turn', t('wall.turn'), icons.turn, () => route.become(route.here({ turn: this.turning ? null : TURN_SECONDS })), this.turning)}
                ${this.turning ? this.#button('pause', t('wall.pause'), icons.pause, () => this.dispatchEvent(new CustomEvent('pause')), this.paused) : nothing}
                <a class="tool" data-control="leave" href=${route.to('tree')} title=${`${t('wall.leave')} (Esc)`}>${icons.close}<span>${t('wall.leave')}</span></a>
            </div>
        `;
    }

    /** @param {string} control @param {string} name @param {unknown} icon @param {() => void} act @param {boolean} pressed */
    #button(control, name, icon, act, pressed) {
        return html`<button class="tool" type="button" data-control=${control} aria-pressed=${pressed} @click=${act}>${icon}<span>${name}</span></button>`;
    }

    #fullscreen() {
        // A browser may refuse, as in a frame: then the wall goes on in its window.
        const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
        done.catch(() => this.requestUpdate());
    }

    async #keepAwake() {
        this.#wanted = this.lock === null;
        if (this.#wanted) await this.#relock();
        else await this.lock?.release();
    }

    /** The browser takes the lock back when the tab is hidden. */
    async #relock() {
        if (!this.#wanted || this.lock || document.visibilityState !== 'visible') return;
        try {
            const lock = await navigator.wakeLock.request('screen');
            lock.addEventListener('release', () => (this.lock = null));
            this.lock = lock;
        } catch {
            this.lock = null; // refused, as on a low battery: the button shows that it is not held
        }
    }
}

customElements.define('ps-wall-controls', WallControls);
