package io.polestar.engine.window;

import io.polestar.engine.tree.Window;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * The cohorts that each window holds: those whose period begins in it and whose period of return is over. Of every cell the
 * running totals of their subjects and of those who were back. One thread.
 */
final class CohortWindows {
    private static final int COLUMNS = 2;
    private static final int SUBJECTS = 0;
    private static final int RETURNED = 1;

    private final List<Window> windows;
    private final ZoneId zone;
    private final Periods periods;
    private final CohortCounts counts;
    private final CellSet changed;
    private final int after;
    private final long[] first;
    private final long[] edge;
    private final long[][] totals;

    /** The newest cohort whose period of return is over. */
    private long ripe = Long.MIN_VALUE;

    /** @param changed where to note cells of which a window has changed */
    CohortWindows(StoreSetting setting, Periods periods, CohortCounts counts, int after, CellSet changed) {
        this.windows = setting.windows();
        this.zone = setting.zone();
        this.periods = periods;
        this.counts = counts;
        this.after = after;
        this.changed = changed;
        this.first = new long[windows.size()];
        this.edge = new long[windows.size()];
        this.totals = new long[windows.size()][0];
    }

    void makeRoom(int cells) {
        for (int window = 0; window < totals.length; window++) {
            totals[window] = Ring.withRoom(totals[window], cells * COLUMNS);
        }
    }

    long total(int window, int cell, int column) {
        return totals[window][cell * COLUMNS + column];
    }

    /** Adds to the totals of the windows that hold a cohort. */
    void add(int cell, long cohort, long subjects, long returned) {
        for (int window = 0; window < totals.length; window++) {
            if (cohort >= first[window] && cohort <= ripe) {
                addTo(window, cell, subjects, returned);
            }
        }
    }

    private void addTo(int window, int cell, long subjects, long returned) {
        if (subjects != 0 || returned != 0) {
            totals[window][cell * COLUMNS + SUBJECTS] += subjects;
            totals[window][cell * COLUMNS + RETURNED] += returned;
            changed.add(cell);
        }
    }

    /** Takes out the cohorts that have begun before their window does now. */
    void leaveBehind(long toMillis) {
        for (int window = 0; window < first.length; window++) {
            if (toMillis >= edge[window]) {
                long before = first[window];
                findFirst(window, toMillis);
                for (long cohort = before; cohort < first[window] && cohort <= ripe; cohort++) {
                    addAll(window, cohort, -1);
                }
            }
        }
    }

    private void addAll(int window, long cohort, int sign) {
        for (int cell = 0; cell < counts.cells(); cell++) {
            addTo(window, cell, sign * counts.subjects(cell, cohort), sign * counts.returned(cell, cohort));
        }
    }

    private void findFirst(int window, long toMillis) {
        Window definition = windows.get(window);
        long from = WindowBounds.fromMillis(definition, zone, toMillis);
        long holding = periods.number(from);
        first[window] = periods.startOf(holding) < from ? holding + 1 : holding;
        edge[window] = definition.calendar()
                ? WindowBounds.nextEdgeMillis(definition, zone, toMillis)
                : firstPaneAfter(periods.startOf(first[window]) + definition.lengthMillis(), definition.paneMillis());
    }

    private static long firstPaneAfter(long timeMillis, long paneMillis) {
        return (Math.floorDiv(timeMillis, paneMillis) + 1) * paneMillis;
    }

    /** Takes in the cohorts whose period of return is over now, at a time of the newest listed period. */
    void ripen() {
        long before = ripe;
        ripe = periods.newest() - 1 - after;
        for (int window = 0; window < first.length; window++) {
            for (long cohort = Math.max(first[window], before + 1); cohort <= ripe; cohort++) {
                addAll(window, cohort, 1);
            }
        }
    }

    /** The next clock reading at which a window that holds a cohort leaves it behind. */
    long nextEdgeMillis() {
        long next = Long.MAX_VALUE;
        for (int window = 0; window < first.length; window++) {
            next = first[window] <= ripe ? Math.min(next, edge[window]) : next;
        }
        return next;
    }

    long memoryBytes() {
        return Long.BYTES * Arrays.stream(totals).mapToLong(row -> row.length).sum();
    }
}
