/**
 * This device's clock against the server's. Nothing on the page is computed from this device's clock; the reader who
 * compares the two is told when they differ.
 */
import { store } from '../state/store.js';

/** An answer may be late by some seconds, and nobody minds a minute. */
const TOLERATED_MILLIS = 120_000;
/** What is told does not flicker between two minutes. */
const NEWS_MILLIS = 90_000;

/** @param {number} serverMillis what time it was at the server when it sent this; NaN when it did not say */
export function compare(serverMillis) {
    const offMillis = Date.now() - serverMillis;
    if (Number.isNaN(offMillis)) return;
    const told = store.state.clockOffMillis;
    const off = Math.abs(offMillis) > TOLERATED_MILLIS ? offMillis : 0;
    if ((off === 0) !== (told === 0) || Math.abs(off - told) > NEWS_MILLIS) store.update({ clockOffMillis: off });
}
