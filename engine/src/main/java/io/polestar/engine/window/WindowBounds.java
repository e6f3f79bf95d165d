package io.polestar.engine.window;

import io.polestar.engine.tree.Window;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Where a window begins when the clock stands at {@code to}: a sliding one at the pane floor of {@code to} less its
 * length, today at the first moment of the day, in the tree's zone, that holds {@code to}.
 */
public final class WindowBounds {
    private WindowBounds() {}

    /** First moment of the window that ends before {@code toMillis}, epoch milliseconds. */
    public static long fromMillis(Window window, ZoneId zone, long toMillis) {
        if (window.calendar()) {
            return startOfDay(zone, toMillis, 0);
        }
        return Math.floorDiv(toMillis, window.paneMillis()) * window.paneMillis() - window.lengthMillis();
    }

    /** The next clock reading at which {@link #fromMillis} moves on. */
    static long nextEdgeMillis(Window window, ZoneId zone, long toMillis) {
        if (window.calendar()) {
            return startOfDay(zone, toMillis, 1);
        }
        return (Math.floorDiv(toMillis, window.paneMillis()) + 1) * window.paneMillis();
    }

    /** First moment of the day {@code days} after the one that holds the time; days begin late where midnight does not exist. */
    public static long startOfDay(ZoneId zone, long timeMillis, int days) {
        return Instant.ofEpochMilli(timeMillis)
                .atZone(zone)
                .toLocalDate()
                .plusDays(days)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }
}
