package io.polestar.engine.tree;

import java.util.List;
import java.util.stream.Collectors;

/** The parsed form of a {@link Formula}: what {@link FormulaParser} makes and what binding and the unit check walk. */
sealed interface Expression {
    /** Where it begins in the formula's text, counted from 1; for an operation the place of its sign. */
    int column();

    /** What it is made of, from left to right. */
    default List<Expression> parts() {
        return List.of();
    }

    /** In words that a message can quote; not the text it was read from. */
    String shown();

    record Constant(double value, int column) implements Expression {
        @Override
        public String shown() {
            return KindKeys.number(value);
        }
    }

    record Variable(String name, int column) implements Expression {
        @Override
        public String shown() {
            return name;
        }
    }

    record Negation(Expression operand, int column) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(operand);
        }

        @Override
        public String shown() {
            return "-" + operand.shown();
        }
    }

    record Operation(Operator operator, Expression left, Expression right, int column) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }

        @Override
        public String shown() {
            return "(" + left.shown() + " " + operator.sign + " " + right.shown() + ")";
        }
    }

    record Call(Function function, List<Expression> arguments, int column) implements Expression {
        @Override
        public List<Expression> parts() {
            return arguments;
        }

        @Override
        public String shown() {
            return function.word
                    + arguments.stream().map(Expression::shown).collect(Collectors.joining(", ", "(", ")"));
        }
    }

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
