package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.FormulaException;
import io.polestar.engine.tree.Hours;
import io.polestar.engine.tree.Maintenance;
import io.polestar.engine.tree.Matchers;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What lies on top of states: acknowledgements, silences, maintenance, inhibition, re-arming, provisional firings, active hours. */
class AlertActsTest {
    private static final long DAY = 86_400_000;
    private static final long HOUR = 3_600_000;

    private final List<Transition> told = new ArrayList<>();

    private AlertBook book(Rule... rules) {
        AlertBook book = new AlertBook(Trees.of(rules));
        book.onTransition(told::add);
        return book;
    }

    private static void evaluate(AlertBook book, long clock, RuleValues values) {
        book.evaluate(clock, clock, clock, clock, values);
    }

    private static Act.Outcome act(AlertBook book, long clock, Act act) {
        return book.act(act, clock, clock, clock, clock);
    }

    @Test
    void anAcknowledgementStaysUntilTheEpisodeEnds() {
        Rule rule = RuleBuilder.above(10).build();
        AlertBook book = book(rule);
        evaluate(book, 1, SetValues.all(11, rule));

        assertThat(act(book, 2, new Act.Acknowledge("rule-1", "ann@example.com", "on it"))
                        .done())
                .isTrue();
        evaluate(book, 3, SetValues.all(9, rule));
        evaluate(book, 4, SetValues.all(11, rule));

        assertThat(told)
                .extracting(Transition::reason)
                .containsExactly(
                        AlertReason.CONDITION, AlertReason.ACKNOWLEDGED, AlertReason.CONDITION, AlertReason.CONDITION);
        assertThat(told.get(2).flags().acknowledgedBy()).isEqualTo("ann@example.com");
        assertThat(told.get(3).flags().acknowledged()).isFalse();
        assertThat(book.current().get(0).acknowledgement()).isNull();
    }

    @Test
    void onlyAnEpisodeThatGoesOnCanBeAcknowledged() {
        Rule rule = RuleBuilder.above(10).build();
        AlertBook book = book(rule);

        assertThat(act(book, 2, new Act.Acknowledge("rule-1", "ann", "")).rule())
                .isEqualTo("no alert of that id is firing");
        evaluate(book, 3, SetValues.all(11, rule));
        assertThat(act(book, 4, new Act.Unacknowledge("rule-1")).done()).isFalse();
        act(book, 5, new Act.Acknowledge("rule-1", "ann", ""));
        assertThat(act(book, 6, new Act.Unacknowledge("rule-1")).done()).isTrue();
        assertThat(told).extracting(Transition::reason).endsWith(AlertReason.ACKNOWLEDGED, AlertReason.UNACKNOWLEDGED);
    }

    @Test
    void aSilenceCoversWhatMatchesFromItsStartToItsEnd() {
        Rule rule = RuleBuilder.above(10).tagged("team", "growth").build();
        Rule other = RuleBuilder.above(10).named("other").build();
        AlertBook book = book(rule, other);
        SetValues high = SetValues.all(11, rule, other);
        act(book, 1, new Act.Hush(new Matchers(Map.of("tag.team", "gr*")), 100, 200, "ann", "release"));

        evaluate(book, 50, high);
        evaluate(book, 99, high);
        evaluate(book, 100, high);
        evaluate(book, 199, high);
        evaluate(book, 200, high);

        assertThat(told)
                .extracting(t -> t.rule() + " " + t.reason() + " " + t.decisionMillis() + " "
                        + t.flags().silencedBy())
                .containsExactly(
                        "rule CONDITION 50 null",
                        "other CONDITION 50 null",
                        "rule SILENCED 100 silence-1",
                        "rule UNSILENCED 200 null");
    }

    @Test
    void aSilenceCanBeEndedAndOnesOverAreShown() {
        Rule rule = RuleBuilder.above(10).build();
        AlertBook book = book(rule);
        act(book, 1, new Act.Hush(new Matchers(Map.of("rule", "rule")), 1, 1_000, "ann", ""));
        evaluate(book, 2, SetValues.all(11, rule));
        assertThat(told.get(0).flags().silenced()).isTrue();

        assertThat(act(book, 3, new Act.EndSilence("silence-1")).done()).isTrue();

        assertThat(told.get(1).reason()).isEqualTo(AlertReason.UNSILENCED);
        assertThat(book.silences())
                .singleElement()
                .extracting(Silence::endMillis)
                .isEqualTo(3L);
        assertThat(act(book, 4, new Act.EndSilence("silence-1")).done()).isFalse();
    }

    @Test
    void moreSilencesThanTheBoundAreRefused() {
        AlertBook book = book(RuleBuilder.above(10).build());
        for (int i = 0; i < Silences.MOST; i++) {
            assertThat(act(book, i, new Act.Hush(new Matchers(Map.of("rule", "r" + i)), 0, DAY, "ann", ""))
                            .done())
                    .isTrue();
        }

        assertThat(act(book, 9_999, new Act.Hush(new Matchers(Map.of("rule", "x")), 0, DAY, "ann", ""))
                        .done())
                .isFalse();
        assertThat(book.silences()).hasSize(Silences.MOST);
    }

    @Test
    void aMaintenanceWindowCoversEachOfItsDays() {
        Rule rule = RuleBuilder.above(10).build();
        Hours nightly = new Hours(ZoneId.of("UTC"), 60, 120, Set.of(DayOfWeek.FRIDAY), Set.of());
        Maintenance maintenance = new Maintenance("nightly", nightly, new Matchers(Map.of("rule", "rule")), "");
        AlertBook book = new AlertBook(Trees.of(List.of(rule), List.of(), List.of(maintenance)));
        book.onTransition(told::add);
        SetValues high = SetValues.all(11, rule);
        long friday = DAY; // the second of January 1970

        evaluate(book, friday, high);
        evaluate(book, friday + HOUR, high);
        evaluate(book, friday + 2 * HOUR, high);
        evaluate(book, friday + DAY + HOUR, high);

        assertThat(told)
                .extracting(t -> t.reason() + " " + t.flags().silencedBy())
                .containsExactly("CONDITION null", "SILENCED maintenance/nightly", "UNSILENCED null");
    }

    @Test
    void aWrittenInhibitionMutesTheOtherForItsOwnSegmentOnly() {
        Rule cause = RuleBuilder.above(10)
                .named("cause")
                .each("country")
                .inhibiting("effect")
                .build();
        Rule effect = RuleBuilder.above(10).named("effect").each("country").build();
        AlertBook book = book(cause, effect);
        SetValues values = new SetValues(cause, effect);
        values.set("cause", "France", 11)
                .set("effect", "France", 11)
                .set("effect", "Spain", 11)
                .set("cause", "Spain", 1);

        evaluate(book, 1, values);
        evaluate(book, 2, values.set("cause", "France", 1));

        assertThat(told)
                .extracting(t ->
                        t.rule() + " " + (t.segment() == null ? "" : t.segment().value()) + " " + t.reason() + " "
                                + t.flags().inhibitedBy())
                .containsExactly(
                        "cause France CONDITION null",
                        "effect France CONDITION cause-1",
                        "effect Spain CONDITION null",
                        "cause France CONDITION null",
                        "effect France UNINHIBITED null");
    }

    @Test
    void aChildThatExplainsItsParentMutesTheParent() throws FormulaException {
        Rule parent = RuleBuilder.below(10).named("parent").watching("orders").build();
        Rule child = RuleBuilder.below(10).named("child").watching("buyers").build();
        Rule returns =
                RuleBuilder.above(10).named("returns").watching("returns").build();
        Rule opposite =
                RuleBuilder.above(10).named("opposite").watching("buyers").build();
        AlertBook book = new AlertBook(Trees.of(
                List.of(parent, child, returns, opposite),
                List.of(new Component("orders", Formula.parse("buyers * 3 - returns"))),
                List.of()));
        SetValues values = new SetValues(parent, child, returns, opposite);
        values.set("parent", 1).set("child", 99).set("returns", 1).set("opposite", 11);

        evaluate(book, 1, values);
        assertThat(reading(book, "parent").inhibitedBy())
                .as("more buyers explain no fewer orders")
                .isNull();
        evaluate(book, 2, values.set("child", 1));
        assertThat(reading(book, "parent").inhibitedBy())
                .isEqualTo(reading(book, "child").episode());
        evaluate(book, 3, values.set("child", 99).set("returns", 11));
        assertThat(reading(book, "parent").inhibitedBy())
                .as("more returns are fewer orders")
                .isEqualTo(reading(book, "returns").episode());
    }

    private static AlertReading reading(AlertBook book, String rule) {
        return book.current().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRuleThatFiresOnceFiresAgainOnlyAfterItWasRearmed() {
        Rule rule = RuleBuilder.above(10).once().build();
        AlertBook book = book(rule);
        for (int clock = 1; clock < 10; clock++) {
            evaluate(book, clock, SetValues.all(clock % 2 == 1 ? 11 : 9, rule));
        }
        assertThat(told).extracting(Transition::to).containsExactly(AlertState.FIRING, AlertState.RESOLVED);

        assertThat(act(book, 10, new Act.Rearm("rule", null)).done()).isTrue();
        evaluate(book, 11, SetValues.all(11, rule));

        assertThat(told)
                .extracting(Transition::to)
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(act(book, 12, new Act.Rearm("nothing", null)).done()).isFalse();
    }

    @Test
    void aProvisionalFiringIsConfirmedWhenAllEventsAreIn() {
        Rule rule = RuleBuilder.above(10).provisional().build();
        AlertBook book = book(rule);
        SetValues values = new SetValues(rule).set("rule", 11);
        evaluate(book, 1_000, values);
        evaluate(book, 1_500, values.turnsOut("rule", 12, 999));
        evaluate(book, 2_000, values.turnsOut("rule", 12, 1_000));

        assertThat(told)
                .extracting(t -> t.reason() + " " + t.provisional())
                .containsExactly("CONDITION true", "CONFIRMED false");
    }

    @Test
    void aProvisionalFiringThatLateEventsDisproveIsRetracted() {
        Rule rule = RuleBuilder.above(10).provisional().build();
        AlertBook book = book(rule);
        SetValues values = new SetValues(rule).set("rule", 11);
        evaluate(book, 1_000, values);
        evaluate(book, 2_000, values.set("rule", 9.5).turnsOut("rule", 10, 1_000));
        assertThat(book.current().get(0).state()).as("it had resolved before").isEqualTo(AlertState.RESOLVED);

        evaluate(book, 3_000, values.set("rule", 11).turnsOut("rule", 12, 1_000));
        evaluate(book, 4_000, values.turnsOut("rule", 9, 3_000));

        assertThat(told.get(3).reason()).isEqualTo(AlertReason.RETRACTED);
        assertThat(told.get(3).to()).isEqualTo(AlertState.INACTIVE);
        assertThat(told.get(3).episode()).isEqualTo(told.get(2).episode());
        assertThat(told.get(3).provisional()).isTrue();
    }

    @Test
    void outsideItsHoursARuleStaysAsItIs() {
        Hours office = new Hours(
                ZoneId.of("Europe/Berlin"),
                9 * 60,
                17 * 60,
                Set.of(DayOfWeek.THURSDAY),
                Set.of(LocalDate.of(1970, 1, 8)));
        Rule rule = RuleBuilder.above(10).during(office).build();
        AlertBook book = book(rule);

        evaluate(book, 7 * HOUR, SetValues.all(11, rule));
        assertThat(told).as("eight in the morning in Berlin").isEmpty();
        evaluate(book, 8 * HOUR, SetValues.all(11, rule));
        assertThat(told).hasSize(1);
        evaluate(book, 17 * HOUR, SetValues.all(9, rule));
        assertThat(told).as("the evening resolves nothing").hasSize(1);
        evaluate(book, 7 * DAY + 8 * HOUR, SetValues.all(9, rule));
        assertThat(told).as("a holiday").hasSize(1);
        evaluate(book, 14 * DAY + 8 * HOUR, SetValues.all(9, rule));
        assertThat(told).extracting(Transition::to).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }

    @Test
    void combinationsFollowTheRulesTheyName() {
        Rule a = RuleBuilder.above(10).named("a").build();
        Rule b = RuleBuilder.above(10).named("b").build();
        Rule all = RuleBuilder.on(new Trigger.Combination(Trigger.Combination.Mode.ALL, List.of("a", "b")))
                .named("all")
                .build();
        Rule none = RuleBuilder.on(new Trigger.Combination(Trigger.Combination.Mode.NONE, List.of("all")))
                .named("none")
                .build();
        AlertBook book = new AlertBook(Trees.of(none, all, a, b));
        SetValues values = new SetValues(none, all, a, b);

        evaluate(book, 1, values.set("a", 11).set("b", 1));
        assertThat(reading(book, "all").state()).isEqualTo(AlertState.INACTIVE);
        assertThat(reading(book, "none").state()).isEqualTo(AlertState.FIRING);
        evaluate(book, 2, values.set("b", 11));
        assertThat(reading(book, "all").state()).isEqualTo(AlertState.FIRING);
        assertThat(reading(book, "none").state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void eachSegmentHasAStateOfItsOwn() {
        Rule rule = RuleBuilder.above(10).each("country").build();
        AlertBook book = book(rule);
        SetValues values = new SetValues(rule);
        values.set("rule", "France", 11).set("rule", "Spain", 9);
        evaluate(book, 1, values);
        evaluate(book, 2, values.set("rule", "Spain", 12));
        evaluate(book, 3, values.set("rule", "France", 1));

        assertThat(book.current())
                .extracting(one -> one.segment() + " " + one.state() + " " + one.episode())
                .containsExactly(
                        "Segment[dimension=country, value=France] RESOLVED rule-1",
                        "Segment[dimension=country, value=Spain] FIRING rule-2");
    }

    @Test
    void annotationsAreKeptUpToTheBound() {
        AlertBook book = book(RuleBuilder.above(10).build());
        for (int i = 0; i <= AlertBook.MOST_ANNOTATIONS; i++) {
            act(book, i, new Act.Annotate(i, null, "release " + i, "ann"));
        }

        assertThat(book.annotations()).hasSize(AlertBook.MOST_ANNOTATIONS);
        assertThat(book.annotations().get(0).text()).isEqualTo("release 1");
    }

    @Test
    void aRuleThatWatchesSomethingElseEndsItsEpisodeAloud() {
        Rule rule = RuleBuilder.above(10).build();
        AlertBook before = book(rule);
        evaluate(before, 1, SetValues.all(11, rule));
        Rule changed = RuleBuilder.above(20).build();
        AlertBook after = new AlertBook(Trees.of(changed));

        after.takeOver(before, new SetValues(changed), 2, 2, 2, 2);

        assertThat(told)
                .extracting(t -> t.to() + " " + t.reason() + " " + t.episode())
                .containsExactly("FIRING CONDITION rule-1", "INACTIVE EDITED rule-1");
        assertThat(after.log()).hasSize(2);
    }

    @Test
    void everyActIsReadAsItWasWritten() throws IOException {
        for (Act act : List.of(
                new Act.Acknowledge("rule-1", "ann", "schön 好"),
                new Act.Unacknowledge("rule-1"),
                new Act.Hush(new Matchers(Map.of("rule", "a*", "severity", "info")), 1, 2, "ann", ""),
                new Act.EndSilence("silence-1"),
                new Act.Rearm("rule", null),
                new Act.Rearm("rule", "France"),
                new Act.Annotate(5, "orders", "release", "ann"))) {
            byte[] bytes = ActFormat.encode(act);
            assertThat(ActFormat.decode(bytes, bytes.length)).isEqualTo(act);
        }
    }

    @Test
    void aSnapshotKeepsWhatOperatorsSaid() throws IOException {
        Rule rule = RuleBuilder.above(10).build();
        AlertBook before = book(rule);
        evaluate(before, 1, SetValues.all(11, rule));
        act(before, 2, new Act.Acknowledge("rule-1", "ann", "on it"));
        act(before, 3, new Act.Hush(new Matchers(Map.of("rule", "rule")), 3, 10, "ann", ""));
        act(before, 4, new Act.Annotate(4, null, "release", "ann"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.writeTo(new DataOutputStream(bytes));

        AlertBook after = new AlertBook(Trees.of(rule));
        after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), new SetValues(rule));

        assertThat(after.stateHash()).isEqualTo(before.stateHash());
        assertThat(after.current()).isEqualTo(before.current());
        assertThat(after.silences()).isEqualTo(before.silences());
        assertThat(after.annotations()).isEqualTo(before.annotations());
        evaluate(before, 10, SetValues.all(11, rule));
        evaluate(after, 10, SetValues.all(11, rule));
        assertThat(after.stateHash()).isEqualTo(before.stateHash());
        assertThat(after.log().get(0).reason()).isEqualTo(AlertReason.UNSILENCED);
    }
}
