package io.polestar.engine.alert;

import static io.polestar.engine.view.AlertState.FIRING;
import static io.polestar.engine.view.AlertState.INACTIVE;
import static io.polestar.engine.view.AlertState.PENDING;
import static io.polestar.engine.view.AlertState.RECOVERING;
import static io.polestar.engine.view.AlertState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules with a threshold of 10 under a clock the test sets; {@code for} and {@code keepFiringFor} in milliseconds. */
class AlertBookTest {
    private static final double HIGH = 11;
    private static final double LOW = 9;
    private static final double NO_DATA = Double.NaN;

    @Test
    void aRuleThatNeverMadeATransitionIsInactive() {
        AlertBook book = book(RuleBuilder.above(10).build());

        assertThat(book.current()).containsExactly(AlertReading.inactive("rule", null, Double.NaN, 10));
        assertThat(book.log()).isEmpty();
    }

    @Test
    void aRuleWithoutForFiresAtOnce() {
        AlertBook book = book(RuleBuilder.above(10).build());

        evaluate(book, 1_000, HIGH);

        assertThat(state(book)).isEqualTo(FIRING);
        assertThat(states(book)).containsExactly(FIRING);
    }

    @Test
    void aRuleWithForIsPendingUntilItsConditionHasHeldForThatLong() {
        AlertBook book = book(RuleBuilder.above(10).waiting(500).build());

        evaluate(book, 1_000, HIGH);
        assertThat(state(book)).isEqualTo(PENDING);
        evaluate(book, 1_499, HIGH);
        assertThat(state(book)).isEqualTo(PENDING);
        evaluate(book, 1_500, HIGH);
        assertThat(state(book)).isEqualTo(FIRING);
    }

    @Test
    void aPendingRuleWhoseConditionCeasesIsInactiveAndWaitsAnewNextTime() {
        AlertBook book = book(RuleBuilder.above(10).waiting(500).build());

        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_400, LOW);
        assertThat(state(book)).isEqualTo(INACTIVE);
        evaluate(book, 1_600, HIGH);
        evaluate(book, 2_000, HIGH);
        assertThat(state(book)).isEqualTo(PENDING);
        evaluate(book, 2_100, HIGH);
        assertThat(states(book)).containsExactly(PENDING, INACTIVE, PENDING, FIRING);
    }

    @Test
    void aFiringRuleWithoutKeepFiringForIsResolvedAtOnce() {
        AlertBook book = book(RuleBuilder.above(10).build());

        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_001, LOW);

        assertThat(states(book)).containsExactly(FIRING, RESOLVED);
    }

    @Test
    void aFiringRuleGoesOnUntilItsConditionHasCeasedForKeepFiringFor() {
        AlertBook book = book(RuleBuilder.above(10).keeping(500).build());

        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_100, LOW);
        evaluate(book, 1_599, LOW);
        assertThat(state(book)).isEqualTo(RECOVERING);
        evaluate(book, 1_600, LOW);
        assertThat(state(book)).isEqualTo(RESOLVED);
    }

    @Test
    void aConditionThatFlickersWithinKeepFiringForFiresOnce() {
        AlertBook book = book(RuleBuilder.above(10).keeping(500).build());

        for (int clockMillis = 1_000; clockMillis < 9_000; clockMillis += 400) {
            evaluate(book, clockMillis, clockMillis % 800 == 200 ? HIGH : LOW);
        }

        assertThat(states(book)).doesNotContain(RESOLVED, INACTIVE);
        assertThat(book.log()).extracting(AlertReading::episode).containsOnly("rule-1");
    }

    @Test
    void aResolvedRuleStaysResolvedAndIsNotToldAgain() {
        AlertBook book = book(RuleBuilder.above(10).build());
        evaluate(book, 1_000, HIGH);
        evaluate(book, 2_000, LOW);

        evaluate(book, 3_000, LOW);
        evaluate(book, 4_000, NO_DATA);

        assertThat(states(book)).containsExactly(FIRING, RESOLVED);
        assertThat(book.current().get(0).sinceMillis()).isEqualTo(2_000);
    }

    @Test
    void aResolvedRuleIsPendingWhenItsConditionHoldsAgain() {
        AlertBook book = book(RuleBuilder.above(10).waiting(500).build());
        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_500, HIGH);
        evaluate(book, 2_000, LOW);

        evaluate(book, 3_000, HIGH);
        evaluate(book, 3_100, LOW);

        assertThat(states(book)).containsExactly(PENDING, FIRING, RESOLVED, PENDING, INACTIVE);
    }

    @Test
    void noDataLeavesAnInactiveRuleInactive() {
        AlertBook book = book(RuleBuilder.below(10).build());

        evaluate(book, 1_000, NO_DATA);

        assertThat(book.log()).isEmpty();
    }

    @Test
    void noDataEndsPending() {
        AlertBook book = book(RuleBuilder.above(10).waiting(500).build());

        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_400, NO_DATA);

        assertThat(states(book)).containsExactly(PENDING, INACTIVE);
        assertThat(book.current().get(0).value()).isNaN();
    }

    @Test
    void noDataNeverResolvesAFiringRule() {
        AlertBook book = book(RuleBuilder.above(10).keeping(500).build());
        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_100, LOW);

        evaluate(book, 9_000, NO_DATA);
        assertThat(state(book)).isEqualTo(RECOVERING);
        evaluate(book, 9_001, LOW);
        assertThat(state(book)).isEqualTo(RESOLVED);
    }

    @Test
    void aValueEqualToTheThresholdMeetsNoCondition() {
        AlertBook above = book(RuleBuilder.above(10).build());
        AlertBook below = book(RuleBuilder.below(10).build());

        evaluate(above, 1_000, 10);
        evaluate(below, 1_000, 10);

        assertThat(above.log()).isEmpty();
        assertThat(below.log()).isEmpty();
    }

    @Test
    void aRuleBelowFiresUnderItsThreshold() {
        AlertBook book = book(RuleBuilder.below(10).build());

        evaluate(book, 1_000, LOW);

        assertThat(state(book)).isEqualTo(FIRING);
    }

    @Test
    void aTransitionCarriesTheValueTheThresholdTheSequenceAndTheTimes() {
        AlertBook book = book(RuleBuilder.above(10).build());

        book.evaluate(
                5_000,
                77,
                4_900,
                4_950,
                SetValues.all(12.5, RuleBuilder.above(10).build()));

        assertThat(book.log())
                .containsExactly(new AlertReading(
                        1,
                        "rule",
                        null,
                        "rule-1",
                        INACTIVE,
                        FIRING,
                        AlertReason.CONDITION,
                        false,
                        null,
                        null,
                        null,
                        12.5,
                        Double.NaN,
                        10,
                        4_900,
                        4_950,
                        5_000,
                        77,
                        5_000));
        assertThat(book.current()).isEqualTo(book.log());
    }

    @Test
    void evaluatingAgainAtTheSameClockChangesNothing() {
        AlertBook book = book(RuleBuilder.above(10).waiting(500).keeping(300).build());
        for (double value : new double[] {HIGH, LOW, HIGH}) {
            evaluate(book, 1_000, value);
            long hash = book.stateHash();
            evaluate(book, 1_000, value);
            assertThat(book.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void eachRuleIsJudgedByItsOwnValue() {
        AlertBook book = book(
                RuleBuilder.above(10).named("first").build(),
                RuleBuilder.above(10).named("second").build(),
                RuleBuilder.below(10).named("third").build());

        SetValues values = new SetValues(
                RuleBuilder.above(10).named("first").build(),
                RuleBuilder.above(10).named("second").build(),
                RuleBuilder.below(10).named("third").build());
        values.set("first", LOW).set("second", HIGH).set("third", LOW);
        book.evaluate(1_000, 1, 900, 950, values);

        assertThat(book.current()).extracting(AlertReading::rule).containsExactly("first", "second", "third");
        assertThat(book.current()).extracting(AlertReading::state).containsExactly(INACTIVE, FIRING, FIRING);
        assertThat(book.log()).extracting(AlertReading::rule).containsExactly("third", "second");
    }

    @Test
    void theLogHoldsTheLastTwoHundredTransitionsNewestFirst() {
        AlertBook book = book(RuleBuilder.above(10).build());

        for (int i = 1; i <= 201; i++) {
            evaluate(book, i, i % 2 == 1 ? HIGH : LOW);
        }

        assertThat(book.log()).hasSize(AlertBook.LOG_CAPACITY);
        assertThat(book.log().get(0).decisionMillis()).isEqualTo(201);
        assertThat(book.log().get(199).decisionMillis()).isEqualTo(2);
    }

    @Test
    void listenersAreToldOfEachTransitionOnceAfterItIsShown() {
        AlertBook book = book(RuleBuilder.above(10).build());
        List<Transition> told = new ArrayList<>();
        book.onTransition(transition -> {
            assertThat(book.log().get(0).number()).isEqualTo(transition.number());
            told.add(transition);
        });

        evaluate(book, 1_000, HIGH);
        evaluate(book, 1_001, HIGH);
        evaluate(book, 1_002, LOW);

        assertThat(told).extracting(Transition::to).containsExactly(FIRING, RESOLVED);
    }

    @Test
    void listsOnceHandedOutDoNotChange() {
        AlertBook book = book(RuleBuilder.above(10).build());
        List<AlertReading> before = book.current();

        evaluate(book, 1_000, HIGH);

        assertThat(before).extracting(AlertReading::state).containsExactly(INACTIVE);
    }

    private static AlertBook book(Rule... rules) {
        return new AlertBook(Trees.of(rules));
    }

    private static void evaluate(AlertBook book, long clockMillis, double value) {
        SetValues values = SetValues.all(value, book.rules().toArray(Rule[]::new));
        book.evaluate(clockMillis, clockMillis, clockMillis, clockMillis, values);
    }

    private static AlertState state(AlertBook book) {
        return book.current().get(0).state();
    }

    /** The states entered, oldest first. */
    private static List<AlertState> states(AlertBook book) {
        List<AlertState> states = new ArrayList<>();
        book.log().forEach(transition -> states.add(0, transition.state()));
        return states;
    }
}
