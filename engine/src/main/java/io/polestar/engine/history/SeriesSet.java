package io.polestar.engine.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Some series numbers, as ranges.
 *
 * @param ranges ascending, none touching the next
 */
record SeriesSet(List<Range> ranges) {

    static final SeriesSet NONE = new SeriesSet(List.of());

    /** All numbers from a first to a last one, both included. */
    record Range(int first, int last) {}

    SeriesSet {
        ranges = List.copyOf(ranges);
    }

    /** The numbers from 0 up to an end, exclusive, for which something holds; asks once for each. */
    static SeriesSet below(int end, IntPredicate wanted) {
        List<Range> found = new ArrayList<>();
        int first = -1;
        for (int series = 0; series < end; series++) {
            boolean in = wanted.test(series);
            if (in && first < 0) {
                first = series;
            } else if (!in && first >= 0) {
                found.add(new Range(first, series - 1));
                first = -1;
            }
        }
        if (first >= 0) {
            found.add(new Range(first, end - 1));
        }
        return new SeriesSet(found);
    }

    boolean contains(int series) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (series < range.first()) {
                high = middle - 1;
            } else if (series > range.last()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The numbers of this set and of another. */
    SeriesSet with(SeriesSet other) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        all.sort(Comparator.comparingInt(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range next : all) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && next.first() <= before.last() + 1L) {
                joined.set(joined.size() - 1, new Range(before.first(), Math.max(before.last(), next.last())));
            } else {
                joined.add(next);
            }
        }
        return new SeriesSet(joined);
    }

    /** The same numbers, each greater by so many. ArithmeticException if one would be too great. */
    SeriesSet greaterBy(int offset) {
        return new SeriesSet(ranges.stream()
                .map(range -> new Range(Math.addExact(range.first(), offset), Math.addExact(range.last(), offset)))
                .toList());
    }
}
