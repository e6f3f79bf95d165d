package io.polestar.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** How smoothly a chart of 100,000 points moves under a reader's hand: the page's own chart, dragged and zoomed frame by frame. */
final class ChartFrames {
    /** For each gesture the frames' lengths and the chart's own work in them, in milliseconds: median, 95th percentile, longest. */
    private static final String MOVE = """
            (async () => {
                await import('/charts/chart.js');
                const chart = document.createElement('ps-chart');
                const [count, begin, step] = [100_000, 1_300_000_000, 60];
                const times = Array.from({ length: count }, (_, i) => begin + i * step);
                const values = times.map((_, i) => 1000 + 300 * Math.sin(i / 700) + ((i * 7919) % 997) / 10);
                Object.assign(chart, { times, values, moves: true, name: 'frames', range: [begin, begin + count * step] });
                document.querySelector('main').prepend(chart);
                await chart.updateComplete;
                await new Promise((done) => setTimeout(done, 1000));
                scrollTo(0, 0);
                const over = chart.querySelector('.u-over');
                const box = over.getBoundingClientRect();
                const mouse = (type, x, more) => new MouseEvent(type, { clientX: box.left + x, clientY: box.top + 90, bubbles: true, ...more });
                const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
                const told = (numbers) => {
                    const sorted = [...numbers].sort((a, b) => a - b);
                    return [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)];
                };
                const run = async (move) => {
                    const [frames, work] = [[], []];
                    let before = 0;
                    for (let frame = 0; frame < 180; frame++) {
                        const now = await new Promise(requestAnimationFrame);
                        if (before) frames.push(now - before);
                        before = now;
                        const begun = performance.now();
                        move(frame);
                        await chart.updateComplete;
                        work.push(performance.now() - begun);
                    }
                    return { frames: told(frames), work: told(work) };
                };
                const drag = async () => {
                    over.dispatchEvent(mouse('mousedown', 500, { shiftKey: true, buttons: 1 }));
                    const found = await run((frame) => dispatchEvent(mouse('mousemove', 500 + (frame % 60) * 5, { shiftKey: true, buttons: 1 })));
                    dispatchEvent(mouse('mouseup', 500));
                    return found;
                };
                const all = await drag();
                chart.range = [begin + 3_000_000, begin + 3_600_000];
                await chart.updateComplete;
                const some = await drag();
                chart.range = [begin, begin + count * step];
                await chart.updateComplete;
                const hover = await run((frame) => over.dispatchEvent(mouse('mousemove', 100 + frame * 3, {})));
                chart.remove();
                return { 'panning, all 100,000 points in view': all, 'panning, 10,000 of them in view': some, 'moving the cursor': hover };
            })()
            """;

    private ChartFrames() {}

    static void measure(Browser browser, String address) throws IOException, InterruptedException {
        try (Tab tab = browser.open()) {
            tab.goTo(address);
            tab.until("document.querySelector('.node .number')", 20);
            JsonNode gestures = tab.evaluate(MOVE);
            gestures.properties()
                    .forEach(gesture -> System.out.printf(
                            "chart, %s: frames of %s, work of %s%n",
                            gesture.getKey(),
                            told(gesture.getValue().path("frames")),
                            told(gesture.getValue().path("work"))));
        }
    }

    private static String told(JsonNode millis) {
        return "median %.1f ms, p95 %.1f, longest %.1f"
                .formatted(
                        millis.get(0).asDouble(),
                        millis.get(1).asDouble(),
                        millis.get(2).asDouble());
    }
}
