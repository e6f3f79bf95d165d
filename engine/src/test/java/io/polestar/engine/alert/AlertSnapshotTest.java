package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restart keeps of alerts. */
class AlertSnapshotTest {
    private static final Rule RULE =
            RuleBuilder.above(10).waiting(500).keeping(300).build();

    @Test
    void aRestartTellsNothingTwice() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RuleBuilder.above(10).build()));
        evaluate(before, 1_000, 11);

        AlertBook after = restored(bytes(before), RuleBuilder.above(10).build());
        List<Transition> told = new ArrayList<>();
        after.onTransition(told::add);
        evaluate(after, 2_000, 11);

        assertThat(told).isEmpty();
        assertThat(after.current()).isEqualTo(before.current());
        assertThat(after.log()).isEqualTo(before.log());
    }

    @Test
    void aPendingRuleGoesOnWaitingFromWhereItStood() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RULE));
        evaluate(before, 1_000, 11);

        AlertBook after = restored(bytes(before), RULE);
        evaluate(after, 1_499, 11);
        assertThat(state(after)).isEqualTo(AlertState.PENDING);
        evaluate(after, 1_500, 11);
        assertThat(state(after)).isEqualTo(AlertState.FIRING);
    }

    @Test
    void aFiringRuleRemembersWhenItsConditionCeased() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RULE));
        evaluate(before, 1_000, 11);
        evaluate(before, 1_500, 11);
        evaluate(before, 1_600, 9);

        AlertBook after = restored(bytes(before), RULE);
        evaluate(after, 1_899, 9);
        assertThat(state(after)).isEqualTo(AlertState.RECOVERING);
        evaluate(after, 1_900, 9);
        assertThat(state(after)).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void rulesKeepTheirStateByIdWhateverTheirPlace() throws IOException {
        Rule first = RuleBuilder.above(10).named("first").build();
        Rule second = RuleBuilder.above(20).named("second").build();
        AlertBook before = new AlertBook(Trees.of(first, second));
        evaluate(before, 1_000, 15);

        AlertBook after = restored(
                bytes(before), second, RuleBuilder.above(1).named("third").build(), first);

        assertThat(after.current())
                .extracting(AlertReading::state)
                .containsExactly(AlertState.INACTIVE, AlertState.INACTIVE, AlertState.FIRING);
    }

    @Test
    void aRuleThatWatchesSomethingElseStartsAfresh() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RuleBuilder.above(10).build()));
        evaluate(before, 1_000, 11);

        for (Rule changed : List.of(
                RuleBuilder.above(10.5).build(),
                RuleBuilder.below(10).build(),
                RuleBuilder.above(10).in("France").build(),
                RuleBuilder.above(10).waiting(1).build(),
                RuleBuilder.above(10).keeping(1).build())) {
            AlertBook after = restored(bytes(before), changed);
            assertThat(state(after)).isEqualTo(AlertState.INACTIVE);
            assertThat(after.log()).isEqualTo(before.log());
        }
    }

    @Test
    void aRuleThatIsOnlyRelabelledKeepsItsState() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RuleBuilder.above(10).build()));
        evaluate(before, 1_000, 11);

        assertThat(state(restored(
                        bytes(before), RuleBuilder.above(10).labelled("Other").build())))
                .isEqualTo(AlertState.FIRING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void evaluatedTwiceFromOneSnapshotTheTransitionsAreTheSame(long seed) throws IOException {
        Random random = new Random(seed);
        Rule[] rules = {
            RULE,
            RuleBuilder.below(9).named("low").keeping(200).build(),
            RuleBuilder.above(12).named("high").waiting(100).build()
        };
        AlertBook live = new AlertBook(Trees.of(rules));
        long clockMillis = run(live, random.longs(200).toArray(), 0);
        AlertBook once = restored(bytes(live), rules);
        AlertBook twice = restored(bytes(live), rules);
        long[] rest = random.longs(300).toArray();

        run(live, rest, clockMillis);
        run(once, rest, clockMillis);
        run(twice, rest, clockMillis);

        assertThat(once.log()).as("seed=%d", seed).isNotEmpty().isEqualTo(live.log());
        assertThat(twice.log()).isEqualTo(live.log());
        assertThat(once.stateHash()).isEqualTo(live.stateHash());
        assertThat(bytes(twice)).isEqualTo(bytes(live));
    }

    @Test
    void theStateHashTellsStatesApart() {
        AlertBook book = new AlertBook(Trees.of(RULE));
        long fresh = book.stateHash();
        evaluate(book, 1_000, 11);
        long pending = book.stateHash();

        assertThat(pending).isNotEqualTo(fresh);
        assertThat(new AlertBook(Trees.of(RULE)).stateHash()).isEqualTo(fresh);
    }

    @Test
    void aDamagedSnapshotIsRefusedAndChangesNothing() throws IOException {
        AlertBook before = new AlertBook(Trees.of(RULE));
        evaluate(before, 1_000, 11);
        byte[] bytes = bytes(before);
        AlertBook book = new AlertBook(Trees.of(RULE));
        long hash = book.stateHash();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> book.readFrom(input(cut), new SetValues(RULE)));
        }
        byte[] otherVersion = bytes.clone();
        otherVersion[0] = 9;
        assertThatIOException()
                .isThrownBy(() -> book.readFrom(input(otherVersion), new SetValues(RULE)))
                .withMessage("alerts are of another version, version=9 known=2");
        byte[] wildCount = bytes.clone();
        wildCount[17] = 0x7f;
        assertThatIOException()
                .isThrownBy(() -> book.readFrom(input(wildCount), new SetValues(RULE)))
                .withMessageContaining("damaged");
        assertThat(book.stateHash()).isEqualTo(hash);
    }

    /** Feeds values near the thresholds, some without data, at uneven steps; returns the clock at the end. */
    private static long run(AlertBook book, long[] chances, long startMillis) {
        long clockMillis = startMillis;
        for (long chance : chances) {
            Random step = new Random(chance);
            clockMillis += step.nextInt(150);
            double value = step.nextInt(10) == 0 ? Double.NaN : 7 + step.nextInt(8);
            evaluate(book, clockMillis, value);
        }
        return clockMillis;
    }

    private static void evaluate(AlertBook book, long clockMillis, double value) {
        SetValues values = SetValues.all(value, book.rules().toArray(Rule[]::new));
        book.evaluate(clockMillis, clockMillis, clockMillis, clockMillis, values);
    }

    private static AlertState state(AlertBook book) {
        return book.current().get(0).state();
    }

    private static AlertBook restored(byte[] bytes, Rule... rules) throws IOException {
        AlertBook book = new AlertBook(Trees.of(rules));
        book.readFrom(input(bytes), new SetValues(rules));
        return book;
    }

    private static byte[] bytes(AlertBook book) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        book.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
