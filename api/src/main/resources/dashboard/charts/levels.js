/**
 * Values that a rule watches for, as dashed lines across the plot with their names.
 *
 * @typedef {{value: number, text: string}} Level
 */

/**
 * @param {() => Level[]} levels
 * @param {import('./palette.js').Paint} paint
 * @param {number} scale pixels of the canvas for one of the page
 * @returns {import('uplot').Plugin}
 */
export function levelsPlugin(levels, paint, scale) {
    return {
        hooks: {
            draw(plot) {
                for (const level of levels()) draw(plot, level, paint, scale);
            },
        },
    };
}

/** @param {import('uplot')} plot @param {Level} level @param {import('./palette.js').Paint} paint @param {number} scale */
function draw(plot, { value, text }, paint, scale) {
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(value, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.save();
    ctx.strokeStyle = paint('--firing');
    ctx.lineWidth = scale;
    ctx.setLineDash([5 * scale, 4 * scale]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = `${11 * scale}px ${getComputedStyle(plot.root).fontFamily}`;
    ctx.textBaseline = 'bottom';
    const x = bbox.left + bbox.width - ctx.measureText(text).width - 4 * scale;
    ctx.setLineDash([]);
    ctx.lineJoin = 'round';
    ctx.lineWidth = 4 * scale;
    ctx.strokeStyle = paint('--card');
    ctx.strokeText(text, x, y - 2 * scale);
    ctx.fillStyle = paint('--firing');
    ctx.fillText(text, x, y - 2 * scale);
    ctx.restore();
}
