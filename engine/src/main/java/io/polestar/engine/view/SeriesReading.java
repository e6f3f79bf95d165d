package io.polestar.engine.view;

import java.util.List;

/**
 * A metric's window value as it was at each of a row of moments.
 *
 * @param metric the metric's id
 * @param window the window's name
 * @param stepMillis distance between two moments, milliseconds
 * @param slice what of the metric was asked for
 * @param known whether the metric has met the segment it is filtered by; true without a filter
 * @param times the moments (the exclusive end of each window), epoch milliseconds, rising; not to be changed by the
 *     reader
 * @param lines one line overall or one per segment, each as long as {@code times}
 * @param trust how far the values may be trusted
 */
public record SeriesReading(
        String metric,
        String window,
        long stepMillis,
        Slice slice,
        boolean known,
        long[] times,
        List<SeriesLine> lines,
        Trust trust) {
    public SeriesReading {
        lines = List.copyOf(lines);
    }
}
