package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "GBP, GBP",
        "GBP/order, GBP/order",
        "1, 1",
        "%, 1",
        "1/s, 1/s",
        "a/b/c, a/b/c",
        "a/b*c, a*c/b",
        "order/order, 1",
        "b*a, a*b",
        "m / s, m/s",
        "元/单, 元/单"
    })
    void namesAreJoinedFromLeftToRightAndCancel(String text, String normal) {
        assertThat(Unit.parse(text)).hasToString(normal);
    }

    @Test
    void aQuotientTimesItsDenominatorIsItsNumerator() {
        Unit ordersPerBuyer = Unit.parse("order").per(Unit.parse("buyer"));

        assertThat(ordersPerBuyer).isEqualTo(Unit.parse("order/buyer"));
        assertThat(Unit.parse("buyer").times(ordersPerBuyer)).isEqualTo(Unit.parse("order"));
        assertThat(Unit.parse("order").per(Unit.parse("order"))).isEqualTo(Unit.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "a//b", "a b", "*a"})
    void emptyOrSpacedNamesAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Unit.parse(text))
                .withMessageStartingWith("a unit is names joined by * and /");
    }
}
