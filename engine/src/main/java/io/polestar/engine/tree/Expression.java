package io.polestar.engine.tree;

import java.util.List;

/** The parsed form of a {@link Formula}: what {@link FormulaParser} makes and what binding and the unit check walk. */
sealed interface Expression {
    /** Where it begins in the formula's text, counted from 1; for an operation the place of its sign. */
    int column();

    record Constant(double value, int column) implements Expression {}

    record Variable(String name, int column) implements Expression {}

    record Negation(Expression operand, int column) implements Expression {}

    record Operation(Operator operator, Expression left, Expression right, int column) implements Expression {}

    record Call(Function function, List<Expression> arguments, int column) implements Expression {}

    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/");

        final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    enum Function {
        MIN("min", 2),
        MAX("max", 2),
        ABS("abs", 1),
        COALESCE("coalesce", 2);

        final String word;
        /** The least arguments; for {@link #ABS} also the most. */
        final int leastArguments;

        Function(String word, int leastArguments) {
            this.word = word;
            this.leastArguments = leastArguments;
        }
    }
}
