package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the {@link CohortTable} of a metric, at most once a second and only the cohorts that have changed anew. One thread writes; the
 * table may be read by any.
 */
final class CohortBoard {
    private static final long PAUSE_MILLIS = 1_000;

    private final CalendarPeriod period;
    private final @Nullable CohortTable.Cohort[] made;
    private volatile CohortTable table;
    private boolean changed;
    private long publishedAtMillis = Long.MIN_VALUE / 2;

    /** @param rows the most cohorts that are kept at a time */
    CohortBoard(CalendarPeriod period, int rows) {
        this.period = period;
        this.made = new CohortTable.Cohort[rows];
        this.table = new CohortTable(period, 0, List.of());
    }

    /** The newest table. Any thread. */
    CohortTable table() {
        return table;
    }

    /** Notes that a cohort has changed. */
    void changed(long cohort) {
        made[slot(cohort)] = null;
        changed = true;
    }

    /** Notes that all cohorts may have changed. */
    void allChanged() {
        Arrays.fill(made, null);
        changed = true;
    }

    private int slot(long cohort) {
        return (int) Math.floorMod(cohort, (long) made.length);
    }

    /** Publishes what the counts say of a cell, if something has changed and the last time is long enough ago or all is quiet. */
    void publishIfDue(
            long wallMillis, boolean quiet, long clockMillis, Periods periods, CohortCounts counts, int cell) {
        if (!changed || (!quiet && wallMillis - publishedAtMillis < PAUSE_MILLIS)) {
            return;
        }
        List<CohortTable.Cohort> cohorts = new ArrayList<>();
        for (long cohort = periods.oldest(); cohort <= periods.newest(); cohort++) {
            if (!cohorts.isEmpty() || counts.subjects(cell, cohort) != 0) {
                cohorts.add(cohort(cohort, periods, counts, cell));
            }
        }
        table = new CohortTable(period, clockMillis, cohorts);
        changed = false;
        publishedAtMillis = wallMillis;
    }

    private CohortTable.Cohort cohort(long cohort, Periods periods, CohortCounts counts, int cell) {
        CohortTable.Cohort known = made[slot(cohort)];
        if (known == null) {
            long[] returned = new long[CohortSubjects.PERIODS];
            for (int after = 0; after < returned.length; after++) {
                returned[after] = counts.returned(cell, cohort, after);
            }
            known = new CohortTable.Cohort(periods.firstDay(cohort), counts.subjects(cell, cohort), returned);
            made[slot(cohort)] = known;
        }
        return known;
    }
}
