package io.polestar.api.http;

import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Moments;
import org.jspecify.annotations.Nullable;

/** The moments of a series: from, to and step, each by default chosen to fit the others. */
final class SeriesRange {
    /** A step that is not given is chosen so that there are at most this many points. */
    static final int DEFAULT_POINTS = 500;

    private static final long DAY_MILLIS = 86_400_000;

    private static final long[] STEPS_MILLIS = {
        1_000,
        5_000,
        10_000,
        30_000,
        60_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        43_200_000,
        DAY_MILLIS,
        7 * DAY_MILLIS,
        28 * DAY_MILLIS
    };

    private SeriesRange() {}

    /** Fills in what is not given: up to the clock, one window back, a round step; ends the request when a rule is broken. */
    static Moments of(
            @Nullable Long fromMillis,
            @Nullable Long toMillis,
            @Nullable Long stepMillis,
            Window window,
            long clockMillis) {
        long to = toMillis == null ? clockMillis : toMillis;
        long from = fromMillis == null ? to - defaultLengthMillis(window) : fromMillis;
        if (from < 0 || to < from) {
            throw ReadQuery.invalid("from must be from 1970 on and not after to, from=" + from + ", to=" + to);
        }
        long step = stepMillis == null ? defaultStepMillis(to - from) : stepMillis;
        if (step < 1) {
            throw ReadQuery.invalid("step must be at least 1ms");
        }
        long alignedTo = toMillis == null ? to - to % step : to;
        long alignedFrom = fromMillis == null ? from - from % step : from;
        try {
            return new Moments(Math.min(alignedFrom, alignedTo), alignedTo, step);
        } catch (IllegalArgumentException e) {
            throw ReadQuery.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static long defaultLengthMillis(Window window) {
        return window.calendar() ? DAY_MILLIS : window.lengthMillis();
    }

    private static long defaultStepMillis(long lengthMillis) {
        for (long step : STEPS_MILLIS) {
            if (lengthMillis / step < DEFAULT_POINTS) {
                return step;
            }
        }
        long largest = STEPS_MILLIS[STEPS_MILLIS.length - 1];
        return largest * (lengthMillis / largest / DEFAULT_POINTS + 1);
    }
}
