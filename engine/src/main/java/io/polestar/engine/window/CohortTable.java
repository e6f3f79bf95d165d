package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import java.time.LocalDate;
import java.util.List;

/**
 * The cohorts of a retention metric as a whole, oldest first and one for every period up to the clock's, and how many of their subjects were
 * back when.
 *
 * @param period what the cohorts are by
 * @param clockMillis the clock it was made at; 0 before there was one
 * @param cohorts from the oldest that has subjects on
 */
public record CohortTable(CalendarPeriod period, long clockMillis, List<Cohort> cohorts) {
    public CohortTable {
        cohorts = List.copyOf(cohorts);
    }

    /** How many of a cohort's periods have begun, its own being the first: 1 to 64. Of the newest cohorts the last still goes on. */
    public int periodsBegun(int cohort) {
        return Math.min(CohortSubjects.PERIODS, cohorts.size() - cohort);
    }

    /** The subjects whose first event was in one period. Immutable. */
    public static final class Cohort {
        private final LocalDate firstDay;
        private final long subjects;
        private final long[] returned;

        /** @param returned by period, its own being the first */
        Cohort(LocalDate firstDay, long subjects, long[] returned) {
            this.firstDay = firstDay;
            this.subjects = subjects;
            this.returned = returned.clone();
        }

        /** The first day of its period, in the tree's zone. */
        public LocalDate firstDay() {
            return firstDay;
        }

        /** How many it has. */
        public long subjects() {
            return subjects;
        }

        /**
         * How many were back in a period.
         *
         * @param period how many periods after the cohort's, 0 to 63; of 0 also those who came back before their first event
         */
        public long returned(int period) {
            return returned[period];
        }
    }
}
