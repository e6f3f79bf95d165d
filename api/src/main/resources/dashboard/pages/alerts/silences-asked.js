import { Ask } from '../../server/ask.js';
import * as http from '../../server/http.js';

const EVERY_MILLIS = 60_000;

/** The silences there are, kept fresh for a view. @param {import('lit').ReactiveControllerHost} host @returns {Ask<{silences: import('./alert-words.js').Silence[]}>} */
export function askSilences(host) {
    return new Ask(host, () => ({ key: 'silences', everyMillis: EVERY_MILLIS, load: (signal) => http.get('/v1/silences', {}, signal) }));
}
