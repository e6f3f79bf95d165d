package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A definition compiled for counting: which metrics an event type reaches, in which slots their properties lie, and in which
 * store their cells are. Metrics with one filter share its test, metrics with the same windows share a store, and metrics that gather
 * the same (a sum and the average of one value) share their cells.
 */
final class Plan {
    private final Definition definition;
    private final KeyedHash hash;
    private final Consumer<HistoryRow> history;
    final NameIndex properties;
    final NameIndex types;
    final DimensionSegments[] dimensions;
    final SeriesNumbers numbers = new SeriesNumbers();
    final List<Store> stores = new ArrayList<>();
    final List<List<Window>> windowsOfStore = new ArrayList<>();

    /** By metric; null for the metrics that are computed from others. */
    final @Nullable MetricCells[] cells;

    /** By event type: the filters to test and the metrics to count when they hold. */
    final List<List<Filtered>> filtersOfType = new ArrayList<>();

    private final Map<List<Object>, Integer> storeNumbers = new HashMap<>();
    private final Map<List<Object>, MetricCells> sharedCells = new HashMap<>();

    /** Metrics that read the same events. */
    record Filtered(Condition.Bound where, List<Counting> countings) {}

    /**
     * One metric's part of counting an event.
     *
     * @param value formula of a sum or an average, null for the other kinds
     * @param decimals places of the fixed-point value
     * @param subjectSlot slot whose distinct values are counted, -1 for the other kinds
     */
    record Counting(MetricCells cells, Formula.@Nullable Bound value, int decimals, int subjectSlot) {}

    Plan(Definition definition, KeyedHash hash, Consumer<HistoryRow> history) {
        this.history = history;
        this.definition = definition;
        this.hash = hash;
        this.properties = new NameIndex(hash);
        this.types = new NameIndex(hash);
        propertyNames().forEach(properties::add);
        this.dimensions = definition.dimensions().stream()
                .map(dimension -> new DimensionSegments(dimension, definition.zone(), hash, slotOf(dimension)))
                .toArray(DimensionSegments[]::new);
        this.cells = new MetricCells[definition.metrics().size()];
        Map<EventFilter, Filtered> filters = new LinkedHashMap<>();
        for (int metric = 0; metric < cells.length; metric++) {
            compile(definition.metrics().get(metric), metric, filters);
        }
    }

    private void compile(Metric metric, int number, Map<EventFilter, Filtered> filters) {
        Optional<EventFilter> events = filterOf(metric.kind());
        if (events.isEmpty()) {
            return;
        }
        List<Object> accumulation =
                List.of(events.get(), accumulated(metric.kind()), metric.decimals(), metric.windows(), metric.by());
        MetricCells shared = sharedCells.get(accumulation);
        if (shared != null) {
            cells[number] = shared;
            return;
        }
        MetricCells metricCells = cellsFor(metric);
        cells[number] = metricCells;
        sharedCells.put(accumulation, metricCells);
        Filtered filtered = filters.computeIfAbsent(events.get(), filter -> {
            Filtered added = new Filtered(filter.where().bind(this::slot), new ArrayList<>());
            filtersOf(filter.eventType()).add(added);
            return added;
        });
        filtered.countings()
                .add(new Counting(
                        metricCells,
                        valueOf(metric.kind())
                                .map(value -> value.bind(this::slot))
                                .orElse(null),
                        metric.decimals(),
                        metric.kind() instanceof Kind.Distinct distinct ? slot(distinct.of()) : -1));
    }

    /** What is gathered of an event: metrics that gather the same of the same events share their cells. */
    private static Object accumulated(Kind kind) {
        if (kind instanceof Kind.Distinct distinct) {
            return distinct;
        }
        return valueOf(kind).<Object>map(Formula::text).orElse(Kind.Count.class);
    }

    private List<Filtered> filtersOf(String eventType) {
        int type = types.add(eventType);
        while (filtersOfType.size() <= type) {
            filtersOfType.add(new ArrayList<>());
        }
        return filtersOfType.get(type);
    }

    private MetricCells cellsFor(Metric metric) {
        boolean distinct = metric.kind() instanceof Kind.Distinct;
        int number = storeNumbers.computeIfAbsent(List.of(distinct, metric.windows()), key -> {
            stores.add(
                    distinct
                            ? new DistinctStore(metric.windows(), definition.zone(), numbers, history)
                            : new AdditiveStore(metric.windows(), definition.zone(), numbers, history));
            windowsOfStore.add(metric.windows());
            return stores.size() - 1;
        });
        int[] split = metric.by().stream()
                .mapToInt(id -> definition.dimensions().indexOf(definition.dimension(id)))
                .toArray();
        return new MetricCells(stores.get(number), number, split);
    }

    /** Slot of a property; {@code subject} and {@code source} are the event's own. */
    private int slot(String property) {
        return switch (property) {
            case "subject" -> EventFields.SUBJECT;
            case "source" -> EventFields.SOURCE;
            default -> EventFields.FIRST_PROPERTY + properties.find(property);
        };
    }

    private int slotOf(Dimension dimension) {
        return dimension.origin() instanceof Dimension.Property property ? slot(property.name()) : -1;
    }

    private Set<String> propertyNames() {
        Set<String> names = new TreeSet<>();
        for (Metric metric : definition.metrics()) {
            filterOf(metric.kind())
                    .ifPresent(filter -> names.addAll(filter.where().properties()));
            valueOf(metric.kind()).ifPresent(value -> names.addAll(value.variables()));
            if (metric.kind() instanceof Kind.Distinct distinct) {
                names.add(distinct.of());
            }
        }
        for (Dimension dimension : definition.dimensions()) {
            if (dimension.origin() instanceof Dimension.Property property) {
                names.add(property.name());
            }
        }
        return names;
    }

    private static Optional<EventFilter> filterOf(Kind kind) {
        if (kind instanceof Kind.Count count) {
            return Optional.of(count.events());
        }
        if (kind instanceof Kind.Sum sum) {
            return Optional.of(sum.events());
        }
        if (kind instanceof Kind.Average average) {
            return Optional.of(average.events());
        }
        if (kind instanceof Kind.Distinct distinct) {
            return Optional.of(distinct.events());
        }
        return Optional.empty();
    }

    private static Optional<Formula> valueOf(Kind kind) {
        if (kind instanceof Kind.Sum sum) {
            return Optional.of(sum.value());
        }
        return kind instanceof Kind.Average average ? Optional.of(average.value()) : Optional.empty();
    }

    KeyedHash hash() {
        return hash;
    }
}
