package io.polestar.engine.window.model;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A random tree of some fifty metrics of every kind, said twice: as the text of a definition and as plain functions over raw events. Every
 * meaning is spelt out by hand; nothing of the engine's own formulas or conditions is used.
 */
public final class ModelTree {
    private static final int LEAVES = 38;
    private static final int RATIOS = 6;
    private static final int DERIVED = 6;

    private static final List<List<String>> WINDOWS = List.of(
            List.of("10s", "90s", "1h", "today"),
            List.of("1m", "15m", "1d", "7d", "28d"),
            List.of("1d", "today", "week", "month", "quarter", "year"),
            List.of("10s", "1m", "90s", "15m", "1h", "1d", "7d", "28d", "today", "week", "month", "quarter", "year"));

    private final Random random;
    private final List<String> kinds;
    private final Leaves leaves;
    private final List<Meaning> metrics;
    private final Map<Meaning, Object> gathers = new IdentityHashMap<>();
    private final Split split;
    private final ZoneId zone;
    private final Definition definition;
    private final int nextId;

    public ModelTree(long seed, ZoneId zone) {
        this(seed, zone, Leaves.KINDS);
    }

    /** A tree whose leaves are of some kinds only. */
    public ModelTree(long seed, ZoneId zone, List<String> kinds) {
        this(new Random(seed), kinds, List.of(), 0, LEAVES, Split.first(), zone);
    }

    /** A tree of these leaves, so many new ones, and metrics computed from them. */
    private ModelTree(
            Random random, List<String> kinds, List<Meaning> kept, int nextId, int added, Split split, ZoneId zone) {
        this.random = random;
        this.kinds = kinds;
        this.leaves = new Leaves(random, kinds);
        this.metrics = new ArrayList<>(kept);
        this.split = split;
        this.zone = zone;
        this.nextId = nextId + added;
        for (int id = nextId; id < this.nextId; id++) {
            metrics.add(leaf("m" + id));
        }
        List<Meaning> inputs = List.copyOf(metrics);
        for (int number = 0; number < RATIOS + DERIVED; number++) {
            Meaning one = one(inputs);
            Meaning other = one(inputs.stream()
                    .filter(leaf -> leaf.windows().equals(one.windows()))
                    .toList());
            metrics.add(computed("c" + number, one, other, number < RATIOS));
        }
        for (Meaning leaf : inputs) {
            List<String> dimensions = leaf.by().stream()
                    .map(dimension -> split.key(dimension, zone))
                    .toList();
            gathers.put(leaf, List.of(leaf.leaf().gathers(), leaf.windows(), dimensions, zone));
        }
        this.definition = read(text());
    }

    private Meaning leaf(String id) {
        Leaf leaf = leaves.any();
        List<String> windows = one(WINDOWS).stream()
                .filter(window -> Calendars.lengthMillis(window) >= leaf.shortestSeconds() * 1_000)
                .toList();
        List<String> by = new ArrayList<>(Split.PLAIN);
        by.remove(random.nextInt(by.size()));
        by.remove(random.nextInt(by.size()));
        if (random.nextBoolean()) {
            by.add(one(Split.PAIRS));
        }
        return new Meaning(id, windows, by, leaf, null);
    }

    private Meaning computed(String id, Meaning one, Meaning other, boolean ratio) {
        Meaning.Computed computed;
        if (ratio) {
            computed = new Meaning.Computed(
                    "kind: ratio, numerator: " + one.id() + ", denominator: " + other.id(),
                    one,
                    other,
                    (above, below) -> below == 0 ? Double.NaN : above / below);
        } else if (random.nextBoolean()) {
            computed = new Meaning.Computed(
                    derived("coalesce(min(" + one.id() + ", " + other.id() + "), 7)"),
                    one,
                    other,
                    (first, second) -> Double.isNaN(first) || Double.isNaN(second) ? 7 : Math.min(first, second));
        } else {
            computed = new Meaning.Computed(
                    derived("abs(" + one.id() + " - " + other.id() + ") * 2"),
                    one,
                    other,
                    (first, second) -> Math.abs(first - second) * 2);
        }
        List<String> common = one.by().stream().filter(other.by()::contains).toList();
        return new Meaning(id, one.windows(), common, null, computed);
    }

    private static String derived(String formula) {
        return "kind: derived, formula: \"" + formula + "\"";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String text() {
        StringBuilder yaml = new StringBuilder("polestar: 1\nname: Model\nzone: " + zone + "\nwindows: [")
                .append(String.join(", ", WINDOWS.get(WINDOWS.size() - 1)))
                .append("]\nnorthStar: m0\n")
                .append(split.text())
                .append("metrics:\n");
        metrics.forEach(metric -> yaml.append(metric.text()));
        yaml.append("influences:\n");
        for (Meaning metric : metrics) {
            if (!metric.id().equals("m0")) {
                yaml.append("  - {driver: ").append(metric.id()).append(", target: m0, sign: positive}\n");
            }
        }
        return yaml.toString();
    }

    private static Definition read(String text) {
        try {
            return DefinitionReader.read(text, "model.yaml");
        } catch (DefinitionException refused) {
            throw new AssertionError(refused.getMessage() + "\n" + text, refused);
        }
    }

    /** The same tree after somebody has worked on it: metrics gone, new or changed, now and then a dimension or the zone. */
    public ModelTree changed(ZoneId otherZone) {
        List<Meaning> kept = new ArrayList<>();
        int gone = 0;
        for (Meaning metric : leaves()) {
            boolean northStar = metric.id().equals("m0");
            if (random.nextInt(8) == 0 && !northStar) {
                gone++;
            } else {
                kept.add(random.nextInt(8) == 0 ? leaf(metric.id()) : metric);
            }
        }
        Split changed = switch (random.nextInt(5)) {
            case 0 -> split.with("country", 2 + random.nextInt(3));
            case 1 -> split.with("device", 3 + random.nextInt(4));
            case 2 -> split.with("country_device", 4 + random.nextInt(10));
            default -> split;
        };
        return new ModelTree(
                random,
                kinds,
                kept,
                nextId,
                gone + random.nextInt(2),
                changed,
                random.nextInt(6) == 0 ? otherZone : zone);
    }

    public Definition definition() {
        return definition;
    }

    public ZoneId zone() {
        return zone;
    }

    Split split() {
        return split;
    }

    /** All metrics, those that read events first. */
    public List<Meaning> metrics() {
        return List.copyOf(metrics);
    }

    /** The metrics that read events. */
    public List<Meaning> leaves() {
        return metrics.stream().filter(metric -> !metric.isComputed()).toList();
    }

    /** What a leaf's numbers depend on. */
    Object gathers(Meaning leaf) {
        return Objects.requireNonNull(gathers.get(leaf));
    }
}
