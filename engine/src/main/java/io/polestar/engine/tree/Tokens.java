package io.polestar.engine.tree;

import java.util.List;

/** A reader over the tokens of one formula or condition, with a bound on nesting. One parser uses it, once. */
final class Tokens {
    /** How deep parentheses, functions and prefixes may nest. */
    static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(String text) throws FormulaException {
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token after the next one, or END. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.type() != Token.Type.END) {
            at++;
        }
        return token;
    }

    boolean acceptSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        if (found) {
            at++;
        }
        return found;
    }

    boolean acceptName(String name) {
        boolean found = peek().isName(name);
        if (found) {
            at++;
        }
        return found;
    }

    void expectSymbol(String symbol) throws FormulaException {
        if (!acceptSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    void expectEnd() throws FormulaException {
        if (peek().type() != Token.Type.END) {
            throw unexpected("the end or an operator");
        }
    }

    void enter() throws FormulaException {
        if (++depth > MAX_DEPTH) {
            throw new FormulaException(
                    "nested deeper than " + MAX_DEPTH + "; split it over several metrics", peek().column());
        }
    }

    void leave() {
        depth--;
    }

    FormulaException unexpected(String expected) {
        return new FormulaException("expected " + expected + ", found " + peek().shown(), peek().column());
    }
}
