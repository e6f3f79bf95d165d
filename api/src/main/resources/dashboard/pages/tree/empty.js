import { html } from 'lit';
import { t } from '../../words/i18n.js';
import { store, Watch } from '../../state/store.js';
import { View } from '../../parts/element.js';
import * as icons from '../../parts/icons.js';

/** The first run: no event yet, and how to send one. */
class Empty extends View {
    static properties = { copied: { state: true } };

    constructor() {
        super();
        this.copied = false;
        new Watch(this, 'words', 'definition');
    }

    render() {
        return html`
            <section class="empty" aria-labelledby="empty-title">
                <span class="mark">${icons.star}</span>
                <h2 id="empty-title">${t('empty.title')}</h2>
                <p>${t('empty.text')}</p>
                <div class="code">
                    <pre tabindex="0" aria-label=${t('empty.example')}><code>${example()}</code></pre>
                    <button class="tool" type="button" aria-label=${t('copy')} title=${t('copy')} @click=${() => this.#copy()}>
                        ${this.copied ? icons.check : icons.copy}
                    </button>
                    <span class="unseen" role="status">${this.copied ? t('copied') : ''}</span>
                </div>
                <p class="faint">${t('empty.demo')} <code>bin/polestar demo</code></p>
            </section>
        `;
    }

    async #copy() {
        await navigator.clipboard.writeText(example());
        this.copied = true;
        setTimeout(() => (this.copied = false), 2000);
    }
}

/** A request that the tree's own definition counts. */
function example() {
    const { definition } = store.state;
    const metrics = definition?.metrics ?? [];
    const star = metrics.find((m) => m.id === definition?.northStar);
    const type = star?.event ?? metrics.find((m) => m.event)?.event ?? 'order';
    const data = star?.of && !['subject', 'source'].includes(star.of) ? { data: { [star.of]: `${star.of}-1` } } : {};
    const event = { type, source: 'shop', subject: 'customer-1', ...data };
    return `curl ${location.origin}/v1/events \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(event)}'`;
}

customElements.define('ps-empty', Empty);
