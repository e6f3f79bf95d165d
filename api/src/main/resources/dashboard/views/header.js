import { html } from 'lit';
import * as format from '../format.js';
import { speak, t } from '../i18n.js';
import { freshness, isEmpty } from '../live.js';
import { windowName } from '../names.js';
import * as route from '../route.js';
import { keepLanguage, keepTheme, LANGUAGES, THEMES } from '../settings.js';
import { store, Watch } from '../store.js';
import { choice } from './choice.js';
import { View } from './element.js';
import * as icons from './icons.js';

const THEME_ICONS = { auto: icons.half, light: icons.sun, dark: icons.moon };
const LANGUAGE_NAMES = { en: 'EN', zh: '中文' };

/** The bar on top: whose tree this is, which window, how fresh, and in which language and light. */
class Header extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'theme', 'definition', 'window', 'tree', 'connection');
    }

    render() {
        const { definition } = store.state;
        return html`
            <div class="brand">
                <span class="mark">${icons.star}</span>
                <div>
                    <h1>${definition?.name ?? 'Polestar'}</h1>
                    <p>Polestar</p>
                </div>
            </div>
            ${definition ? this.#windows() : ''}
            <div class="status">${this.#moment()} ${this.#pill()}</div>
            <div class="tools">${this.#languages()} ${this.#themes()}</div>
        `;
    }

    #windows() {
        const { definition, window } = store.state;
        return choice({
            name: 'window',
            legend: t('window'),
            options: (definition?.windows ?? []).map((name) => ({ value: name, text: windowName(name) })),
            value: window,
            choose: (name) => route.go({ window: name, span: null }),
        });
    }

    /** The data's time, not the reader's. */
    #moment() {
        const { tree } = store.state;
        if (!tree || isEmpty(store.state)) return '';
        const now = freshness(store.state);
        const text = now === 'held' ? t('clock.held', { time: format.minute(tree.trust.clock) }) : t('clock', { time: format.second(tree.trust.clock) });
        return html`<time class="moment" datetime=${tree.trust.clock}>${text}</time>`;
    }

    #pill() {
        const now = freshness(store.state);
        return html`<span class="pill is-${now}" data-freshness=${now}><i class="dot" aria-hidden="true"></i>${t(`phase.${now}`)}</span>`;
    }

    #languages() {
        return choice({
            name: 'language',
            legend: t('language'),
            options: LANGUAGES.map((code) => ({ value: code, text: LANGUAGE_NAMES[/** @type {'en' | 'zh'} */ (code)], lang: code })),
            value: store.state.language,
            choose: (code) => {
                keepLanguage(code);
                void speak(code);
            },
        });
    }

    #themes() {
        const { theme } = store.state;
        const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
        const name = t('theme', { name: t(`theme.${theme}`) });
        return html`
            <button
                class="tool theme"
                type="button"
                title=${name}
                aria-label=${name}
                @click=${() => {
                    keepTheme(next);
                    store.update({ theme: next });
                }}
            >
                ${THEME_ICONS[/** @type {'auto' | 'light' | 'dark'} */ (theme)]}
            </button>
        `;
    }
}

customElements.define('ps-header', Header);
