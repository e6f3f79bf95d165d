/**
 * Stretches between two values over time, drawn under the lines: what is likely to come, what is usual. A band has times of
 * its own, since it may lie where there is no value yet.
 *
 * @typedef {object} Band
 * @property {number[]} times seconds, rising
 * @property {(number | null)[]} low
 * @property {(number | null)[]} high
 * @property {(number | null)[]} [middle] drawn as a dashed line
 * @property {'strong' | 'faint'} tone
 * @property {string} name what it stands for
 */

/**
 * @param {() => Band[]} bands
 * @param {import('./palette.js').Paint} paint
 * @param {number} scale pixels of the canvas for one of the page
 * @returns {import('uplot').Plugin}
 */
export function bandsPlugin(bands, paint, scale) {
    return {
        hooks: {
            drawAxes(plot) {
                const { ctx, bbox } = plot;
                ctx.save();
                ctx.beginPath();
                ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
                ctx.clip();
                for (const band of bands()) drawBand(plot, band, paint, scale);
                ctx.restore();
            },
        },
    };
}

/** The lowest and highest of the bands between two times, for the scale to hold them. @param {Band[]} bands @param {number} from @param {number} to @returns {[number, number]} */
export function reachOfBands(bands, from, to) {
    let least = Infinity;
    let most = -Infinity;
    for (const { times, low, high } of bands) {
        for (let i = 0; i < times.length; i++) {
            if ((times[i + 1] ?? times[i]) < from || (times[i - 1] ?? times[i]) > to) continue;
            least = Math.min(least, low[i] ?? Infinity);
            most = Math.max(most, high[i] ?? -Infinity);
        }
    }
    return [least, most];
}

/** @param {import('uplot')} plot @param {Band} band @param {import('./palette.js').Paint} paint @param {number} scale */
function drawBand(plot, { times, low, high, middle, tone }, paint, scale) {
    const { ctx } = plot;
    const x = times.map((time) => plot.valToPos(time, 'x', true));
    const y = (/** @type {number | null} */ value) => plot.valToPos(/** @type {number} */ (value), 'y', true);
    for (const [from, to] of runs(low, high)) {
        ctx.beginPath();
        for (let i = from; i < to; i++) ctx.lineTo(x[i], y(high[i]));
        for (let i = to - 1; i >= from; i--) ctx.lineTo(x[i], y(low[i]));
        ctx.closePath();
        ctx.globalAlpha = tone === 'strong' ? 1 : 0.6;
        ctx.fillStyle = paint('--accent-wash');
        ctx.fill();
        ctx.globalAlpha = 1;
    }
    if (!middle) return;
    ctx.strokeStyle = paint('--accent');
    ctx.lineWidth = 1.5 * scale;
    ctx.setLineDash([2 * scale, 4 * scale]);
    for (const [from, to] of runs(middle, middle)) {
        ctx.beginPath();
        for (let i = from; i < to; i++) ctx.lineTo(x[i], y(middle[i]));
        ctx.stroke();
    }
    ctx.setLineDash([]);
}

/** Unbroken stretches in which both are known, each as its first place and the one after its last. @param {(number | null)[]} one @param {(number | null)[]} other @returns {[number, number][]} */
function runs(one, other) {
    /** @type {[number, number][]} */
    const found = [];
    let open = false;
    one.forEach((value, i) => {
        const known = value !== null && other[i] !== null;
        if (known && !open) found.push([i, i]);
        if (known) found[found.length - 1][1] = i + 1;
        open = known;
    });
    return found;
}
