package io.polestar.engine.tree;

import org.jspecify.annotations.Nullable;

/**
 * How far back a value looks, and the grain it is kept in.
 *
 * <p>A sliding window of length W ends at the clock and begins at the pane floor of clock − W. Its pane is the greatest of 100 ms,
 * 1 s, 5 s, 15 s, 1 min, 5 min, 15 min, 1 h and 4 h that is at most W/60; W must be a multiple of it. So the edge is blurred by less than
 * two percent. A calendar window ({@code today}, {@code week}, {@code month}, {@code quarter}, {@code year}) begins at the start of the
 * current period in the tree's zone; its pane of 15 min fits every zone's offset.
 *
 * @param name as written, such as {@code 7d} or {@code today}
 * @param period the calendar's period it covers; null for a sliding window
 * @param lengthMillis its length, milliseconds; for a calendar window the longest its period usually gets
 * @param paneMillis the length of its panes, milliseconds; divides {@code lengthMillis}
 */
public record Window(String name, @Nullable CalendarPeriod period, long lengthMillis, long paneMillis) {
    /** The shortest sliding window, milliseconds. */
    public static final long MIN_LENGTH_MILLIS = 10_000;
    /** The longest sliding window, milliseconds. */
    public static final long MAX_LENGTH_MILLIS = 28L * 86_400_000;

    private static final String ALLOWED =
            "a window is 10s to 28d long, or today, week, month, quarter or year, window=";
    private static final long CALENDAR_PANE_MILLIS = 900_000;
    private static final int LEAST_PANES = 60;
    private static final long[] PANES_MILLIS = {
        14_400_000, 3_600_000, 900_000, 300_000, 60_000, 15_000, 5_000, 1_000, 100
    };

    public Window {
        if (paneMillis <= 0 || lengthMillis < paneMillis || lengthMillis % paneMillis != 0) {
            throw new IllegalArgumentException(
                    "a window is a multiple of its pane, lengthMillis=" + lengthMillis + " paneMillis=" + paneMillis);
        }
    }

    /**
     * Reads a calendar period's name or a length from 10 s to 28 d such as {@code 90s}, {@code 15m}, {@code 7d}.
     *
     * @throws IllegalArgumentException if the text is not a window that can be kept
     */
    public static Window parse(String text) {
        for (CalendarPeriod period : CalendarPeriod.values()) {
            if (text.equals(period.windowName())) {
                return new Window(text, period, period.longestMillis(), CALENDAR_PANE_MILLIS);
            }
        }
        long lengthMillis = TimeLength.parseMillis(text);
        if (lengthMillis < MIN_LENGTH_MILLIS || lengthMillis > MAX_LENGTH_MILLIS) {
            throw new IllegalArgumentException(ALLOWED + text);
        }
        return new Window(text, null, lengthMillis, paneMillis(text, lengthMillis));
    }

    /** Whether it covers a period of the calendar rather than slides. */
    public boolean calendar() {
        return period != null;
    }

    /** Whether both look back equally far, whatever they are called: {@code 24h} and {@code 1d} do. */
    public boolean sameSpan(Window other) {
        return period == other.period && lengthMillis == other.lengthMillis;
    }

    private static long paneMillis(String text, long lengthMillis) {
        for (long paneMillis : PANES_MILLIS) {
            if (paneMillis <= lengthMillis / LEAST_PANES) {
                if (lengthMillis % paneMillis != 0) {
                    throw new IllegalArgumentException("a window is a multiple of its pane, window=" + text + " pane="
                            + TimeLength.format(paneMillis));
                }
                return paneMillis;
            }
        }
        throw new IllegalArgumentException(ALLOWED + text);
    }
}
