import { html } from 'lit';
import { exampleRequest } from '../../parts/example.js';
import { t } from '../../words/i18n.js';
import '../../parts/snippet.js';

/** What POST /v1/events takes, and the word for each. */
const FORMATS = [
    ['application/json', 'json'],
    ['application/x-ndjson', 'ndjson'],
    ['application/cloudevents+json', 'cloudevent'],
    ['application/cloudevents-batch+json', 'cloudevent_batch'],
    ['ce-specversion: 1.0', 'cloudevent_binary'],
];

/** How events are sent: a request to copy, the formats, and the description of the whole API. */
export function send() {
    return html`
        <p>${t('sources.send.text')}</p>
        <ps-snippet .text=${exampleRequest()} .label=${t('empty.example')}></ps-snippet>
        <details class="formats">
            <summary>${t('sources.send.formats')}</summary>
            <dl class="rows">${FORMATS.map(([type, name]) => html`<dt><code>${type}</code></dt><dd>${t(`sources.format.${name}`)}</dd>`)}</dl>
        </details>
        <p class="faint">${t('sources.send.declare')} <a class="link" href="/openapi.json" target="_blank" rel="noopener">${t('sources.send.api')}</a></p>
    `;
}
