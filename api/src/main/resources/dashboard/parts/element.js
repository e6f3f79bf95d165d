import { LitElement } from 'lit';

/** A view without a shadow root: the page's style sheets and its accessibility references reach into it. */
export class View extends LitElement {
    createRenderRoot() {
        return this;
    }
}
