package io.polestar.engine.window;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers behind a name: metrics, windows, dimensions and segments by the text a reader asks for, and for each metric how
 * its value follows from cells or from other metrics. Safe from any thread.
 */
public final class Catalog {
    /** Stands for the metric as a whole where a dimension is asked for. */
    public static final int WHOLE = -1;

    /** Number of the segment, in every dimension, that takes what the bound does not admit. */
    public static final int FOLDED = DimensionSegments.OTHER;

    private final Definition definition;
    private final Plan plan;
    private final List<Window> windows;
    private final Map<String, Integer> metricNumbers = new HashMap<>();
    private final int[][] windowsOfStore;
    private final boolean[] addsUpOfStore;
    private final @Nullable CellValue[] cellValues;
    private final List<Kind.Earlier> earlier = new ArrayList<>();
    private final Formula.@Nullable Bound[] formulas;
    private final Formula.@Nullable Bound[] components;
    private final Cells.@Nullable Place @Nullable [][] remembered;

    public Catalog(Definition definition, Windows counted) {
        this(definition, counted, false);
    }

    /** A catalog that remembers the place of every cell it was asked for, so that asking again allocates nothing. One thread. */
    public static Catalog remembering(Definition definition, Windows counted) {
        return new Catalog(definition, counted, true);
    }

    private Catalog(Definition definition, Windows counted, boolean remembering) {
        this.remembered =
                remembering ? new Cells.Place[counted.plan().accumulations.size()][0] : null;
        this.definition = definition;
        this.plan = counted.plan();
        this.windows = definition.windows();
        for (Metric metric : definition.metrics()) {
            metricNumbers.put(metric.id(), metricNumbers.size());
        }
        this.windowsOfStore =
                plan.accumulations.stream().map(one -> numbersOf(one.windows())).toArray(int[][]::new);
        this.formulas = new Formula.Bound[metricNumbers.size()];
        this.components = new Formula.Bound[metricNumbers.size()];
        this.cellValues = new CellValue[metricNumbers.size()];
        this.addsUpOfStore = new boolean[plan.accumulations.size()];
        for (Metric metric : definition.metrics()) {
            int number = metric(metric.id());
            if (metric.kind() instanceof Kind.Derived derived) {
                formulas[number] = derived.formula().bind(name -> slot(derived, name));
            } else if (metric.kind().inputs().isEmpty()) {
                cellValues[number] = CellValue.of(metric);
                noteSort(number, metric.kind());
            }
        }
        for (Component component : definition.components()) {
            components[metric(component.parent())] = component.formula().bind(this::metric);
        }
    }

    /** A formula's slots are the numbers of metrics, and above them those of earlier values. */
    int slot(Kind.Derived derived, String name) {
        Kind.Earlier before = derived.earlier().get(name);
        if (before == null) {
            return metric(name);
        }
        if (!earlier.contains(before)) {
            earlier.add(before);
        }
        return metricNumbers.size() + earlier.indexOf(before);
    }

    private void noteSort(int metric, Kind kind) {
        int store = plan.accumulationOfMetric[metric];
        if (store >= 0) {
            addsUpOfStore[store] = addsUpOverSegments(kind);
        }
    }

    private static boolean addsUpOverSegments(Kind kind) {
        return kind instanceof Kind.Count
                || kind instanceof Kind.Sum
                || kind instanceof Kind.Average
                || kind instanceof Kind.Gauge
                || kind instanceof Kind.Cumulative
                || kind instanceof Kind.Conversion
                || kind instanceof Kind.Session;
    }

    private int[] numbersOf(List<Window> kept) {
        int[] numbers = new int[windows.size()];
        for (int window = 0; window < numbers.length; window++) {
            numbers[window] = -1;
            for (int index = 0; index < kept.size(); index++) {
                if (kept.get(index).sameSpan(windows.get(window))) {
                    numbers[window] = index;
                }
            }
        }
        return numbers;
    }

    public Definition definition() {
        return definition;
    }

    /** All windows of the tree; their position is their number. */
    public List<Window> windows() {
        return windows;
    }

    /**
     * Number of a window.
     *
     * @throws IllegalArgumentException when no metric has it
     */
    public int window(String name) {
        for (int window = 0; window < windows.size(); window++) {
            if (windows.get(window).name().equals(name)) {
                return window;
            }
        }
        throw new IllegalArgumentException("window must be one of " + names() + ", window=" + name);
    }

    /**
     * Number of one of a metric's windows.
     *
     * @throws IllegalArgumentException when the metric does not have it
     */
    public int window(Metric metric, String name) {
        List<String> names = metric.windows().stream().map(Window::name).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "metric " + metric.id() + " has the windows " + names + ", window=" + name);
        }
        return window(name);
    }

    private List<String> names() {
        return windows.stream().map(Window::name).toList();
    }

    /**
     * Number of a metric.
     *
     * @throws IllegalArgumentException when the tree has no such metric
     */
    public int metric(String id) {
        Integer number = metricNumbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("the tree has no such metric, metric=" + id);
        }
        return number;
    }

    public Metric metric(int number) {
        return definition.metrics().get(number);
    }

    /**
     * Number of a dimension the metric is split by.
     *
     * @throws IllegalArgumentException when it is not
     */
    public int dimension(int metric, String id) {
        Metric split = metric(metric);
        if (!split.by().contains(id)) {
            throw new IllegalArgumentException(
                    "metric " + split.id() + " is split by " + split.by() + " only, by=" + id);
        }
        return dimensionNumber(id);
    }

    /**
     * Number of a dimension.
     *
     * @throws IllegalArgumentException if the tree has no such dimension
     */
    public int dimensionNumber(String id) {
        return definition.dimensions().indexOf(definition.dimension(id));
    }

    public Dimension dimension(int number) {
        return definition.dimensions().get(number);
    }

    /** Texts of a dimension's segments by number; grows while events come. */
    public List<String> segments(int dimension) {
        return plan.dimensions[dimension].texts();
    }

    /** Number of a segment, -1 when no event has brought it yet. */
    public int segment(int dimension, String text) {
        return plan.dimensions[dimension].find(text);
    }

    /** Whether the metric, or one it is computed from, has met the segment. */
    public boolean has(int metric, int dimension, int segment) {
        if (cellValues[metric] != null) {
            return place(metric, dimension, segment) != null;
        }
        for (String input : metric(metric).kind().inputs()) {
            if (has(metric(input), dimension, segment)) {
                return true;
            }
        }
        return false;
    }

    /** Place of a metric's cell, null when the metric has none there. Only for metrics that read events. */
    public Cells.@Nullable Place place(int metric, int dimension, int segment) {
        int store = plan.accumulationOfMetric[metric];
        return store < 0 ? null : placeIn(store, dimension, segment);
    }

    /** Place of a store's cell, null when it has none there. */
    Cells.@Nullable Place placeIn(int store, int dimension, int segment) {
        MetricCells cells = plan.accumulations.get(store).cells();
        int cell = cells.whole();
        if (dimension != WHOLE) {
            int index = cells.indexOf(dimension);
            cell = index < 0 || segment < 0 ? MetricCells.ABSENT : cells.cell(index, segment);
        }
        if (cell == MetricCells.ABSENT) {
            return null;
        }
        Cells.@Nullable Place @Nullable [][] known = remembered;
        return known == null ? cells.place(cell, store, windowsOfStore[store]) : remembered(known, cells, store, cell);
    }

    private Cells.@Nullable Place remembered(Cells.@Nullable Place[][] known, MetricCells cells, int store, int cell) {
        Cells.@Nullable Place[] places = known[store];
        if (cell >= places.length) {
            places = Arrays.copyOf(places, Math.max(cell + 1, places.length * 2));
            known[store] = places;
        }
        if (places[cell] == null) {
            places[cell] = cells.place(cell, store, windowsOfStore[store]);
        }
        return places[cell];
    }

    /** Numbers of the stores that a metric's value comes from: its own, or those of all it is computed from. */
    public int[] stores(int metric) {
        Set<Integer> numbers = new TreeSet<>();
        addStores(metric, numbers);
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addStores(int metric, Set<Integer> numbers) {
        if (plan.accumulationOfMetric[metric] >= 0) {
            numbers.add(plan.accumulationOfMetric[metric]);
        }
        metric(metric).kind().inputs().forEach(input -> addStores(metric(input), numbers));
    }

    /**
     * Whether what a metric is made of adds up over time, so that it has a value over any stretch of the past; not so for distinct counts, levels, quantiles
     * and whatever names an earlier value.
     */
    public boolean addsUpOverTime(int metric) {
        Kind kind = metric(metric).kind();
        if (kind instanceof Kind.Derived derived && !derived.earlier().isEmpty()) {
            return false;
        }
        int store = plan.accumulationOfMetric[metric];
        if (store >= 0 && plan.accumulations.get(store).store().shape().sort() != Shape.Sort.FLOW) {
            return false;
        }
        return kind.inputs().stream().allMatch(input -> addsUpOverTime(metric(input)));
    }

    /** Whether a metric reads earlier values, itself or through what it is computed from. */
    public boolean readsEarlier(int metric) {
        Kind kind = metric(metric).kind();
        return kind instanceof Kind.Derived derived && !derived.earlier().isEmpty()
                || kind.inputs().stream().anyMatch(input -> readsEarlier(metric(input)));
    }

    /** Number of all stores. */
    public int storeCount() {
        return plan.accumulations.size();
    }

    /** Whether the numbers of a store's segments add up to those of the whole. */
    boolean addsUp(int store) {
        return addsUpOfStore[store];
    }

    /** The cohorts of a retention metric as a whole, no more than a second old; null for other kinds. */
    public @Nullable CohortTable cohorts(int metric) {
        int store = plan.accumulationOfMetric[metric];
        return store < 0 ? null : plan.accumulations.get(store).store().cohorts();
    }

    /** How a metric is read from its cells; null when it is computed from others. */
    @Nullable
    CellValue cellValue(int metric) {
        return cellValues[metric];
    }

    /** The earlier value a formula's slot stands for; null when the slot is a metric's number. */
    Kind.@Nullable Earlier earlier(int slot) {
        return slot < metricNumbers.size() ? null : earlier.get(slot - metricNumbers.size());
    }

    /** Formula of a derived metric, see {@link #earlier(int)} for its slots; null for other kinds. */
    Formula.@Nullable Bound formula(int metric) {
        return formulas[metric];
    }

    /** Formula over the metric's components, null when it has none. */
    public Formula.@Nullable Bound component(int metric) {
        return components[metric];
    }
}
