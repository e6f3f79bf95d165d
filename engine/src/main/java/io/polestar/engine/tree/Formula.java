package io.polestar.engine.tree;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic over named numbers: metrics in a derived metric or a component edge, an event's properties in a sum or an average.
 *
 * <p>It has numbers, names, {@code + - * /}, unary minus, parentheses, {@code min(a, b, …)}, {@code max(a, b, …)}, {@code abs(a)} and
 * {@code coalesce(a, b, …)}. No data is NaN: it runs through everything but {@code coalesce}, which takes the first argument that has
 * data. Whatever is not finite (a division by zero, an overflow) is NaN. At most 4,096 characters, 1,000 words, 64 deep.
 *
 * <p>Two formulas are equal if their texts are.
 */
public final class Formula {
    private final String text;
    private final Expression expression;
    private final List<String> variables;

    Formula(String text, Expression expression, List<String> variables) {
        this.text = text;
        this.expression = expression;
        this.variables = variables;
    }

    /**
     * Reads a formula.
     *
     * @throws FormulaException if the text is none; says where and what to write instead
     */
    public static Formula parse(String text) throws FormulaException {
        return FormulaParser.parse(text);
    }

    /** The names it uses, each once, in order of their first use. */
    public List<String> variables() {
        return variables;
    }

    /** The summands it consists of, in its order. */
    public List<Term> terms() {
        return Term.of(this);
    }

    /** What it divides by what; null unless it is a quotient as a whole. */
    public @Nullable Quotient quotient() {
        return Quotient.of(expression);
    }

    /** The formula as it was written. */
    public String text() {
        return text;
    }

    Expression expression() {
        return expression;
    }

    /**
     * Readies the formula for evaluation.
     *
     * @param slot gives each variable the slot its value will be found in; asked once per occurrence
     */
    public Bound bind(ToIntFunction<String> slot) {
        return FormulaBinding.bind(expression, slot);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && formula.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Where the values of variables come from. */
    @FunctionalInterface
    public interface Values {
        /** The value in a slot, NaN for no data. */
        double get(int slot);
    }

    /** A formula that knows its slots. Holds no state and allocates nothing; any thread may evaluate it. */
    @FunctionalInterface
    public interface Bound {
        /** The formula's value, finite, or NaN for no data. */
        double evaluate(Values values);
    }
}
