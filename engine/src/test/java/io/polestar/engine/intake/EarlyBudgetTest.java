package io.polestar.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EarlyBudgetTest {
    private static final long NOW = 1_700_000_000_000L;

    @Test
    void noMoreEventsThanTheBoundAreAheadAtOnce() {
        EarlyBudget budget = new EarlyBudget(2, 3_600_000);
        budget.advance(NOW);
        budget.take(NOW + 1);
        assertThat(budget.isFull()).isFalse();
        budget.take(NOW + 3_600_000);
        assertThat(budget.isFull()).isTrue();
    }

    @Test
    void anEventGivesItsPlaceBackOnceTheClockHasPassedItsSecond() {
        EarlyBudget budget = new EarlyBudget(1, 3_600_000);
        budget.advance(NOW);
        budget.take(NOW + 2_500);
        budget.advance(NOW + 2_999);
        assertThat(budget.isFull()).isTrue();
        budget.advance(NOW + 3_000);
        assertThat(budget.isFull()).isFalse();
    }

    @Test
    void aLongPauseFreesEveryPlace() {
        EarlyBudget budget = new EarlyBudget(1_000, 3_600_000);
        budget.advance(NOW);
        for (int event = 1; event <= 1_000; event++) {
            budget.take(NOW + event * 3_600L);
        }
        budget.advance(NOW + 90_000_000_000L);
        for (int event = 1; event < 1_000; event++) {
            budget.take(NOW + 90_000_000_000L + event);
        }
        assertThat(budget.isFull()).isFalse();
    }
}
