import * as route from '../../state/route.js';

/** A scene is read before it goes, and an address that says less is not believed. */
const LEAST_SECONDS = 5;
const MOST_SECONDS = 3600;

/**
 * The slow turn from scene to scene, as many seconds each as `turn=` in the address says. Whoever wants less motion gets
 * none of it, and sees everything together.
 */
export class Turn {
    scene = 0;
    paused = false;
    /** 0 when it does not turn */
    seconds = 0;
    #host;
    #scenes;
    #timer = 0;
    #calm = matchMedia('(prefers-reduced-motion: reduce)');
    #changed = () => this.#host.requestUpdate();

    /** @param {import('lit').ReactiveControllerHost} host @param {number} scenes */
    constructor(host, scenes) {
        this.#host = host;
        this.#scenes = scenes;
        host.addController(this);
    }

    hostConnected() {
        this.#calm.addEventListener('change', this.#changed);
    }

    hostDisconnected() {
        this.#calm.removeEventListener('change', this.#changed);
        clearInterval(this.#timer);
        this.seconds = 0;
    }

    hostUpdate() {
        const asked = Number(route.read().query.turn) || 0;
        const seconds = this.#calm.matches || asked <= 0 ? 0 : Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, asked));
        if (seconds === this.seconds) return;
        this.seconds = seconds;
        this.scene = 0;
        this.paused = false;
        this.#wind();
    }

    /** Stands still, or goes on. */
    pause() {
        this.paused = !this.paused;
        this.#wind();
        this.#host.requestUpdate();
    }

    /** Goes on by hand; the scene then has its whole time. @param {number} steps */
    by(steps) {
        this.scene = (this.scene + steps + this.#scenes) % this.#scenes;
        this.#wind();
        this.#host.requestUpdate();
    }

    #wind() {
        clearInterval(this.#timer);
        if (this.seconds && !this.paused) this.#timer = setInterval(() => this.by(1), this.seconds * 1000);
    }
}
