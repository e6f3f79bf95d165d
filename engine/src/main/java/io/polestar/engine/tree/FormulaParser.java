package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a formula by recursive descent.
 *
 * <table>
 * <caption>Grammar</caption>
 * <tr><td>sum</td><td>product { ("+" | "-") product }</td></tr>
 * <tr><td>product</td><td>factor { ("*" | "/") factor }</td></tr>
 * <tr><td>factor</td><td>"-" factor | NUMBER | NAME | "(" sum ")" | FUNCTION "(" sum { "," sum } ")"</td></tr>
 * </table>
 */
final class FormulaParser {
    private final Tokens tokens;
    private final Set<String> variables = new LinkedHashSet<>();

    private FormulaParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Formula parse(String text) throws FormulaException {
        FormulaParser parser = new FormulaParser(new Tokens(text));
        Expression expression = parser.sum();
        parser.tokens.expectEnd();
        return new Formula(text, expression, List.copyOf(parser.variables));
    }

    private Expression sum() throws FormulaException {
        Expression left = product();
        while (true) {
            Token sign = tokens.peek();
            if (tokens.acceptSymbol("+")) {
                left = new Expression.Operation(Expression.Operator.ADD, left, product(), sign.column());
            } else if (tokens.acceptSymbol("-")) {
                left = new Expression.Operation(Expression.Operator.SUBTRACT, left, product(), sign.column());
            } else {
                return left;
            }
        }
    }

    private Expression product() throws FormulaException {
        Expression left = factor();
        while (true) {
            Token sign = tokens.peek();
            if (tokens.acceptSymbol("*")) {
                left = new Expression.Operation(Expression.Operator.MULTIPLY, left, factor(), sign.column());
            } else if (tokens.acceptSymbol("/")) {
                left = new Expression.Operation(Expression.Operator.DIVIDE, left, factor(), sign.column());
            } else {
                return left;
            }
        }
    }

    private Expression factor() throws FormulaException {
        tokens.enter();
        Expression factor = unboundedFactor();
        tokens.leave();
        return factor;
    }

    private Expression unboundedFactor() throws FormulaException {
        Token token = tokens.peek();
        if (tokens.acceptSymbol("-")) {
            return new Expression.Negation(factor(), token.column());
        }
        if (tokens.acceptSymbol("(")) {
            Expression inner = sum();
            tokens.expectSymbol(")");
            return inner;
        }
        if (token.type() == Token.Type.NUMBER) {
            tokens.next();
            return new Expression.Constant(token.number(), token.column());
        }
        if (token.type() == Token.Type.NAME) {
            tokens.next();
            if (tokens.peek().isSymbol("(")) {
                return call(token);
            }
            variables.add(token.text());
            return new Expression.Variable(token.text(), token.column());
        }
        throw tokens.unexpected("a number, a name or '('");
    }

    private Expression call(Token name) throws FormulaException {
        Expression.Function function = function(name);
        tokens.expectSymbol("(");
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(sum());
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        if (function == Expression.Function.ABS && arguments.size() != 1) {
            throw new FormulaException("abs takes one argument, arguments=" + arguments.size(), name.column());
        }
        if (arguments.size() < function.leastArguments) {
            throw new FormulaException(
                    function.word + " takes " + function.leastArguments + " or more arguments, arguments="
                            + arguments.size(),
                    name.column());
        }
        return new Expression.Call(function, List.copyOf(arguments), name.column());
    }

    private static Expression.Function function(Token name) throws FormulaException {
        for (Expression.Function function : Expression.Function.values()) {
            if (function.word.equals(name.text())) {
                return function;
            }
        }
        throw new FormulaException(
                "unknown function '" + name.text() + "'; use min, max, abs or coalesce", name.column());
    }
}
