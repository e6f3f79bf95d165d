package io.polestar.engine.gauge;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Window;

/**
 * When an anomaly rule judges, and what.
 *
 * <pre>
 *     the metric adds up over time    what the latest pane brought: the window's pane, at least a minute
 *                                     (1 min below 5 h, 5 min for 6 h, 15 min for 1 d and calendars, 1 h for 7 d, 4 h for 28 d)
 *     other metrics                   the window's value, every window, from a minute to an hour
 * </pre>
 *
 * A pane is judged a quarter of its length after its end, at most the tree's lateness, so that what comes a little late belongs to it. Segments
 * are known by the minute, and late ones a minute later: they wait a whole minute.
 *
 * @param stepMillis from one value to the next; panes begin at multiples of it
 * @param delayMillis how long after the end of a pane it is judged
 * @param panes whether values are of panes, rather than of the window
 */
record Turns(long stepMillis, long delayMillis, boolean panes) {
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 3_600_000;

    static Turns of(Definition definition, Rule rule, boolean addsUp) {
        return of(definition, rule.window(), rule.watched().whole(), addsUp);
    }

    /** @param whole whether it is of the metric as a whole, rather than of segments */
    static Turns of(Definition definition, Window window, boolean whole, boolean addsUp) {
        long least = Math.max(MINUTE_MILLIS, window.paneMillis());
        long step = addsUp ? least : wholeMinutes(Math.max(least, Math.min(window.lengthMillis(), HOUR_MILLIS)));
        long lateness = definition.latenessMillis();
        long delay = whole ? Math.min(lateness, step / 4) : Math.min(lateness, 1) * MINUTE_MILLIS;
        return new Turns(step, delay, addsUp);
    }

    /** Up to a length that divides an hour, or is a multiple of one. */
    private static long wholeMinutes(long millis) {
        for (long minutes : new long[] {1, 2, 5, 10, 15, 30}) {
            if (millis <= minutes * MINUTE_MILLIS) {
                return minutes * MINUTE_MILLIS;
            }
        }
        return (millis + HOUR_MILLIS - 1) / HOUR_MILLIS * HOUR_MILLIS;
    }

    /** Number of the pane that ends last before a clock, late events awaited; panes are numbered by the steps since 1970. */
    long newest(long clockMillis) {
        return Math.floorDiv(clockMillis - delayMillis, stepMillis) - 1;
    }
}
