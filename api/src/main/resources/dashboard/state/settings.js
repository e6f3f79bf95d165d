/**
 * What a reader chose for this browser: language and theme. Kept in localStorage where the browser allows it; a
 * `?lang=` in the address wins over what is kept.
 */

export const LANGUAGES = ['en', 'zh'];
export const THEMES = ['auto', 'light', 'dark'];

/** @param {string} key @returns {string | null} */
function kept(key) {
    try {
        return localStorage.getItem(`polestar.${key}`);
    } catch {
        return null; // storage is blocked: the choice lasts as long as the page
    }
}

/** @param {string} key @param {string} value */
function keep(key, value) {
    try {
        localStorage.setItem(`polestar.${key}`, value);
    } catch {
        // storage is blocked: the choice lasts as long as the page
    }
}

/** The language to speak: the address, then what was kept, then the browser's. @returns {string} */
export function language() {
    const asked = new URLSearchParams(location.search).get('lang') ?? kept('language') ?? navigator.language ?? 'en';
    return asked.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Keeps a language and writes it into the address where the address named another. @param {string} language */
export function keepLanguage(language) {
    keep('language', language);
    document.documentElement.lang = language;
    const address = new URL(location.href);
    if (address.searchParams.has('lang')) {
        address.searchParams.set('lang', language);
        history.replaceState(history.state, '', address);
    }
}

/** @returns {string} one of THEMES */
export function theme() {
    const chosen = kept('theme') ?? 'auto';
    return THEMES.includes(chosen) ? chosen : 'auto';
}

/** @param {string} theme one of THEMES */
export function keepTheme(theme) {
    keep('theme', theme);
    document.documentElement.dataset.theme = theme;
}

/** Under which name the reader acts: who acknowledges, silences, annotates. @returns {string} "" until it was given */
export function author() {
    return kept('author') ?? '';
}

/** @param {string} name */
export function keepAuthor(name) {
    keep('author', name);
}
