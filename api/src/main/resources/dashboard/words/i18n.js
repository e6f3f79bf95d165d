/**
 * The page's words. Each language has one catalogue (i18n/en.json, i18n/zh.json) with the same keys.
 */
import { store } from '../state/store.js';

/** Loads a language and shows the page in it. @param {string} language */
export async function speak(language) {
    const reply = await fetch(`i18n/${language}.json`);
    if (!reply.ok) throw new Error(`catalogue ${language} is missing, status=${reply.status}`);
    const words = await reply.json();
    document.documentElement.lang = language;
    store.update({ language, words });
}

/**
 * A text of the catalogue with its {places} filled in. A missing key shows itself, which the catalogue test forbids.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [places]
 */
export function t(key, places) {
    const text = store.state.words[key] ?? key;
    return places ? text.replace(/\{(\w+)}/g, (whole, name) => String(places[name] ?? whole)) : text;
}

/** A text that depends on a count: `key.one` or `key.other`. @param {string} key @param {number} count */
export function plural(key, count, places = {}) {
    const form = new Intl.PluralRules(store.state.language).select(count) === 'one' ? 'one' : 'other';
    const shown = new Intl.NumberFormat(store.state.language).format(count);
    return t(`${key}.${form}`, { count: shown, ...places });
}
