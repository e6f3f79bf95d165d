package io.polestar.engine.tree;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A yes-or-no question about one event's properties, as in {@code quantity > 0 and not invoice startsWith "C"}.
 *
 * <p>A comparison with a property that is absent or of another type is false; {@code !=} is the opposite of {@code ==} where the property
 * is present, and false where it is absent. {@code subject} and {@code source} may stand for a property. At most 4,096 characters,
 * 1,000 words, 64 deep.
 *
 * <p>Two conditions are equal if their texts are.
 */
public final class Condition {
    /** Holds for every event. */
    public static final Condition ALWAYS = new Condition("", slot -> fields -> true, List.of());

    private final String text;
    private final Test test;
    private final List<String> properties;

    Condition(String text, Test test, List<String> properties) {
        this.text = text;
        this.test = test;
        this.properties = properties;
    }

    /**
     * Reads a condition.
     *
     * @throws FormulaException if the text is none; says where and what to write instead
     */
    public static Condition parse(String text) throws FormulaException {
        return ConditionParser.parse(text);
    }

    /** The properties it looks at, each once, in order of their first use. */
    public List<String> properties() {
        return properties;
    }

    /** The condition as it was written; empty for {@link #ALWAYS}. */
    public String text() {
        return text;
    }

    /**
     * Readies the condition for testing.
     *
     * @param slot gives each property the slot its value will be found in; asked once per occurrence
     */
    public Bound bind(ToIntFunction<String> slot) {
        return test.bind(slot);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return this == ALWAYS ? "always" : text;
    }

    /** One event's properties. A property has at most one type; a text is compared byte for byte in UTF-8. */
    public interface Fields {
        /** Whether the event has the property, of whatever type, but not as null. */
        boolean present(int slot);

        boolean isNumber(int slot);

        /** The number; asked only after {@link #isNumber}. */
        double number(int slot);

        boolean isText(int slot);

        /** Whether the text equals the bytes; asked only after {@link #isText}, as are the next three. */
        boolean textEquals(int slot, byte[] utf8);

        boolean textStartsWith(int slot, byte[] utf8);

        boolean textEndsWith(int slot, byte[] utf8);

        boolean textContains(int slot, byte[] utf8);

        boolean isBoolean(int slot);

        /** The truth value; asked only after {@link #isBoolean}. */
        boolean bool(int slot);
    }

    /** A condition that knows its slots. Holds no state and allocates nothing; any thread may test with it. */
    @FunctionalInterface
    public interface Bound {
        /** Whether the condition holds for an event. */
        boolean test(Fields fields);
    }

    /** A parsed condition that has not yet been told its slots. */
    @FunctionalInterface
    interface Test {
        Bound bind(ToIntFunction<String> slot);
    }
}
