package io.polestar.engine.view;

import io.polestar.engine.tree.CalendarPeriod;
import java.time.LocalDate;
import java.util.List;

/**
 * The cohorts of a retention metric, oldest first, and how many of their subjects were back when.
 *
 * @param metric the metric's id
 * @param period what cohorts are by
 * @param after how many periods later the metric looks for them
 * @param clockMillis the clock the cohorts are of, at most a second before that of {@code trust}, epoch milliseconds; 0 before there was one
 * @param cohorts from the oldest that has subjects, one a period
 * @param trust how far the values may be trusted
 */
public record CohortsReading(
        String metric, CalendarPeriod period, int after, long clockMillis, List<Cohort> cohorts, Trust trust) {
    public CohortsReading {
        cohorts = List.copyOf(cohorts);
    }

    /**
     * The subjects whose first event was in one period.
     *
     * @param firstDay the period's first day in the tree's zone
     * @param subjects how many they are
     * @param returned how many of them were back in each period that has begun, their own first; not to be changed by the reader
     * @param mature how many of these periods are over; only the last one can still go on
     */
    public record Cohort(LocalDate firstDay, long subjects, long[] returned, int mature) {}
}
