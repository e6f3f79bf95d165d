package io.polestar.engine.explain;

import io.polestar.engine.explain.Figures.OfSegment;
import io.polestar.engine.explain.Figures.Sides;
import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.FormulaException;
import io.polestar.engine.tree.HistoryTiers;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A random tree over three dimensions with what happened in it before and now: rows of a subject, a segment of each dimension and a number for
 * every leaf. Values follow from the rows by definition, naively.
 */
final class RandomTree {
    private static final List<String> DIMENSIONS = List.of("country", "channel", "plan");
    private static final List<Dimension> DECLARED = DIMENSIONS.stream()
            .map(id -> new Dimension(id, Map.of(), new Dimension.Property(id), 10))
            .toList();

    private final Random random;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private final Map<String, List<Row>> before = new HashMap<>();
    private final Map<String, List<Row>> now = new HashMap<>();

    private record Row(String subject, List<String> segments, double value) {}

    RandomTree(Random random, int nodes) {
        this.random = random;
        for (int node = 0; node < nodes; node++) {
            add("m" + node, node);
        }
    }

    Definition definition() {
        return new Definition(
                "random",
                ZoneOffset.UTC,
                0,
                Definition.DEFAULT_SUBJECT_BUDGET,
                root(),
                DECLARED,
                metrics,
                components,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                HistoryTiers.DEFAULT,
                "",
                "0");
    }

    String root() {
        return metrics.get(metrics.size() - 1).id();
    }

    /** The newest metrics use older ones, so that the last is the root of most. */
    private void add(String id, int older) {
        Kind kind;
        int what = older < 20 ? random.nextInt(3) : random.nextInt(8);
        EventFilter events = new EventFilter("event", Condition.ALWAYS);
        if (what == 0) {
            kind = new Kind.Sum(events, parsed("value"));
        } else if (what == 1) {
            kind = new Kind.Distinct(events, "subject");
        } else if (what == 2) {
            kind = new Kind.Average(events, parsed("value"));
        } else if (what <= 4) {
            kind = new Kind.Ratio(olderMetric(older), olderMetric(older));
        } else if (what == 5) {
            kind = new Kind.Derived(parsed(formula(random, 2, olderMetrics(older))), Map.of());
        } else {
            kind = new Kind.Sum(events, parsed("value"));
            components.add(new Component(id, parsed(formula(random, 2, olderMetrics(older)))));
        }
        metrics.add(new Metric(id, Map.of(), Map.of(), "owner", "1", 6, kind, List.of(Window.parse("1d")), DIMENSIONS));
        if (kind.inputs().isEmpty()) {
            before.put(id, rows());
            now.put(id, rows());
        }
    }

    private String olderMetric(int older) {
        return metrics.get(Math.max(0, older - 1 - random.nextInt(12))).id();
    }

    private String[] olderMetrics(int older) {
        return IntStream.range(0, 4)
                .mapToObj(i -> olderMetric(older))
                .distinct()
                .toArray(String[]::new);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        double scale = Math.pow(10, random.nextInt(7) - 3);
        int n = random.nextInt(8) == 0 ? 0 : 5 + random.nextInt(60);
        for (int row = 0; row < n; row++) {
            rows.add(new Row(
                    "s" + random.nextInt(25),
                    List.of("a" + random.nextInt(6), "b" + random.nextInt(3), "c" + random.nextInt(12)),
                    Math.rint(1e6 * scale * (random.nextGaussian() + 1.5)) / 1e6));
        }
        return rows;
    }

    /** What every metric of the tree was and is. */
    Map<String, Figures> figures() {
        Map<String, Figures> figures = new HashMap<>();
        for (Metric metric : metrics) {
            Map<String, List<OfSegment>> segments = new LinkedHashMap<>();
            for (int dimension = 0; dimension < DIMENSIONS.size(); dimension++) {
                List<OfSegment> sides = new ArrayList<>();
                for (String segment : segments(metric, dimension)) {
                    sides.add(new OfSegment(segment, sides(metric.id(), dimension, segment)));
                }
                segments.put(DIMENSIONS.get(dimension), sides);
            }
            figures.put(metric.id(), new Figures(sides(metric.id(), -1, ""), Map.of(), segments));
        }
        return figures;
    }

    private Set<String> segments(Metric metric, int dimension) {
        Set<String> segments = new TreeSet<>();
        if (metric.kind().inputs().isEmpty()) {
            before.get(metric.id()).forEach(row -> segments.add(row.segments.get(dimension)));
            now.get(metric.id()).forEach(row -> segments.add(row.segments.get(dimension)));
        }
        for (String input : metric.kind().inputs()) {
            segments.addAll(segments(metric(input), dimension));
        }
        return segments;
    }

    private Metric metric(String id) {
        return metrics.get(Integer.parseInt(id.substring(1)));
    }

    private Sides sides(String id, int dimension, String segment) {
        return new Sides(
                figure(id, before, dimension, segment, new HashMap<>()),
                figure(id, now, dimension, segment, new HashMap<>()));
    }

    private Figure figure(
            String id, Map<String, List<Row>> side, int dimension, String segment, Map<String, Figure> known) {
        Figure figure = known.get(id);
        if (figure == null) {
            figure = computed(id, side, dimension, segment, known);
            known.put(id, figure);
        }
        return figure;
    }

    private Figure computed(
            String id, Map<String, List<Row>> side, int dimension, String segment, Map<String, Figure> known) {
        Kind kind = metric(id).kind();
        if (kind instanceof Kind.Ratio ratio) {
            return Figure.ratio(
                    figure(ratio.numerator(), side, dimension, segment, known).value(),
                    figure(ratio.denominator(), side, dimension, segment, known).value());
        }
        if (kind instanceof Kind.Derived derived) {
            List<String> names = derived.formula().variables();
            return Figure.of(derived.formula()
                    .bind(names::indexOf)
                    .evaluate(slot -> figure(names.get(slot), side, dimension, segment, known)
                            .value()));
        }
        List<Row> rows = side.get(id).stream()
                .filter(row -> dimension < 0 || row.segments.get(dimension).equals(segment))
                .toList();
        double sum = rows.stream().mapToDouble(Row::value).sum();
        if (kind instanceof Kind.Average) {
            return Figure.ratio(sum, rows.size());
        }
        return Figure.of(
                kind instanceof Kind.Distinct
                        ? rows.stream().map(Row::subject).distinct().count()
                        : sum);
    }

    private static Formula parsed(String text) {
        try {
            return Formula.parse(text);
        } catch (FormulaException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A random formula over those names. */
    static String formula(Random random, int depth, String... names) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(6) == 0 ? "" + (1 + random.nextInt(9)) : names[random.nextInt(names.length)];
        }
        String left = formula(random, depth - 1, names);
        String right = formula(random, depth - 1, names);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "(" + left + " + " + right + ")";
            case 3, 4 -> "(" + left + " - " + right + ")";
            case 5, 6, 7 -> left + " * " + right;
            case 8 -> left + " / (" + right + ")";
            case 9 -> "min(" + left + ", " + right + ")";
            case 10 -> "-abs(" + left + ") + " + names[random.nextInt(names.length)];
            default -> "coalesce(" + left + ", " + right + ")";
        };
    }

    /** What follows, by asking each metric anew; the trees have no circles, each metric using older ones only. */
    static Map<String, Double> naiveWhatIf(Definition definition, Map<String, Double> now, Map<String, Double> set) {
        Map<String, Double> then = new HashMap<>(now);
        for (Metric metric : definition.metrics()) {
            String id = metric.id();
            List<String> inputs = metric.kind().inputs();
            boolean computed = inputs.stream().anyMatch(input -> changed(input, now, then));
            Formula component = definition.components().stream()
                    .filter(edge -> edge.parent().equals(id))
                    .map(Component::formula)
                    .findFirst()
                    .orElse(null);
            if (set.containsKey(id)) {
                then.put(id, set.get(id));
            } else if (computed && metric.kind() instanceof Kind.Ratio ratio) {
                double quotient = then.get(ratio.numerator()) / then.get(ratio.denominator());
                then.put(id, Double.isFinite(quotient) ? quotient : Double.NaN);
            } else if (computed && metric.kind() instanceof Kind.Derived derived) {
                then.put(id, evaluated(derived.formula(), then));
            } else if (component != null
                    && component.variables().stream().anyMatch(child -> changed(child, now, then))) {
                double residual = now.get(id) - evaluated(component, now);
                then.put(id, evaluated(component, then) + (Double.isNaN(residual) ? 0 : residual));
            }
        }
        return then;
    }

    private static boolean changed(String id, Map<String, Double> now, Map<String, Double> then) {
        return !now.get(id).equals(then.get(id));
    }

    private static double evaluated(Formula formula, Map<String, Double> values) {
        return formula.bind(formula.variables()::indexOf)
                .evaluate(slot -> values.get(formula.variables().get(slot)));
    }

    /** Numbers of many sizes, zeros and gaps. */
    static double[] values(Random random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> Double.NaN;
                case 2 -> random.nextInt(10) - 5;
                default -> Math.pow(10, random.nextInt(9) - 4) * (1 + random.nextDouble());
            };
        }
        return values;
    }
}
