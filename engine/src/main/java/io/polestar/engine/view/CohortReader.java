package io.polestar.engine.view;

import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.CohortTable;
import java.util.ArrayList;
import java.util.List;

/** Reads the cohorts of retention metrics. Safe from any thread. */
final class CohortReader {
    private CohortReader() {}

    /**
     * The cohorts of a metric.
     *
     * @throws IllegalArgumentException if the tree has no such metric or it is no retention
     */
    static CohortsReading read(Catalog catalog, String id, Trust trust) {
        int number = catalog.metric(id);
        Metric metric = catalog.metric(number);
        CohortTable table = catalog.cohorts(number);
        if (table == null || !(metric.kind() instanceof Kind.Retention retention)) {
            throw new IllegalArgumentException("cohorts are of metrics of kind retention, metric=" + id + " kind="
                    + metric.kind().word());
        }
        List<CohortsReading.Cohort> cohorts = new ArrayList<>();
        for (int cohort = 0; cohort < table.cohorts().size(); cohort++) {
            cohorts.add(cohort(table, cohort));
        }
        return new CohortsReading(id, table.period(), retention.after(), table.clockMillis(), cohorts, trust);
    }

    private static CohortsReading.Cohort cohort(CohortTable table, int number) {
        CohortTable.Cohort cohort = table.cohorts().get(number);
        long[] returned = new long[table.periodsBegun(number)];
        for (int period = 0; period < returned.length; period++) {
            returned[period] = cohort.returned(period);
        }
        int over = table.cohorts().size() - 1 - number;
        return new CohortsReading.Cohort(
                cohort.firstDay(), cohort.subjects(), returned, Math.min(over, returned.length));
    }
}
