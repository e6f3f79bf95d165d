import { html, nothing } from 'lit';
import * as format from '../words/format.js';
import { speak, t } from '../words/i18n.js';
import { freshness, isEmpty } from '../state/freshness.js';
import { windowName, windowsInOrder } from '../words/names.js';
import * as route from '../state/route.js';
import { keepLanguage, keepTheme, LANGUAGES, THEMES } from '../state/settings.js';
import { store, Watch } from '../state/store.js';
import { choice } from '../parts/choice.js';
import { View } from '../parts/element.js';
import * as icons from '../parts/icons.js';
import { pick } from '../parts/pick.js';

const THEME_ICONS = { auto: icons.half, light: icons.sun, dark: icons.moon };
/** @type {[import('../state/route.js').Page, unknown][]} */
const SHOWN_PAGES = [
    ['tree', icons.tree],
    ['alerts', icons.bell],
    ['sources', icons.sources],
    ['definition', icons.pen],
    ['board', icons.board],
];
/** Pages whose numbers are of one window. */
const WINDOWED = ['tree', 'node', 'board', 'wall'];
const LANGUAGE_NAMES = { en: 'EN', zh: '中文' };

/** The bar on top: whose tree this is, where the reader is, which window, how fresh, and what can be done from anywhere. */
class Header extends View {
    constructor() {
        super();
        new Watch(this, 'words', 'theme', 'definition', 'window', 'tree', 'connection', 'offline', 'route');
    }

    render() {
        const { definition, route: at } = store.state;
        return html`
            <a class="brand" href=${route.to('tree')}>
                <span class="mark">${icons.star}</span>
                <span>
                    <b>${definition?.name ?? 'Polestar'}</b>
                    <span>Polestar</span>
                </span>
            </a>
            ${this.#pages()}
            <div class="windows">${definition && WINDOWED.includes(at.page) ? this.#windows() : nothing}</div>
            <div class="status">${this.#pill()} ${this.#moment()}</div>
            <div class="tools">
                <button class="tool" type="button" aria-keyshortcuts="a" title=${`${t('annotate')} (A)`} aria-label=${t('annotate')} @click=${() => store.update({ dialog: 'annotate' })}>
                    ${icons.note}
                </button>
                <a class="tool wall-link" href=${route.to('wall')} aria-keyshortcuts="w" title=${`${t('wall.open')} (W)`} aria-label=${t('wall.open')}>${icons.screen}</a>
                <button class="tool help" type="button" aria-keyshortcuts="?" title=${`${t('help')} (?)`} aria-label=${t('help')} @click=${() => store.update({ dialog: 'help' })}>
                    ${icons.question}
                </button>
                ${this.#themes()} ${this.#languages()}
            </div>
        `;
    }

    #pages() {
        const { page } = store.state.route;
        return html`
            <nav class="pages" aria-label=${t('pages')}>
                ${SHOWN_PAGES.map(
                    ([name, icon]) => html`
                        <a href=${route.to(name)} aria-current=${page === name || (page === 'node' && name === 'tree') ? 'page' : nothing}>${icon}<span>${t(`page.${name}`)}</span></a>
                    `,
                )}
            </nav>
        `;
    }

    #windows() {
        const { definition, window } = store.state;
        return pick({
            name: 'window',
            legend: t('window'),
            options: windowsInOrder(definition?.windows ?? []).map((name) => ({ value: name, text: windowName(name) })),
            value: window,
            choose: (name) => route.go(route.here({ window: name, span: null })),
        });
    }

    /** The data's time, not the reader's. */
    #moment() {
        const { tree } = store.state;
        if (!tree || isEmpty(store.state)) return nothing;
        const time = freshness(store.state) === 'live' ? format.second(tree.trust.clock) : format.minute(tree.trust.clock);
        return html`<time class="moment" datetime=${tree.trust.clock}>${t('clock', { time })}</time>`;
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
