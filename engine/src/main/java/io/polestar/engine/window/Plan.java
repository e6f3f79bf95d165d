package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A definition compiled for counting: which metrics an event type reaches, in which slots their properties lie, and where they are
 * gathered. Metrics with one filter share its test, and metrics that gather the same (a sum and the average of one value) share
 * their {@link Accumulation}.
 */
final class Plan {
    private final Definition definition;
    private final KeyedHash hash;
    private final Parts parts;
    final HistoryFeed history;
    final NameIndex properties;
    final NameIndex types;
    final DimensionSegments[] dimensions;
    final List<Accumulation> accumulations = new ArrayList<>();

    /** By metric the number of its accumulation; -1 for the metrics that are computed from others, or not counted here. */
    final int[] accumulationOfMetric;

    /** By event type: the filters to test and what to count when they hold. */
    final List<List<Filtered>> filtersOfType = new ArrayList<>();

    private final Map<Object, Integer> numbers = new HashMap<>();

    /** Countings of the same events. */
    record Filtered(Condition.Bound where, List<Counting> countings) {}

    /**
     * One part of counting an event.
     *
     * @param store number of the accumulation
     * @param keySlot slot whose hash is the key, -1 for none
     * @param formula the value, null if it is no formula
     * @param decimals places of the fixed-point value
     * @param valueSlot slot whose hash is the value, -1 for none
     * @param constant the value if it is neither; the sign of a formula's
     */
    record Counting(
            int store,
            MetricCells cells,
            int keySlot,
            Formula.@Nullable Bound formula,
            int decimals,
            int valueSlot,
            long constant) {}

    /** Where the parts of a plan come from: made afresh, or taken over from windows that counted them before. */
    interface Parts {
        /** Everything afresh. */
        Parts FRESH = new Parts() {};

        /** Whether the plan counts what has this key; if not, its metrics have no value. */
        default boolean counts(Object key) {
            return true;
        }

        /** What has gathered this so far, null when nothing has. */
        default @Nullable Accumulation accumulation(Object key) {
            return null;
        }

        /** The segments of a dimension so far, null when there are none. */
        default @Nullable DimensionSegments dimension(List<Object> key) {
            return null;
        }
    }

    Plan(Definition definition, KeyedHash hash, HistoryFeed history, Parts parts) {
        this.definition = definition;
        this.hash = hash;
        this.history = history;
        this.parts = parts;
        this.properties = new NameIndex(hash);
        this.types = new NameIndex(hash);
        propertyNames().forEach(properties::add);
        this.dimensions = definition.dimensions().stream().map(this::segmentsOf).toArray(DimensionSegments[]::new);
        for (DimensionSegments dimension : dimensions) {
            dimension.bindParts(dimensions);
        }
        this.accumulationOfMetric = new int[definition.metrics().size()];
        Map<EventFilter, Filtered> filters = new LinkedHashMap<>();
        for (int metric = 0; metric < accumulationOfMetric.length; metric++) {
            accumulationOfMetric[metric] = compile(definition.metrics().get(metric), filters);
        }
    }

    private DimensionSegments segmentsOf(Dimension dimension) {
        DimensionSegments before = parts.dimension(Accumulation.dimensionKey(definition, dimension));
        DimensionSegments segments =
                before == null ? new DimensionSegments(dimension, definition.zone(), hash) : before;
        segments.bindSlot(dimension.origin() instanceof Dimension.Property property ? slot(property.name()) : -1);
        return segments;
    }

    private int compile(Metric metric, Map<EventFilter, Filtered> filters) {
        List<Feeding> feedings = Feeding.of(metric.kind());
        Kind gathered = Accumulation.gathered(metric.kind());
        Object key = Accumulation.key(definition, metric, gathered);
        if (feedings.isEmpty() || !parts.counts(key)) {
            return -1;
        }
        Integer shared = numbers.get(key);
        if (shared != null) {
            return shared;
        }
        int number = accumulations.size();
        numbers.put(key, number);
        Accumulation before = parts.accumulation(key);
        Accumulation accumulation = before == null ? accumulation(key, gathered, metric) : before.under(split(metric));
        accumulations.add(accumulation);
        for (Feeding feeding : feedings) {
            Filtered filtered = filters.computeIfAbsent(feeding.events(), filter -> {
                Filtered added = new Filtered(filter.where().bind(this::slot), new ArrayList<>());
                filtersOf(filter.eventType()).add(added);
                return added;
            });
            filtered.countings().add(counting(number, accumulation.cells(), feeding, metric.decimals()));
        }
        return number;
    }

    private Accumulation accumulation(Object key, Kind gathered, Metric metric) {
        Store store = Stores.of(
                gathered, new StoreSetting(metric.windows(), definition.zone(), history, definition.subjectBudget()));
        return new Accumulation(key, store, new MetricCells(store, split(metric)), metric.windows());
    }

    /** Numbers of the dimensions the metric is split by. */
    private int[] split(Metric metric) {
        return metric.by().stream()
                .mapToInt(id -> definition.dimensions().indexOf(definition.dimension(id)))
                .toArray();
    }

    private Counting counting(int number, MetricCells cells, Feeding feeding, int decimals) {
        return new Counting(
                number,
                cells,
                feeding.key() == null ? -1 : slot(feeding.key()),
                feeding.formula() == null ? null : feeding.formula().bind(this::slot),
                decimals,
                feeding.distinct() == null ? -1 : slot(feeding.distinct()),
                feeding.one() && feeding.formula() == null
                        ? feeding.constant() * (long) FixedPoint.unitsOfOne(decimals)
                        : feeding.constant());
    }

    private List<Filtered> filtersOf(String eventType) {
        int type = types.add(eventType);
        while (filtersOfType.size() <= type) {
            filtersOfType.add(new ArrayList<>());
        }
        return filtersOfType.get(type);
    }

    /** Slot of a property; {@code subject} and {@code source} are the event's own. */
    private int slot(String property) {
        return switch (property) {
            case "subject" -> EventFields.SUBJECT;
            case "source" -> EventFields.SOURCE;
            default -> EventFields.FIRST_PROPERTY + properties.find(property);
        };
    }

    private Set<String> propertyNames() {
        Set<String> names = new TreeSet<>();
        for (Metric metric : definition.metrics()) {
            Feeding.of(metric.kind()).forEach(feeding -> names.addAll(feeding.properties()));
        }
        for (Dimension dimension : definition.dimensions()) {
            if (dimension.origin() instanceof Dimension.Property property) {
                names.add(property.name());
            }
        }
        return names;
    }

    /** Number of the accumulation that gathers what has this key, -1 when none does. */
    int numberOf(Object key) {
        return numbers.getOrDefault(key, -1);
    }

    /** Number of the dimension with this key, -1 when the definition has none. */
    int dimensionOf(List<Object> key) {
        for (int dimension = 0; dimension < dimensions.length; dimension++) {
            if (dimensionKey(dimension).equals(key)) {
                return dimension;
            }
        }
        return -1;
    }

    List<Object> dimensionKey(int dimension) {
        return Accumulation.dimensionKey(definition, definition.dimensions().get(dimension));
    }

    Definition definition() {
        return definition;
    }

    KeyedHash hash() {
        return hash;
    }
}
