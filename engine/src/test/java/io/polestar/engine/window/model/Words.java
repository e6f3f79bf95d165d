package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What metrics are made of, said twice: in the language of definitions and as plain functions over raw events. */
final class Words {
    private static final List<String> SUBJECTS = List.of("subject", "page", "customer", "source");

    /** A condition in both languages. */
    record Filter(String type, String where, Predicate<RawEvent> test) {
        String text() {
            return "event: " + type + (where.isEmpty() ? "" : ", where: '" + where + "'");
        }

        boolean holds(RawEvent event) {
            return event.type().equals(type) && test.test(event);
        }
    }

    /** A formula over an event in both languages; null where it has no value. */
    record Value(String text, int decimals, Function<RawEvent, @Nullable BigDecimal> of) {}

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

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    Filter filter() {
        return one(FILTERS);
    }

    Value value() {
        return one(VALUES);
    }

    /** A property that may hold a subject. */
    String subject() {
        return one(SUBJECTS);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** What makes two subjects the same: type and value. */
    static @Nullable Object subject(RawEvent event, String of) {
        return switch (of) {
            case "subject" -> event.subject();
            case "source" -> event.source();
            default ->
                event.property(of) instanceof BigDecimal number ? (Object) number.doubleValue() : event.property(of);
        };
    }

    private static int compare(RawEvent event, String property, int bound) {
        BigDecimal number = event.decimal(property);
        return number == null ? -1 : number.compareTo(BigDecimal.valueOf(bound));
    }

    private static @Nullable BigDecimal times(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.multiply(other);
    }
}
