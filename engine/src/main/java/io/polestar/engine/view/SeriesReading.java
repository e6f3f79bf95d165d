package io.polestar.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric's window value as it was at each of a row of moments.
 *
 * @param metric the metric's id
 * @param window the window's name
 * @param stepMillis distance between two moments, milliseconds
 * @param by the dimension the lines belong to, null without one
 * @param times the moments (the exclusive end of each window), epoch milliseconds, rising; not to be changed by the
 *     reader
 * @param lines one line overall or one per segment, each as long as {@code times}
 * @param trust how far the values may be trusted
 */
public record SeriesReading(
        String metric,
        String window,
        long stepMillis,
        @Nullable String by,
        long[] times,
        List<SeriesLine> lines,
        Trust trust) {
    public SeriesReading {
        lines = List.copyOf(lines);
    }
}
