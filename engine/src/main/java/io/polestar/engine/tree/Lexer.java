package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a formula or condition into tokens.
 *
 * <table>
 * <caption>Tokens</caption>
 * <tr><td>number</td><td>digits, then optionally a point and digits, then optionally e and an exponent</td></tr>
 * <tr><td>name</td><td>a letter or _, then letters, digits, _ and points</td></tr>
 * <tr><td>text</td><td>"…" or '…'; a backslash before a quote or a backslash</td></tr>
 * <tr><td>symbol</td><td>+ - * / ( ) , == != &lt; &lt;= &gt; &gt;=</td></tr>
 * </table>
 */
final class Lexer {
    /** The longest text read, characters. */
    static final int MAX_CHARACTERS = 4_096;
    /** The most tokens of one text; also bounds how deep the parsed form can be. */
    static final int MAX_TOKENS = 1_000;

    private static final String SINGLE_SYMBOLS = "+-*/(),<>";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens of a text; the last one is of type END. */
    static List<Token> tokens(String text) throws FormulaException {
        if (text.length() > MAX_CHARACTERS) {
            throw new FormulaException(
                    "longer than " + MAX_CHARACTERS + " characters; split it over several metrics", MAX_CHARACTERS + 1);
        }
        Lexer lexer = new Lexer(text);
        while (lexer.skipSpaces()) {
            if (lexer.tokens.size() == MAX_TOKENS) {
                throw new FormulaException(
                        "more than " + MAX_TOKENS + " words; split it over several metrics", lexer.at + 1);
            }
            lexer.tokens.add(lexer.next());
        }
        lexer.tokens.add(new Token(Token.Type.END, "", 0, text.length() + 1));
        return lexer.tokens;
    }

    private boolean skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private Token next() throws FormulaException {
        char c = text.charAt(at);
        if (isDigit(c)) {
            return number();
        }
        if (Character.isLetter(c) || c == '_') {
            return name();
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        return symbol(c);
    }

    private Token number() throws FormulaException {
        int start = at;
        skipDigits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            skipDigits();
        }
        skipExponent();
        if (at < text.length() && isNamePart(text.charAt(at))) {
            throw new FormulaException(
                    "a number ends where a letter or point follows; write it as 0.5 or 2 * x", at + 1);
        }
        String digits = text.substring(start, at);
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new FormulaException("number too large, at most " + Double.MAX_VALUE, start + 1);
        }
        return new Token(Token.Type.NUMBER, digits, value, start + 1);
    }

    private void skipExponent() {
        int mark = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int digits = at;
            skipDigits();
            if (at == digits) {
                at = mark;
            }
        }
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private Token name() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return new Token(Token.Type.NAME, text.substring(start, at), 0, start + 1);
    }

    private Token quoted(char quote) throws FormulaException {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\') {
                if (at == text.length() || "\\\"'".indexOf(text.charAt(at)) < 0) {
                    throw new FormulaException("a backslash stands before a quote or a backslash only; write \\\\", at);
                }
                c = text.charAt(at++);
            }
            content.append(c);
        }
        if (at == text.length()) {
            throw new FormulaException("a text without its closing " + quote, start + 1);
        }
        at++;
        return new Token(Token.Type.TEXT, content.toString(), 0, start + 1);
    }

    private Token symbol(char c) throws FormulaException {
        int start = at++;
        boolean equalsFollows = at < text.length() && text.charAt(at) == '=';
        if (equalsFollows && "=!<>".indexOf(c) >= 0) {
            at++;
            return new Token(Token.Type.SYMBOL, c + "=", 0, start + 1);
        }
        if (SINGLE_SYMBOLS.indexOf(c) >= 0) {
            return new Token(Token.Type.SYMBOL, String.valueOf(c), 0, start + 1);
        }
        throw new FormulaException(
                switch (c) {
                    case '=' -> "unknown sign '='; write == to compare";
                    case '!' -> "unknown sign '!'; write not or !=";
                    case '&' -> "unknown sign '&'; write and";
                    case '|' -> "unknown sign '|'; write or";
                    case '^' -> "unknown sign '^'; write x * x";
                    case '%' -> "unknown sign '%'; write 0.25 for 25 %";
                    default -> "unknown sign '" + shown(start) + "'; use names, numbers and the signs of the grammar";
                },
                start + 1);
    }

    private String shown(int index) {
        int codePoint = text.codePointAt(index);
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE
                ? String.format("U+%04X", codePoint)
                : Character.toString(codePoint);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetter(c) || isDigit(c) || c == '_' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
