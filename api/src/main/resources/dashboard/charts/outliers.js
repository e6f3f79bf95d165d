/**
 * Points that stand out, drawn as rings with a dot over the line: told by their shape, not by colour alone.
 *
 * @param {() => number[]} places of the data, rising
 * @param {import('./palette.js').Paint} paint
 * @param {number} scale pixels of the canvas for one of the page
 * @returns {import('uplot').Plugin}
 */
export function outliersPlugin(places, paint, scale) {
    return {
        hooks: {
            draw(plot) {
                const { ctx } = plot;
                const [times, values] = plot.data;
                ctx.save();
                ctx.strokeStyle = ctx.fillStyle = paint('--firing');
                ctx.lineWidth = 1.5 * scale;
                for (const place of places()) {
                    const value = values[place];
                    if (value === null || value === undefined) continue;
                    const x = plot.valToPos(times[place], 'x', true);
                    const y = plot.valToPos(value, 'y', true);
                    ctx.beginPath();
                    ctx.arc(x, y, 5 * scale, 0, 2 * Math.PI);
                    ctx.stroke();
                    ctx.beginPath();
                    ctx.arc(x, y, 1.8 * scale, 0, 2 * Math.PI);
                    ctx.fill();
                }
                ctx.restore();
            },
        },
    };
}
