package io.polestar.engine.window.model;

import io.polestar.engine.tree.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps every event ever and computes each value from all of them anew. Right because it is too simple to be wrong. */
public final class NaiveModel {
    private final ModelTree tree;
    private final Admitted segments;
    private final Map<Object, Ledger> ledgers = new HashMap<>();

    /** Something that came in: an event, or word that an earlier one is not true. */
    private record Note(RawEvent event, boolean retracts) {}

    private final List<Note> journal;

    public NaiveModel(ModelTree tree) {
        this(tree, new ArrayList<>());
        tree.leaves().forEach(this::open);
    }

    private NaiveModel(ModelTree tree, List<Note> journal) {
        this.tree = tree;
        this.segments = new Admitted(tree.split(), tree.zone());
        this.journal = journal;
    }

    private void open(Meaning leaf) {
        ledgers.put(tree.gathers(leaf), new Ledger(leaf.leaf(), leaf.by()));
    }

    public void add(RawEvent event) {
        journal.add(new Note(event, false));
        count(event);
    }

    /** How often something came in. */
    public int size() {
        return journal.size();
    }

    /** Takes back that very event. */
    public void retract(RawEvent event) {
        journal.add(new Note(event, true));
        forget(event);
    }

    private void count(RawEvent event) {
        ledgers.values().forEach(ledger -> ledger.add(event, segments));
    }

    private void forget(RawEvent event) {
        ledgers.values().forEach(ledger -> ledger.remove(event, segments));
    }

    /**
     * A model that counts, from all that has come, what this one lacks for another tree.
     *
     * @param anew ids of leaves that are counted although this one has them; what has been taken back is then left out from the start
     */
    public Anew counting(ModelTree next, Set<String> anew) {
        NaiveModel counted = new NaiveModel(next, new ArrayList<>());
        for (Meaning leaf : next.leaves()) {
            if (anew.contains(leaf.id()) || !ledgers.containsKey(next.gathers(leaf))) {
                counted.open(leaf);
            }
        }
        counted.segments.takeUp(segments);
        Set<RawEvent> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        journal.stream().filter(note -> note.retracts).forEach(note -> gone.add(note.event));
        Anew result = new Anew(counted, journal.size());
        for (Note note : journal) {
            if (anew.isEmpty() || !gone.contains(note.event)) {
                counted.take(note);
            }
        }
        return result;
    }

    private void take(Note note) {
        if (note.retracts) {
            forget(note.event);
        } else {
            count(note.event);
        }
    }

    /**
     * What is counted for another tree.
     *
     * @param read how much of the journal it has read
     */
    public record Anew(NaiveModel counted, int read) {}

    /** This model and what was counted for another tree, together. */
    public NaiveModel adopt(Anew anew) {
        NaiveModel counted = anew.counted;
        journal.subList(anew.read, journal.size()).forEach(counted::take);
        NaiveModel joined = new NaiveModel(counted.tree, journal);
        joined.segments.takeUp(segments);
        joined.segments.takeUp(counted.segments);
        for (Meaning leaf : counted.tree.leaves()) {
            Object key = counted.tree.gathers(leaf);
            Ledger ledger = counted.ledgers.containsKey(key) ? counted.ledgers.get(key) : ledgers.get(key);
            if (ledger == null) {
                throw new IllegalStateException("nobody has counted " + leaf);
            }
            joined.ledgers.put(key, ledger);
        }
        return joined;
    }

    /** First moment of a window that ends before {@code to}. */
    public long from(String window, long to) {
        return Calendars.from(window, to, tree.zone());
    }

    /** All values of one window at one clock reading: by metric, then by segment as {@code dimension=segment}, "" the whole. */
    public Map<Meaning, Map<String, Double>> values(String window, long to) {
        return values(window, from(window, to), to, metric -> true);
    }

    /** All values of some metrics over [from, to). */
    public Map<Meaning, Map<String, Double>> values(String window, long from, long to, Predicate<Meaning> which) {
        Map<Meaning, Map<String, Double>> values = new IdentityHashMap<>();
        for (Meaning metric : tree.metrics()) {
            if (metric.windows().contains(window) && which.test(metric)) {
                Map<String, Double> bySegment = new HashMap<>();
                values.put(metric, bySegment);
                for (String segment : segmentsOf(metric)) {
                    bySegment.put(segment, value(metric, segment, from, to));
                }
            }
        }
        return values;
    }

    private double value(Meaning metric, String segment, long from, long to) {
        Meaning.Computed computed = metric.computed();
        if (computed == null) {
            return metric.leaf().reckoning().of(taken(metric, segment), from, to);
        }
        return computed.of()
                .applyAsDouble(value(computed.one(), segment, from, to), value(computed.other(), segment, from, to));
    }

    private List<Taken> taken(Meaning leaf, String segment) {
        return Objects.requireNonNull(ledgers.get(tree.gathers(leaf))).of(segment);
    }

    /** The whole and every segment there can be an answer for. */
    public List<String> segmentsOf(Meaning metric) {
        Set<String> all = new HashSet<>(Set.of(""));
        for (String dimension : metric.by()) {
            all.add(dimension + "=(none)");
            all.add(dimension + "=other");
            segments.of(dimension).forEach(text -> all.add(dimension + "=" + text));
        }
        return List.copyOf(all);
    }

    /** What each step added to one metric in one segment ("" the whole): count, and sum in its smallest unit. */
    public Map<Long, List<Long>> steps(Meaning leaf, String segment, long stepMillis) {
        Map<Long, List<Long>> steps = new HashMap<>();
        for (Taken taken : taken(leaf, segment)) {
            long units = taken.value() instanceof BigDecimal number
                    ? number.movePointRight(leaf.leaf().decimals()).longValueExact()
                    : 0;
            steps.merge(
                    Math.floorDiv(taken.timeMillis(), stepMillis) * stepMillis,
                    List.of(1L, units),
                    (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
        }
        return steps;
    }

    /** What the values of a segment stand under, from how a read shows it: {@code country=DE}, {@code country:DE,device:tv}. */
    public static String key(String dimension, String shown) {
        if (!Split.isPair(dimension)) {
            return dimension + "=" + shown;
        }
        List<String> parts = Split.partsOf(dimension);
        String first = parts.get(0) + ":";
        String second = "," + parts.get(1) + ":";
        return dimension + "=" + shown.replace(first, "").replace(second, String.valueOf(Dimension.Pair.SEPARATOR));
    }

    public ModelTree tree() {
        return tree;
    }

    /** Whether a value of the engine's is right. */
    public static boolean agrees(Meaning metric, double expected, double actual) {
        return metric.isComputed()
                ? Double.compare(expected + 0.0, actual + 0.0) == 0
                : metric.leaf().reckoning().agrees(expected, actual);
    }
}
