package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    /** quantity = 3, country = "France", vip = true; everything else is absent. */
    private static final Map<String, Object> EVENT =
            Map.of("quantity", 3.0, "country", "France", "vip", true, "address.city", "Köln", "subject", "u1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            quantity == 3                              | true
            quantity == 3.5                            | false
            quantity != 4                              | true
            quantity != 3                              | false
            quantity < 3                               | false
            quantity <= 3                              | true
            quantity > 2.5                             | true
            quantity >= 3.1                            | false
            quantity > -1                              | true
            country == "France"                        | true
            country == 'France'                        | true
            country != "Spain"                         | true
            country in ("Spain", "France")             | true
            country in ("Spain")                       | false
            quantity in (1, 3)                         | true
            country startsWith "Fr"                    | true
            country endsWith "ce"                      | true
            country contains "ran"                     | true
            country contains "x"                       | false
            address.city == "Köln"                     | true
            vip == true                                | true
            vip != false                               | true
            vip == false                               | false
            subject == "u1"                            | true
            exists(country)                            | true
            exists(region)                             | false
            not country == "France"                    | false
            not not country == "France"                | true
            quantity > 5 or country == "France"        | true
            quantity > 5 and country == "France"       | false
            quantity > 5 and exists(x) or vip == true  | true
            quantity > 5 and (exists(x) or vip == true)| false
            not quantity > 5 and vip == true           | true
            """)
    void comparesPropertiesAndJoinsComparisons(String text, boolean holds) throws FormulaException {
        assertThat(test(text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            region == "x"
            region != "x"
            region < 3
            region in ("x", 3, true)
            region startsWith ""
            region contains ""
            """)
    void aComparisonWithAnAbsentPropertyIsFalse(String text) throws FormulaException {
        assertThat(test(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            country == 3         | false
            country != 3         | true
            country > 0          | false
            quantity == "3"      | false
            quantity != "3"      | true
            quantity startsWith "3" | false
            vip == "true"        | false
            country == true      | false
            """)
    void aComparisonWithAnotherTypeIsFalseAndItsOppositeTrue(String text, boolean holds) throws FormulaException {
        assertThat(test(text)).isEqualTo(holds);
    }

    @Test
    void alwaysHoldsForAnEventWithoutProperties() {
        assertThat(Condition.ALWAYS.bind(name -> 0).test(new MapFields(List.of(), Map.of())))
                .isTrue();
        assertThat(Condition.ALWAYS.properties()).isEmpty();
    }

    @Test
    void propertiesAreListedOnceInOrderOfFirstUse() throws FormulaException {
        assertThat(Condition.parse("b == 1 and exists(a) or b in (2) and not c.d contains 'x'")
                        .properties())
                .containsExactly("b", "a", "c.d");
    }

    @Test
    void quotesAndBackslashesAreWrittenAfterABackslash() throws FormulaException {
        Condition condition = Condition.parse("a == \"\\\"\\\\'\"");
        assertThat(condition.bind(name -> 0).test(new MapFields(List.of("a"), Map.of("a", "\"\\'"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                   | 1  | expected a property, 'not', 'exists' or '(', found the end
            country              | 8  | expected ==, !=, <, <=, >, >=, in, startsWith, endsWith or contains after 'country', found the end
            country = "x"        | 9  | unknown sign '='; write == to compare
            a == 1 && b == 2     | 8  | unknown sign '&'; write and
            !a                   | 1  | unknown sign '!'; write not or !=
            country == France    | 12 | expected a text in quotes, a number, true or false, found 'France'
            country < "x"        | 11 | '<' compares with a number; write == for a text or truth value
            country startsWith 3 | 20 | expected a text in quotes after 'startsWith', found '3'
            country in "x"       | 12 | expected '(', found a text
            country in ()        | 13 | expected a text in quotes, a number, true or false, found ')'
            a == 1 b == 2        | 8  | expected 'and', 'or' or the end, found 'b'
            (a == 1              | 8  | expected ')', found the end
            a == - "x"           | 8  | expected a number, found a text
            a "==" 1             | 3  | expected ==, !=, <, <=, >, >=, in, startsWith, endsWith or contains after 'a', found a text
            and == 1             | 1  | expected a property, 'not', 'exists' or '(', found 'and'
            a == "x\\n"           | 8  | a backslash stands before a quote or a backslash only; write \\\\
            """)
    void whatDoesNotParseIsRefusedWithTheColumnAndWhatToWrite(String text, int column, String message) {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Condition.parse(text))
                .withMessage(message)
                .satisfies(e -> assertThat(e.column()).isEqualTo(column));
    }

    @Test
    void depthIsBounded() {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> Condition.parse("not ".repeat(64) + "a == 1"))
                .withMessageContaining("nested deeper than 64");
    }

    private static boolean test(String text) throws FormulaException {
        Condition condition = Condition.parse(text);
        return condition.bind(condition.properties()::indexOf).test(new MapFields(condition.properties(), EVENT));
    }
}
