package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where a window begins when the clock stands at {@code to}: a sliding one at the pane floor of {@code to} less its
 * length, a calendar one at the first moment, in the tree's zone, of the period that
 * holds {@code to}.
 */
public final class WindowBounds {
    private WindowBounds() {}

    /** First moment of the window that ends before {@code toMillis}, epoch milliseconds. */
    public static long fromMillis(Window window, ZoneId zone, long toMillis) {
        if (window.period() != null) {
            return startOf(window.period(), zone, toMillis, 0);
        }
        return Math.floorDiv(toMillis, window.paneMillis()) * window.paneMillis() - window.lengthMillis();
    }

    /** The next clock reading at which {@link #fromMillis} moves on. */
    static long nextEdgeMillis(Window window, ZoneId zone, long toMillis) {
        if (window.period() != null) {
            return startOf(window.period(), zone, toMillis, 1);
        }
        return (Math.floorDiv(toMillis, window.paneMillis()) + 1) * window.paneMillis();
    }

    /**
     * First moment of a calendar period: the one so many after the one that holds the time. Days begin late where midnight does not
     * exist.
     */
    public static long startOf(CalendarPeriod period, ZoneId zone, long timeMillis, int periodsLater) {
        LocalDate day = Instant.ofEpochMilli(timeMillis).atZone(zone).toLocalDate();
        return period.plus(period.firstDay(day), periodsLater)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }
}
