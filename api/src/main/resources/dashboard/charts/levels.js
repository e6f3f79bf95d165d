/**
 * Values that a rule watches for, as dashed lines across the plot with their names. Of one that lies outside the plot an
 * arrow tells where.
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
                const { top, height } = plot.bbox;
                const line = 15 * scale;
                let above = 0;
                let below = 0;
                for (const { value, text } of levels()) {
                    const y = Math.round(plot.valToPos(value, 'y', true));
                    if (y < top) name(plot, `↑ ${text}`, top + ++above * line, paint, scale);
                    else if (y > top + height) name(plot, `↓ ${text}`, top + height - below++ * line, paint, scale);
                    else {
                        across(plot, y, paint, scale);
                        name(plot, text, y, paint, scale);
                    }
                }
            },
        },
    };
}

/** @param {import('uplot')} plot @param {number} y @param {import('./palette.js').Paint} paint @param {number} scale */
function across({ ctx, bbox }, y, paint, scale) {
    ctx.save();
    ctx.strokeStyle = paint('--firing');
    ctx.lineWidth = scale;
    ctx.setLineDash([5 * scale, 4 * scale]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
}

/** Above a place, in a margin of its own. @param {import('uplot')} plot @param {string} text @param {number} y @param {import('./palette.js').Paint} paint @param {number} scale */
function name({ ctx, bbox, root }, text, y, paint, scale) {
    const x = bbox.left + bbox.width - 4 * scale;
    ctx.save();
    ctx.font = `${11 * scale}px ${getComputedStyle(root).fontFamily}`;
    ctx.textBaseline = 'bottom';
    ctx.textAlign = 'right';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 4 * scale;
    ctx.strokeStyle = paint('--card');
    ctx.strokeText(text, x, y - 2 * scale);
    ctx.fillStyle = paint('--firing');
    ctx.fillText(text, x, y - 2 * scale);
    ctx.restore();
}
