package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmLedgerTest {
    private static final double FIVE_MINUTES = 1.0 / 288;

    @Test
    void whatStaysBelowAPeakIsTheSameStoryUntilItsRest() {
        AlarmLedger ledger = new AlarmLedger();
        assertThat(ledger.take(5)).isTrue();
        for (int value = 1; value < AlarmLedger.REST - AlarmLedger.REST / 4; value++) {
            assertThat(ledger.take(4)).isFalse();
        }
        assertThat(ledger.take(6)).isTrue();
        for (int value = 0; value < 2 * AlarmLedger.REST; value++) {
            ledger.take(0);
        }
        assertThat(ledger.take(4)).isTrue();
    }

    @Test
    void newsThatComesAgainAndAgainIsWorthLess() {
        AlarmLedger ledger = new AlarmLedger();
        double first = ledger.perMonth(6, FIVE_MINUTES);
        for (int night = 0; night < 20; night++) {
            ledger.take(6);
            ledger.book(6);
            for (int value = 1; value < 288; value++) {
                ledger.take(0);
            }
        }
        assertThat(first).isLessThan(0.1);
        assertThat(ledger.perMonth(6, FIVE_MINUTES)).isGreaterThan(10 * first);
        assertThat(ledger.perMonth(12, FIVE_MINUTES)).isLessThan(0.1);
    }

    @Test
    void theStrongerTheEvidenceTheFewerTheAlarmsAndTheHigherTheScore() {
        AlarmLedger ledger = new AlarmLedger();
        double before = Double.POSITIVE_INFINITY;
        for (double evidence = 0.5; evidence < 300; evidence += 0.5) {
            double rate = ledger.perMonth(evidence, FIVE_MINUTES);
            assertThat(rate).isLessThanOrEqualTo(before);
            assertThat(AlarmLedger.score(rate)).isBetween(0.0, 1.0);
            before = rate;
        }
    }
}
