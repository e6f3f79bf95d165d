package io.polestar.engine.window;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a definition's windows take of memory, reckoned beforehand. A series is a metric as a whole or one of its segments; it takes most when
 * something has happened in every pane of every window. What is known of subjects comes on top, and cannot be told before they come.
 */
public final class Footprint {
    /** Rows and totals grow by half when they are full, so that a store may hold this much more than it needs. */
    public static final double ROOM = 1.5;

    /** A series' number in history, its place in the open step, and where it is looked up. */
    private static final int BESIDES_BYTES = 64;

    private static final int FACES = 2;
    private static final int ROW_KEY_INTS = 2;
    private static final double LEAST_ROOM_OF_ROWS = 1.25;
    private static final double MOST_ROOM_OF_ROWS = 1.92;

    private Footprint() {}

    /**
     * What metrics take that gather the same; they share it.
     *
     * @param metrics their ids
     * @param series the whole and the most segments, "other" and "(none)" among them
     * @param seriesBytes of one series with something in every pane
     * @param historySeries series that history keeps for all of it
     * @param each what comes on top for everything that is known one by one
     * @param subjectBudget how many subjects it knows one by one before the largest segments are approximate; 0 if it has no such bound
     */
    public record Gathering(
            List<String> metrics,
            long series,
            long seriesBytes,
            long historySeries,
            List<Each> each,
            int subjectBudget) {
        public Gathering {
            metrics = List.copyOf(metrics);
            each = List.copyOf(each);
        }

        /** The most bytes of all series. */
        public long mostBytes() {
            return (long) (series * seriesBytes * ROOM);
        }
    }

    /**
     * Something that takes memory one by one.
     *
     * @param what "a subject and segment", …
     * @param leastBytes of one, right after its table has grown less
     * @param mostBytes of one, right after its table has grown most
     */
    public record Each(String what, int leastBytes, int mostBytes) {}

    /** Of everything that the definition's metrics gather, in the order of its metrics. */
    public static List<Gathering> of(Definition definition) {
        Map<Object, List<Metric>> alike = new LinkedHashMap<>();
        for (Metric metric : definition.metrics()) {
            if (metric.kind().inputs().isEmpty()) {
                Object key = Accumulation.key(definition, metric, Accumulation.gathered(metric.kind()));
                alike.computeIfAbsent(key, fresh -> new ArrayList<>()).add(metric);
            }
        }
        return alike.values().stream()
                .map(metrics -> gathering(definition, metrics))
                .toList();
    }

    private static Gathering gathering(Definition definition, List<Metric> metrics) {
        Metric metric = metrics.get(0);
        Kind kind = Accumulation.gathered(metric.kind());
        StoreSetting setting = new StoreSetting(
                metric.windows(), definition.zone(), new HistoryFeed(row -> {}), definition.subjectBudget());
        Shape shape = Stores.of(kind, setting).shape();
        long series = 1;
        for (String id : metric.by()) {
            series += segments(definition.dimension(id));
        }
        long published = (long) FACES * shape.windows().size() * shape.columns() * Long.BYTES;
        return new Gathering(
                metrics.stream().map(Metric::id).toList(),
                series,
                storedBytes(kind, setting) + published + BESIDES_BYTES,
                series * shape.steppedPerCell(),
                each(kind),
                definition.subjectBudgetOf(kind));
    }

    /** "other" and "(none)" come on top of the bound of a dimension whose segments are not known beforehand. */
    private static long segments(Dimension dimension) {
        return dimension.bound() + (dimension.origin() instanceof Dimension.TimePart ? 0 : 2);
    }

    /** What a store holds of a series with something in every pane. */
    static long storedBytes(Kind kind, StoreSetting setting) {
        if (kind instanceof Kind.Gauge || kind instanceof Kind.Cumulative) {
            return Long.BYTES;
        }
        int windows = setting.windows().size();
        if (kind instanceof Kind.Quantile) {
            return (long) windows * (2 * Long.BYTES + Integer.BYTES);
        }
        if (kind instanceof Kind.Retention) {
            return cohortBytes(kind, setting);
        }
        long panes = Arrays.stream(new PaneWindows(setting.windows(), setting.zone()).rings())
                .mapToLong(ring -> ring.rows.length)
                .sum();
        return (panes + windows) * width(kind, setting) * Long.BYTES;
    }

    /** Numbers of a series in a pane. */
    private static int width(Kind kind, StoreSetting setting) {
        return kind instanceof Kind.Last ? 2 : Stores.of(kind, setting).shape().columns();
    }

    /** Cohorts have their room from the beginning: a store with a segment more says it. */
    private static long cohortBytes(Kind kind, StoreSetting setting) {
        Store store = Stores.of(kind, setting);
        store.addCell(false);
        long before = store.memoryBytes();
        store.addCell(true);
        return store.memoryBytes() - before;
    }

    private static List<Each> each(Kind kind) {
        if (kind instanceof Kind.Distinct) {
            return List.of(row("a subject and segment", 1));
        }
        if (kind instanceof Kind.Repeat repeat) {
            return List.of(row("a subject and segment", repeat.times() * (repeat.distinct() == null ? 1 : 3)));
        }
        if (kind instanceof Kind.Conversion || kind instanceof Kind.Session) {
            return List.of(row("a subject and segment", 3), new Each("an event that is kept", 8, 12));
        }
        if (kind instanceof Kind.Retention) {
            return List.of(row("a subject and segment", 6));
        }
        if (kind instanceof Kind.Quantile quantile) {
            Each bucket = new Each("a bucket of values and pane", 22, 43);
            return quantile.per() == null ? List.of(bucket) : List.of(row("an entity and segment", 4), bucket);
        }
        return List.of();
    }

    /** A row of {@link SubjectRows}: the key, panes and what goes with them. */
    private static Each row(String what, int ints) {
        int bytes = (ROW_KEY_INTS + ints) * Integer.BYTES;
        return new Each(what, (int) (bytes * LEAST_ROOM_OF_ROWS), (int) Math.ceil(bytes * MOST_ROOM_OF_ROWS));
    }
}
