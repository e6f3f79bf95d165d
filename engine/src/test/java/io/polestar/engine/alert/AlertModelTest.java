package io.polestar.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random streams of what is seen against a model that looks through the whole past at each step. */
class AlertModelTest {
    private static final int STEPS = 300;

    /** What was seen when: 'h' holds, 'b' between, 'c' ceased, 'n' nothing, 's' silent, 'e' not computed. */
    private record Seen(long timeMillis, char what) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBookAndTheModelAgreeAtEachStep(long seed) throws Exception {
        Random random = new Random(seed);
        long waiting = random.nextInt(3) * 1_000;
        long keeping = random.nextInt(3) * 1_000;
        boolean once = random.nextInt(4) == 0;
        RuleBuilder builder = RuleBuilder.above(10).clearing(8).waiting(waiting).keeping(keeping);
        Rule rule = once ? builder.once().build() : builder.build();
        AlertBook book = new AlertBook(Trees.of(rule));
        SetValues values = new SetValues(rule);
        List<Seen> past = new ArrayList<>();
        long clock = 0;
        for (int step = 0; step < STEPS; step++) {
            clock += random.nextInt(1_200);
            char what = "hhhbcccnse".charAt(random.nextInt(10));
            past.add(new Seen(clock, what));
            see(values, what);
            book.evaluate(clock, step, clock, clock, values);
            if (random.nextInt(20) == 0) {
                book = restored(book, rule, values);
            }

            assertThat(book.current().get(0).state())
                    .as("seed=%d step=%d", seed, step)
                    .isEqualTo(model(past, waiting, keeping, once));
        }
    }

    private static void see(SetValues values, char what) {
        switch (what) {
            case 'h' -> values.set("rule", 11);
            case 'b' -> values.set("rule", 9);
            case 'c' -> values.set("rule", 7);
            case 'n' -> values.set("rule", Double.NaN);
            case 's' -> values.judge("rule", Verdict.SILENT);
            default -> values.set("rule", Double.NEGATIVE_INFINITY);
        }
    }

    private static AlertBook restored(AlertBook book, Rule rule, SetValues values) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        book.writeTo(new DataOutputStream(bytes));
        AlertBook after = new AlertBook(Trees.of(rule));
        after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), values);
        assertThat(after.stateHash()).isEqualTo(book.stateHash());
        return after;
    }

    /**
     * The state after a past: runs of what was seen are told apart, and each thing asked ("has it held for so long?") is looked up in
     * the past anew.
     */
    private static AlertState model(List<Seen> past, long waiting, long keeping, boolean once) {
        boolean open = false;
        boolean spent = false;
        boolean ended = false;
        int held = -1;
        int ceased = -1;
        AlertState state = AlertState.INACTIVE;
        for (int at = 0; at < past.size(); at++) {
            Seen seen = past.get(at);
            char what = seen.what();
            if (what == 's' || what == 'e') {
                state = what == 's' ? AlertState.NO_DATA : AlertState.ERROR;
                held = -1;
                ceased = -1;
                ended = false;
                continue;
            }
            if (open) {
                if (what == 'h') {
                    ceased = -1;
                } else if (what == 'c' && ceased < 0) {
                    ceased = at;
                }
                boolean over = ceased >= 0
                        && what != 'n'
                        && seen.timeMillis() - past.get(ceased).timeMillis() >= keeping;
                state = ceased < 0 ? AlertState.FIRING : over ? AlertState.RESOLVED : AlertState.RECOVERING;
                if (over) {
                    open = false;
                    ended = true;
                    ceased = -1;
                }
            } else if (what == 'h' && !(once && spent)) {
                held = held < 0 ? at : held;
                open = seen.timeMillis() - past.get(held).timeMillis() >= waiting;
                spent |= open;
                ended = false;
                state = open ? AlertState.FIRING : AlertState.PENDING;
                held = open ? -1 : held;
            } else {
                held = -1;
                state = ended ? AlertState.RESOLVED : AlertState.INACTIVE;
            }
        }
        return state;
    }
}
