package io.polestar.engine.tree;

import io.polestar.engine.tree.Condition.Bound;
import io.polestar.engine.tree.Condition.Test;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/** The tests a {@link Condition} is put together from. Texts become UTF-8 when a test is made, never while it runs. */
final class ConditionTests {
    private ConditionTests() {}

    static Test any(List<Test> tests) {
        return slot -> {
            Bound[] bound = bindAll(tests, slot);
            return fields -> {
                for (Bound test : bound) {
                    if (test.test(fields)) {
                        return true;
                    }
                }
                return false;
            };
        };
    }

    static Test all(List<Test> tests) {
        return slot -> {
            Bound[] bound = bindAll(tests, slot);
            return fields -> {
                for (Bound test : bound) {
                    if (!test.test(fields)) {
                        return false;
                    }
                }
                return true;
            };
        };
    }

    static Test not(Test test) {
        return slot -> {
            Bound bound = test.bind(slot);
            return fields -> !bound.test(fields);
        };
    }

    static Test exists(String property) {
        return slots -> {
            int slot = slots.applyAsInt(property);
            return fields -> fields.present(slot);
        };
    }

    /** The literal is a String, Double or Boolean. */
    static Test equalTo(String property, Object literal) {
        if (literal instanceof Double number) {
            return ordered(property, "==", number);
        }
        if (literal instanceof Boolean truth) {
            return slots -> {
                int slot = slots.applyAsInt(property);
                boolean expected = truth;
                return fields -> fields.isBoolean(slot) && fields.bool(slot) == expected;
            };
        }
        byte[] utf8 = utf8((String) literal);
        return slots -> {
            int slot = slots.applyAsInt(property);
            return fields -> fields.isText(slot) && fields.textEquals(slot, utf8);
        };
    }

    static Test notEqualTo(String property, Object literal) {
        return all(List.of(exists(property), not(equalTo(property, literal))));
    }

    /** The operator is one of {@code == < <= > >=}. */
    static Test ordered(String property, String operator, double number) {
        return slots -> {
            int slot = slots.applyAsInt(property);
            return switch (operator) {
                case "==" -> fields -> fields.isNumber(slot) && fields.number(slot) == number;
                case "<" -> fields -> fields.isNumber(slot) && fields.number(slot) < number;
                case "<=" -> fields -> fields.isNumber(slot) && fields.number(slot) <= number;
                case ">" -> fields -> fields.isNumber(slot) && fields.number(slot) > number;
                case ">=" -> fields -> fields.isNumber(slot) && fields.number(slot) >= number;
                default -> throw new IllegalArgumentException("unknown comparison, operator=" + operator);
            };
        };
    }

    static Test startsWith(String property, String text) {
        byte[] utf8 = utf8(text);
        return slots -> {
            int slot = slots.applyAsInt(property);
            return fields -> fields.isText(slot) && fields.textStartsWith(slot, utf8);
        };
    }

    static Test endsWith(String property, String text) {
        byte[] utf8 = utf8(text);
        return slots -> {
            int slot = slots.applyAsInt(property);
            return fields -> fields.isText(slot) && fields.textEndsWith(slot, utf8);
        };
    }

    static Test contains(String property, String text) {
        byte[] utf8 = utf8(text);
        return slots -> {
            int slot = slots.applyAsInt(property);
            return fields -> fields.isText(slot) && fields.textContains(slot, utf8);
        };
    }

    private static Bound[] bindAll(List<Test> tests, ToIntFunction<String> slot) {
        return tests.stream().map(test -> test.bind(slot)).toArray(Bound[]::new);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
