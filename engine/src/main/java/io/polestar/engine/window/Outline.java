package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What windows count at one moment, without their numbers: what is gathered, and which segments there are. Taken by the
 * thread that writes the windows; any other may then make windows that count what is missing for another definition.
 */
public final class Outline {
    private final Set<Object> gathered = new HashSet<>();
    private final Set<Object> uncorrected = new HashSet<>();
    private final Map<List<Object>, DimensionSegments> dimensions = new HashMap<>();
    private final Map<List<Object>, Integer> segmentCounts = new HashMap<>();
    private final Map<String, Integer> countsById = new HashMap<>();
    private final boolean streamClock;
    private final KeyedHash hash;

    /** The outline of windows as they stand. */
    public Outline(Windows windows) {
        this(windows, Map.of());
    }

    /**
     * The outline of windows when their dimensions had fewer segments.
     *
     * @param counts number of segments by the dimension's id; those it does not name have all they have now
     */
    public Outline(Windows windows, Map<String, Integer> counts) {
        Plan plan = windows.plan();
        this.streamClock = windows.streamClock();
        this.hash = plan.hash();
        for (int number = 0; number < plan.accumulations.size(); number++) {
            Object key = plan.accumulations.get(number).key();
            gathered.add(key);
            if (windows.isUncorrected(number)) {
                uncorrected.add(key);
            }
        }
        for (int dimension = 0; dimension < plan.dimensions.length; dimension++) {
            String id = plan.definition().dimensions().get(dimension).id();
            List<Object> key = plan.dimensionKey(dimension);
            int count = counts.getOrDefault(id, plan.dimensions[dimension].size());
            dimensions.put(key, plan.dimensions[dimension]);
            segmentCounts.put(key, count);
            countsById.put(id, count);
        }
    }

    /** Number of segments by the dimension's id. */
    public Map<String, Integer> segmentCounts() {
        return Map.copyOf(countsById);
    }

    /** Whether a correction waits for the metric to be counted anew. */
    public boolean isUncorrected(Definition definition, Metric metric) {
        return uncorrected.contains(keyOf(definition, metric));
    }

    /** Whether the metric reads events that the windows do not gather for it. */
    public boolean lacks(Definition definition, Metric metric) {
        return metric.kind().inputs().isEmpty() && !gathered.contains(keyOf(definition, metric));
    }

    private static Object keyOf(Definition definition, Metric metric) {
        return Accumulation.key(definition, metric, Accumulation.gathered(metric.kind()));
    }

    /**
     * Windows that count, from the journal's beginning, what these lack for a definition, and nothing else.
     *
     * @param recounted metrics that are counted although they are not lacking
     */
    public Windows counting(Definition definition, Predicate<Metric> recounted, Consumer<HistoryRow> history) {
        Set<Object> counted = new HashSet<>();
        for (Metric metric : definition.metrics()) {
            if (lacks(definition, metric) || recounted.test(metric)) {
                counted.add(keyOf(definition, metric));
            }
        }
        ZoneId zone = definition.zone();
        Plan.Parts parts = new Plan.Parts() {
            @Override
            public boolean counts(Object key) {
                return counted.contains(key);
            }

            @Override
            public @Nullable DimensionSegments dimension(List<Object> key) {
                DimensionSegments before = dimensions.get(key);
                return before == null ? null : before.copy(zone, hash, segmentCounts.getOrDefault(key, 0));
            }
        };
        return new Windows(
                definition, streamClock, new Plan(definition, hash, new HistoryFeed(history), parts), edge -> {});
    }
}
