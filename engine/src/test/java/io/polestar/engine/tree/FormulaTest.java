package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final double NO_DATA = Double.NaN;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2                       | 2
            1.5e3                   | 1500
            1 + 2 * 3               | 7
            (1 + 2) * 3             | 9
            10 - 4 - 3              | 3
            16 / 4 / 2              | 2
            -2 * -3                 | 6
            --2                     | 2
            2 - -3                  | 5
            min(3, 1, 2)            | 1
            max(3, 1 + 3, 2)        | 4
            abs(2 - 5)              | 3
            coalesce(1 / 0, 7)      | 7
            coalesce(1, 7)          | 1
            """)
    void arithmeticFollowsTheUsualPrecedenceFromLeftToRight(String text, double value) throws FormulaException {
        assertThat(evaluate(text, Map.of())).isEqualTo(value);
    }

    @Test
    void namesTakeTheirValuesFromTheSlotsTheyWereBoundTo() throws FormulaException {
        assertThat(evaluate("quantity * unit.price", Map.of("quantity", 6.0, "unit.price", 2.5)))
                .isEqualTo(15);
    }

    @Test
    void variablesAreListedOnceInOrderOfFirstUse() throws FormulaException {
        assertThat(Formula.parse("b + a * b - max(c, a)").variables()).containsExactly("b", "a", "c");
    }

    @Test
    void aFunctionsNameWithoutParenthesesIsAnOrdinaryName() throws FormulaException {
        assertThat(Formula.parse("min + max").variables()).containsExactly("min", "max");
    }

    @Test
    void divisionByZeroHasNoData() throws FormulaException {
        assertThat(evaluate("1 / 0", Map.of())).isNaN();
        assertThat(evaluate("0 / 0", Map.of())).isNaN();
    }

    @Test
    void overflowHasNoData() throws FormulaException {
        assertThat(evaluate("1e308 * 10", Map.of())).isNaN();
        assertThat(evaluate("a", Map.of("a", Double.POSITIVE_INFINITY))).isNaN();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a + 1
            -a
            min(a, 1)
            max(1, a)
            abs(a)
            0 * a
            coalesce(a, a)
            """)
    void noDataRunsThroughEveryOperation(String text) throws FormulaException {
        assertThat(evaluate(text, Map.of("a", NO_DATA))).isNaN();
    }

    @Test
    void coalesceTakesTheFirstArgumentThatHasData() throws FormulaException {
        assertThat(evaluate("coalesce(a, b, 3)", Map.of("a", NO_DATA, "b", 2.0)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``             | 1  | expected a number, a name or '(', found the end
            1 +            | 4  | expected a number, a name or '(', found the end
            1 2            | 3  | expected the end or an operator, found '2'
            (1 + 2         | 7  | expected ')', found the end
            1 + 2)         | 6  | expected the end or an operator, found ')'
            foo(1)         | 1  | unknown function 'foo'; use min, max, abs or coalesce
            min(1)         | 1  | min takes 2 or more arguments, arguments=1
            abs(1, 2)      | 1  | abs takes one argument, arguments=2
            1e999          | 1  | number too large, at most 1.7976931348623157E308
            2x             | 2  | a number ends where a letter or point follows; write it as 0.5 or 2 * x
            1.             | 2  | a number ends where a letter or point follows; write it as 0.5 or 2 * x
            a ^ 2          | 3  | unknown sign '^'; write x * x
            5 % 2          | 3  | unknown sign '%'; write 0.25 for 25 %
            a = 2          | 3  | unknown sign '='; write == to compare
            a + "b"        | 5  | expected a number, a name or '(', found a text
            "b             | 1  | a text without its closing "
            """)
    void whatDoesNotParseIsRefusedWithTheColumnAndWhatToWrite(String text, int column, String message) {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Formula.parse(text))
                .withMessage(message)
                .satisfies(e -> assertThat(e.column()).isEqualTo(column));
    }

    @Test
    void lengthWordsAndDepthAreBounded() throws FormulaException {
        assertThat(evaluate("1" + " ".repeat(Lexer.MAX_CHARACTERS - 1), Map.of()))
                .isEqualTo(1);
        assertThat(evaluate("1" + "+1".repeat(499), Map.of())).isEqualTo(500);
        assertThat(evaluate("(".repeat(63) + "1" + ")".repeat(63), Map.of())).isEqualTo(1);

        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Formula.parse("1" + " ".repeat(Lexer.MAX_CHARACTERS)))
                .withMessageContaining("longer than 4096 characters");
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Formula.parse("1" + "+1".repeat(500)))
                .withMessageContaining("more than 1000 words");
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Formula.parse("(".repeat(64) + "1" + ")".repeat(64)))
                .withMessageContaining("nested deeper than 64");
    }

    @Test
    void formulasAreEqualIfTheirTextsAre() throws FormulaException {
        assertThat(Formula.parse("a + b")).isEqualTo(Formula.parse("a + b")).hasSameHashCodeAs(Formula.parse("a + b"));
        assertThat(Formula.parse("a + b")).isNotEqualTo(Formula.parse("a+b")).hasToString("a + b");
    }

    private static double evaluate(String text, Map<String, Double> values) throws FormulaException {
        Formula formula = Formula.parse(text);
        Formula.Bound bound = formula.bind(formula.variables()::indexOf);
        return bound.evaluate(slot -> values.get(formula.variables().get(slot)));
    }
}
