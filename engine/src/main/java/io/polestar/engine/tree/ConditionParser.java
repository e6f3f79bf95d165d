package io.polestar.engine.tree;

import io.polestar.engine.tree.Condition.Test;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a condition by recursive descent.
 *
 * <table>
 * <caption>Grammar</caption>
 * <tr><td>either</td><td>both { "or" both }</td></tr>
 * <tr><td>both</td><td>single { "and" single }</td></tr>
 * <tr><td>single</td><td>"not" single | "(" either ")" | "exists" "(" NAME ")" | comparison</td></tr>
 * <tr><td>comparison</td><td>NAME ("==" | "!=") literal | NAME ("&lt;" | "&lt;=" | "&gt;" | "&gt;=") number
 *     | NAME "in" "(" literal { "," literal } ")" | NAME ("startsWith" | "endsWith" | "contains") TEXT</td></tr>
 * <tr><td>literal</td><td>TEXT | number | "true" | "false"</td></tr>
 * <tr><td>number</td><td>[ "-" ] NUMBER</td></tr>
 * </table>
 */
final class ConditionParser {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "true", "false");

    private final Tokens tokens;
    private final Set<String> properties = new LinkedHashSet<>();

    private ConditionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    static Condition parse(String text) throws FormulaException {
        ConditionParser parser = new ConditionParser(new Tokens(text));
        Test test = parser.either();
        if (parser.tokens.peek().type() != Token.Type.END) {
            throw parser.tokens.unexpected("'and', 'or' or the end");
        }
        return new Condition(text, test, List.copyOf(parser.properties));
    }

    private Test either() throws FormulaException {
        List<Test> tests = new ArrayList<>();
        do {
            tests.add(both());
        } while (tokens.acceptName("or"));
        return tests.size() == 1 ? tests.get(0) : ConditionTests.any(tests);
    }

    private Test both() throws FormulaException {
        List<Test> tests = new ArrayList<>();
        do {
            tests.add(single());
        } while (tokens.acceptName("and"));
        return tests.size() == 1 ? tests.get(0) : ConditionTests.all(tests);
    }

    private Test single() throws FormulaException {
        tokens.enter();
        Test test = unboundedSingle();
        tokens.leave();
        return test;
    }

    private Test unboundedSingle() throws FormulaException {
        if (tokens.acceptName("not")) {
            return ConditionTests.not(single());
        }
        if (tokens.acceptSymbol("(")) {
            Test inner = either();
            tokens.expectSymbol(")");
            return inner;
        }
        if (tokens.peek().isName("exists") && tokens.peekSecond().isSymbol("(")) {
            tokens.next();
            tokens.next();
            String property = property();
            tokens.expectSymbol(")");
            return ConditionTests.exists(property);
        }
        return comparison(property());
    }

    private String property() throws FormulaException {
        Token token = tokens.peek();
        if (token.type() != Token.Type.NAME || RESERVED.contains(token.text())) {
            throw tokens.unexpected("a property, 'not', 'exists' or '('");
        }
        tokens.next();
        properties.add(token.text());
        return token.text();
    }

    private Test comparison(String property) throws FormulaException {
        Token operator = tokens.next();
        return switch (operator.type() == Token.Type.TEXT ? "" : operator.text()) {
            case "==" -> ConditionTests.equalTo(property, literal());
            case "!=" -> ConditionTests.notEqualTo(property, literal());
            case "<", "<=", ">", ">=" -> ConditionTests.ordered(property, operator.text(), order(operator));
            case "in" -> in(property);
            case "startsWith" -> ConditionTests.startsWith(property, text(operator));
            case "endsWith" -> ConditionTests.endsWith(property, text(operator));
            case "contains" -> ConditionTests.contains(property, text(operator));
            default ->
                throw new FormulaException(
                        "expected ==, !=, <, <=, >, >=, in, startsWith, endsWith or contains after '" + property
                                + "', found " + operator.shown(),
                        operator.column());
        };
    }

    private Test in(String property) throws FormulaException {
        tokens.expectSymbol("(");
        List<Test> tests = new ArrayList<>();
        do {
            tests.add(ConditionTests.equalTo(property, literal()));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return ConditionTests.any(tests);
    }

    private double order(Token operator) throws FormulaException {
        int column = tokens.peek().column();
        if (literal() instanceof Double number) {
            return number;
        }
        throw new FormulaException(
                "'" + operator.text() + "' compares with a number; write == for a text or truth value", column);
    }

    private String text(Token operator) throws FormulaException {
        Token token = tokens.peek();
        if (token.type() != Token.Type.TEXT) {
            throw tokens.unexpected("a text in quotes after '" + operator.text() + "'");
        }
        tokens.next();
        return token.text();
    }

    /** A String, Double or Boolean. */
    private Object literal() throws FormulaException {
        if (tokens.acceptName("true")) {
            return Boolean.TRUE;
        }
        if (tokens.acceptName("false")) {
            return Boolean.FALSE;
        }
        boolean negative = tokens.acceptSymbol("-");
        Token token = tokens.peek();
        if (token.type() == Token.Type.NUMBER) {
            tokens.next();
            return negative ? -token.number() : token.number();
        }
        if (token.type() == Token.Type.TEXT && !negative) {
            tokens.next();
            return token.text();
        }
        throw tokens.unexpected(negative ? "a number" : "a text in quotes, a number, true or false");
    }
}
