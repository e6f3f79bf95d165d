package io.polestar.engine.window;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A random tree of fifty metrics, said twice: as the text of a definition and as plain functions over raw events. Every
 * meaning is spelt out here by hand; nothing of the engine's own formulas or conditions is used.
 */
final class ModelTree {
    static final int LEAVES = 38;
    static final int RATIOS = 6;
    static final int DERIVED = 6;
    static final List<String> DIMENSIONS = List.of("country", "device", "hour", "weekday");
    static final int COUNTRY_BOUND = 3;
    static final int DEVICE_BOUND = 5;

    private static final List<List<String>> WINDOWS = List.of(
            List.of("10s", "90s", "1h", "today"),
            List.of("1m", "15m", "1d", "7d", "28d"),
            List.of("10s", "1m", "90s", "15m", "1h", "1d", "7d", "28d", "today"));

    /** A condition in both languages. */
    private record Filter(String type, String where, Predicate<RawEvent> test) {}

    /** A formula over an event in both languages; null where it has no value. */
    private record Value(String text, int decimals, Function<RawEvent, @Nullable BigDecimal> of) {}

    /** What a metric is to the naive model: one of its last three parts is set. */
    record Meaning(
            String id,
            String kind,
            List<String> windows,
            List<String> by,
            @Nullable Predicate<RawEvent> filter,
            @Nullable Function<RawEvent, @Nullable Object> taken,
            int decimals,
            @Nullable Function<ToDoubleFunction<String>, Double> computed) {}

    private static final List<Filter> FILTERS = List.of(
            new Filter("sale", "", event -> true),
            new Filter("sale", "amount > 5", event -> compare(event, "amount", 5) > 0),
            new Filter(
                    "sale",
                    "country == \"DE\" or premium == true",
                    event -> "DE".equals(event.property("country")) || Boolean.TRUE.equals(event.property("premium"))),
            new Filter("sale", "not exists(discount)", event -> event.property("discount") == null),
            new Filter("visit", "", event -> true),
            new Filter(
                    "visit",
                    "exists(page) and not page startsWith \"x\"",
                    event -> event.property("page") != null
                            && !(event.property("page") instanceof String page && page.startsWith("x"))),
            new Filter(
                    "visit",
                    "source in (\"app\", \"web\")",
                    event -> event.source().equals("app") || event.source().equals("web")));

    private static final List<Value> VALUES = List.of(
            new Value("amount", 2, event -> event.decimal("amount")),
            new Value("quantity * price", 6, event -> times(event.decimal("quantity"), event.decimal("price"))),
            new Value("coalesce(discount, 0) - amount", 3, event -> {
                BigDecimal amount = event.decimal("amount");
                BigDecimal discount = event.decimal("discount");
                return amount == null ? null : (discount == null ? BigDecimal.ZERO : discount).subtract(amount);
            }),
            new Value("max(amount, 3)", 2, event -> {
                BigDecimal amount = event.decimal("amount");
                return amount == null ? null : amount.max(BigDecimal.valueOf(3));
            }));

    private static final List<String> SUBJECTS = List.of("subject", "page", "customer", "source");

    private final Random random;
    private final StringBuilder yaml = new StringBuilder();
    final List<Meaning> metrics = new ArrayList<>();
    final Definition definition;

    ModelTree(long seed, String zone) {
        random = new Random(seed);
        yaml.append("""
                polestar: 1
                name: Model
                zone: %s
                windows: [10s, 1m, 90s, 15m, 1h, 1d, 7d, 28d, today]
                dimensions:
                  country: {property: country, bound: %d, labels: {en: Country}}
                  device: {property: device, bound: %d, labels: {en: Device}}
                  hour: {time: hour, bound: 24, labels: {en: Hour}}
                  weekday: {time: weekday, bound: 7, labels: {en: Weekday}}
                northStar: m0
                metrics:
                """.formatted(zone, COUNTRY_BOUND, DEVICE_BOUND));
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            addLeaf("m" + leaf);
        }
        for (int ratio = 0; ratio < RATIOS; ratio++) {
            addRatio("r" + ratio);
        }
        for (int derived = 0; derived < DERIVED; derived++) {
            addDerived("d" + derived);
        }
        yaml.append("influences:\n");
        for (Meaning metric : metrics.subList(1, metrics.size())) {
            yaml.append("  - {driver: ").append(metric.id).append(", target: m0, sign: positive}\n");
        }
        try {
            definition = DefinitionReader.read(yaml.toString(), "model.yaml");
        } catch (DefinitionException refused) {
            throw new AssertionError(refused.getMessage() + "\n" + yaml, refused);
        }
    }

    private void addLeaf(String id) {
        Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));
        List<String> windows = WINDOWS.get(random.nextInt(WINDOWS.size()));
        List<String> by = threeDimensions();
        String kind = List.of("count", "sum", "average", "distinct").get(random.nextInt(4));
        String more;
        Function<RawEvent, @Nullable Object> taken;
        int decimals = 0;
        if (kind.equals("count")) {
            more = "";
            taken = event -> BigDecimal.ZERO;
        } else if (kind.equals("distinct")) {
            String of = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
            more = ", of: " + of;
            taken = event -> subject(event, of);
        } else {
            Value value = VALUES.get(random.nextInt(VALUES.size()));
            more = ", value: \"" + value.text + "\", decimals: " + value.decimals;
            taken = value.of::apply;
            decimals = value.decimals;
        }
        String where = filter.where.isEmpty() ? "" : ", where: '" + filter.where + "'";
        write(id, windows, by, "unit: 1, kind: " + kind + ", event: " + filter.type + where + more);
        metrics.add(new Meaning(
                id,
                kind,
                windows,
                by,
                event -> event.type().equals(filter.type) && filter.test.test(event),
                taken,
                decimals,
                null));
    }

    private void addRatio(String id) {
        Meaning above = leaf();
        Meaning below = partner(above);
        write(
                id,
                above.windows,
                common(above, below),
                "kind: ratio, numerator: " + above.id + ", denominator: " + below.id);
        addComputed(id, "ratio", above, below, (one, other) -> other == 0 ? Double.NaN : one / other);
    }

    private void addDerived(String id) {
        Meaning one = leaf();
        Meaning other = partner(one);
        boolean least = random.nextBoolean();
        String formula = least
                ? "coalesce(min(" + one.id + ", " + other.id + "), 7)"
                : "abs(" + one.id + " - " + other.id + ") * 2";
        write(id, one.windows, common(one, other), "kind: derived, formula: \"" + formula + "\"");
        addComputed(id, "derived", one, other, (first, second) -> {
            if (least) {
                return Double.isNaN(first) || Double.isNaN(second) ? 7 : Math.min(first, second);
            }
            return Math.abs(first - second) * 2;
        });
    }

    private void addComputed(String id, String kind, Meaning one, Meaning other, DoubleBinaryOperator from) {
        metrics.add(new Meaning(
                id,
                kind,
                one.windows,
                common(one, other),
                null,
                null,
                0,
                values -> from.applyAsDouble(values.applyAsDouble(one.id), values.applyAsDouble(other.id))));
    }

    private void write(String id, List<String> windows, List<String> by, String kind) {
        yaml.append("  %s: {labels: {en: %s}, owner: a@example.com, windows: [%s], by: [%s], %s}\n"
                .formatted(id, id, String.join(", ", windows), String.join(", ", by), kind));
    }

    private Meaning leaf() {
        return metrics.get(random.nextInt(LEAVES));
    }

    private Meaning partner(Meaning first) {
        List<Meaning> sameWindows = metrics.subList(0, LEAVES).stream()
                .filter(other -> other != first && other.windows.equals(first.windows))
                .toList();
        return sameWindows.get(random.nextInt(sameWindows.size()));
    }

    private static List<String> common(Meaning one, Meaning other) {
        return one.by.stream().filter(other.by::contains).toList();
    }

    private List<String> threeDimensions() {
        int without = random.nextInt(DIMENSIONS.size());
        return DIMENSIONS.stream()
                .filter(dimension -> DIMENSIONS.indexOf(dimension) != without)
                .toList();
    }

    private static int compare(RawEvent event, String property, int bound) {
        BigDecimal number = event.decimal(property);
        return number == null ? -1 : number.compareTo(BigDecimal.valueOf(bound));
    }

    private static @Nullable BigDecimal times(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.multiply(other);
    }

    /** What makes two subjects the same: type and value. */
    private static @Nullable Object subject(RawEvent event, String of) {
        return switch (of) {
            case "subject" -> event.subject();
            case "source" -> event.source();
            default ->
                event.property(of) instanceof BigDecimal number ? (Object) number.doubleValue() : event.property(of);
        };
    }
}
