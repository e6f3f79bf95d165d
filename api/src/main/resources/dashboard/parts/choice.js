import { html, nothing } from 'lit';

/**
 * One of a few, as a row of segments: native radio buttons, so that arrows, screen readers and focus work by themselves.
 *
 * @param {{name: string, legend: string, options: {value: string, text: string, lang?: string}[], value: string, choose: (value: string) => void}} choice
 */
export function choice({ name, legend, options, value, choose }) {
    return html`
        <fieldset class="choice">
            <legend class="unseen">${legend}</legend>
            ${options.map(
                (option) => html`
                    <label>
                        <input
                            type="radio"
                            name=${name}
                            value=${option.value}
                            .checked=${option.value === value}
                            @change=${() => choose(option.value)}
                        />
                        <span lang=${option.lang ?? nothing}>${option.text}</span>
                    </label>
                `,
            )}
        </fieldset>
    `;
}
