package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random conditions against a naive evaluator over a map; a failure prints the seed and the condition. */
class ConditionPropertyTest {
    private static final List<String> NAMES = List.of("a", "b.c", "subject");
    private static final List<Object> VALUES = List.of("", "x", "xy", "é", 0.0, 1.0, -2.5, true, false);
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyConditionEqualsItsNaiveEvaluation(long seed) throws FormulaException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Naive naive = naive(random, 4);
            Map<String, Object> event = event(random);
            boolean actual = Condition.parse(naive.text).bind(NAMES::indexOf).test(new MapFields(NAMES, event));
            assertThat(actual)
                    .as("seed=%d round=%d condition=%s event=%s", seed, round, naive.text, event)
                    .isEqualTo(naive.holds.test(event));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void garbageIsRefusedOrReadButNeverAnythingElse(long seed) {
        Random random = new Random(seed);
        List<String> words = List.of(
                "a",
                "not",
                "and",
                "or",
                "in",
                "exists",
                "(",
                ")",
                "==",
                "!=",
                "<",
                "\"x\"",
                "'",
                "1",
                "-",
                ",",
                "\u0000",
                "≠",
                "contains",
                "true");
        for (int round = 0; round < ROUNDS * 3; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            try {
                Condition.parse(text.toString()).bind(name -> 0).test(new MapFields(List.of("a"), Map.of()));
            } catch (FormulaException e) {
                assertThat(e.column()).as(text.toString()).isBetween(1, text.length() + 1);
            }
        }
    }

    private static Map<String, Object> event(Random random) {
        Map<String, Object> event = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                event.put(name, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return event;
    }

    private static Naive naive(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return comparison(random);
        }
        Naive left = naive(random, depth - 1);
        Naive right = naive(random, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Naive("(" + left.text + " and " + right.text + ")", left.holds.and(right.holds));
            case 1 -> new Naive("(" + left.text + " or " + right.text + ")", left.holds.or(right.holds));
            default -> new Naive("not " + left.text, left.holds.negate());
        };
    }

    private static Naive comparison(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        String literal = value instanceof String ? "\"" + value + "\"" : value.toString();
        double number = random.nextInt(5) - 2;
        String text = random.nextBoolean() ? "x" : "";
        return switch (random.nextInt(10)) {
            case 0 -> new Naive("exists(" + name + ")", e -> e.containsKey(name));
            case 1 ->
                new Naive(
                        name + " != " + literal,
                        e -> e.containsKey(name) && !e.get(name).equals(value));
            case 2 -> new Naive(name + " < " + number, e -> e.get(name) instanceof Double d && d < number);
            case 3 -> new Naive(name + " <= " + number, e -> e.get(name) instanceof Double d && d <= number);
            case 4 -> new Naive(name + " > " + number, e -> e.get(name) instanceof Double d && d > number);
            case 5 -> new Naive(name + " >= " + number, e -> e.get(name) instanceof Double d && d >= number);
            case 6 ->
                new Naive(
                        name + " startsWith '" + text + "'",
                        e -> e.get(name) instanceof String s && s.startsWith(text));
            case 7 ->
                new Naive(name + " contains '" + text + "'", e -> e.get(name) instanceof String s && s.contains(text));
            case 8 ->
                new Naive(
                        name + " in (" + literal + ", 1)",
                        e -> value.equals(e.get(name)) || Objects.equals(1.0, e.get(name)));
            default -> new Naive(name + " == " + literal, e -> value.equals(e.get(name)));
        };
    }

    private record Naive(String text, Predicate<Map<String, Object>> holds) {}
}
