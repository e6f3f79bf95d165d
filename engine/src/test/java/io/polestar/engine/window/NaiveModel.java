package io.polestar.engine.window;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps every event ever and computes each value from all of them anew. Right because it is too simple to be wrong. */
final class NaiveModel {
    private static final long[] PANES = {14_400_000, 3_600_000, 900_000, 300_000, 60_000, 15_000, 5_000, 1_000, 100};
    private static final Map<Character, Long> UNITS =
            Map.of('s', 1_000L, 'm', 60_000L, 'h', 3_600_000L, 'd', 86_400_000L);

    /** Everything that happened to one metric in one segment. */
    private static final class Tally {
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private final Set<Object> subjects = new HashSet<>();
    }

    /** An event with what each leaf metric takes of it (null: nothing) and its segments, as {@code dimension=segment}. */
    private record Seen(long timeMillis, @Nullable Object[] taken, Map<String, String> segments) {}

    private final ModelTree tree;
    private final ZoneId zone;
    private final List<Seen> events = new ArrayList<>();
    private final Map<String, Set<String>> admitted = new HashMap<>();

    NaiveModel(ModelTree tree, ZoneId zone) {
        this.tree = tree;
        this.zone = zone;
        ModelTree.DIMENSIONS.forEach(dimension -> admitted.put(dimension, new LinkedHashSet<>()));
    }

    void add(RawEvent event) {
        @Nullable Object[] taken = new Object[ModelTree.LEAVES];
        Set<String> looked = new HashSet<>();
        for (int leaf = 0; leaf < taken.length; leaf++) {
            ModelTree.Meaning metric = tree.metrics.get(leaf);
            taken[leaf] = metric.filter().test(event) ? metric.taken().apply(event) : null;
            if (taken[leaf] != null) {
                looked.addAll(metric.by());
            }
        }
        Map<String, String> segments = new HashMap<>();
        for (String dimension : looked) {
            segments.put(dimension, dimension + "=" + segment(dimension, event));
        }
        events.add(new Seen(event.timeMillis(), taken, segments));
    }

    private String segment(String dimension, RawEvent event) {
        ZonedDateTime local = Instant.ofEpochMilli(event.timeMillis()).atZone(zone);
        return switch (dimension) {
            case "hour" -> admit(dimension, "%02d".formatted(local.getHour()), 24);
            case "weekday" ->
                admit(dimension, String.valueOf(local.getDayOfWeek().getValue()), 7);
            case "country" -> admit(dimension, event.property("country"), ModelTree.COUNTRY_BOUND);
            default -> admit(dimension, event.property("device"), ModelTree.DEVICE_BOUND);
        };
    }

    private String admit(String dimension, @Nullable Object value, int bound) {
        if (value == null) {
            return "(none)";
        }
        String text =
                value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
        Set<String> known = admitted.get(dimension);
        if (text.equals("other") || text.equals("(none)")) {
            return text;
        }
        if (!known.contains(text) && known.size() == bound) {
            return "other";
        }
        known.add(text);
        return text;
    }

    /** First moment of a window that ends before {@code to}: the pane floor of {@code to} less its length, or the day's start. */
    long from(String window, long to) {
        if (window.equals("today")) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(to), zone)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        }
        long length = Long.parseLong(window.substring(0, window.length() - 1))
                * UNITS.get(window.charAt(window.length() - 1));
        for (long pane : PANES) {
            if (pane * 60 <= length) {
                return Math.floorDiv(to - length, pane) * pane;
            }
        }
        throw new AssertionError("no pane for " + window);
    }

    /** All values of one window at one clock reading: by metric, then by segment as {@code dimension=segment}, "" the whole. */
    Map<String, Map<String, Double>> values(String window, long to) {
        return values(window, from(window, to), to);
    }

    /** All values over [from, to). */
    Map<String, Map<String, Double>> values(String window, long from, long to) {
        List<Map<String, Tally>> tallies = new ArrayList<>();
        for (int leaf = 0; leaf < ModelTree.LEAVES; leaf++) {
            tallies.add(new HashMap<>());
        }
        for (Seen event : events) {
            if (event.timeMillis >= from && event.timeMillis < to) {
                count(event, window, tallies);
            }
        }
        Map<String, Map<String, Double>> values = new HashMap<>();
        for (ModelTree.Meaning metric : tree.metrics) {
            if (metric.windows().contains(window)) {
                Map<String, Double> bySegment = new HashMap<>();
                values.put(metric.id(), bySegment);
                for (String segment : segmentsOf(metric)) {
                    bySegment.put(segment, value(metric, segment, tallies));
                }
            }
        }
        return values;
    }

    private void count(Seen event, String window, List<Map<String, Tally>> tallies) {
        for (int leaf = 0; leaf < tallies.size(); leaf++) {
            Object taken = event.taken[leaf];
            ModelTree.Meaning metric = tree.metrics.get(leaf);
            if (taken != null && metric.windows().contains(window)) {
                boolean distinct = metric.kind().equals("distinct");
                count(taken, distinct, tallies.get(leaf).computeIfAbsent("", key -> new Tally()));
                for (String dimension : metric.by()) {
                    count(
                            taken,
                            distinct,
                            tallies.get(leaf).computeIfAbsent(event.segments.get(dimension), key -> new Tally()));
                }
            }
        }
    }

    private static void count(Object taken, boolean distinct, Tally tally) {
        tally.count++;
        if (distinct) {
            tally.subjects.add(taken);
        } else {
            tally.sum = tally.sum.add((BigDecimal) taken);
        }
    }

    /** The whole and every segment there can be an answer for. */
    List<String> segmentsOf(ModelTree.Meaning metric) {
        List<String> segments = new ArrayList<>(List.of(""));
        for (String dimension : metric.by()) {
            segments.add(dimension + "=(none)");
            segments.add(dimension + "=other");
            admitted.get(dimension).forEach(text -> segments.add(dimension + "=" + text));
        }
        return segments;
    }

    private double value(ModelTree.Meaning metric, String segment, List<Map<String, Tally>> tallies) {
        if (metric.computed() != null) {
            return metric.computed().apply(id -> value(tree.metrics.get(numberOf(id)), segment, tallies));
        }
        Tally tally = tallies.get(numberOf(metric.id())).getOrDefault(segment, new Tally());
        return switch (metric.kind()) {
            case "count" -> tally.count;
            case "distinct" -> tally.subjects.size();
            case "sum" -> tally.sum.doubleValue();
            default -> tally.count == 0 ? Double.NaN : tally.sum.doubleValue() / tally.count;
        };
    }

    private static int numberOf(String leaf) {
        return Integer.parseInt(leaf.substring(1));
    }

    /** What each step added to one leaf metric in one segment ("" the whole): count, and sum in its smallest unit. */
    Map<Long, List<Long>> steps(ModelTree.Meaning metric, String segment, long stepMillis) {
        Map<Long, List<Long>> steps = new HashMap<>();
        int leaf = numberOf(metric.id());
        for (Seen event : events) {
            Object taken = event.taken[leaf];
            if (taken != null && isIn(event, segment)) {
                long units = metric.kind().equals("count")
                        ? 0
                        : ((BigDecimal) taken).movePointRight(metric.decimals()).longValueExact();
                steps.merge(
                        Math.floorDiv(event.timeMillis, stepMillis) * stepMillis,
                        List.of(1L, units),
                        (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
            }
        }
        return steps;
    }

    private static boolean isIn(Seen event, String segment) {
        return segment.isEmpty() || event.segments.containsValue(segment);
    }
}
