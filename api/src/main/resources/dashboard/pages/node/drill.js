import { html, nothing } from 'lit';
import { isOutdated } from '../../state/freshness.js';
import { store, Watch } from '../../state/store.js';
import { View } from '../../parts/element.js';
import { at } from './at.js';
import './cohorts.js';
import './explain.js';
import './funnel.js';
import './hours.js';
import './quantiles.js';
import './segments.js';

/** A metric taken apart: why it changed, and by segments, hours, steps, cohorts and quantiles where it has them. */
class Drill extends View {
    constructor() {
        super();
        new Watch(this, 'definition', 'route', 'connection');
    }

    render() {
        const here = at();
        this.classList.toggle('is-outdated', isOutdated(store.state));
        if (!here) return nothing;
        return html`
            <ps-funnel></ps-funnel>
            <ps-cohorts></ps-cohorts>
            <ps-quantiles></ps-quantiles>
            <ps-explain></ps-explain>
            <ps-segments></ps-segments>
            <ps-hours></ps-hours>
        `;
    }
}

customElements.define('ps-drill', Drill);
