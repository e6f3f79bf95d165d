package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A store with a small budget beside one whose budget is never spent, under the same random traffic. */
class RepeatPastBudgetTest {
    private static final List<Window> WINDOWS =
            List.of("1m", "1h", "today").stream().map(Window::parse).toList();
    private static final long START = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 20 * 3_600_000L;
    private static final int BUDGET = 20_000;

    private final RepeatStore exact = store(Long.MAX_VALUE);
    private RepeatStore sampled = store(BUDGET);
    private long clock = START;
    private double squares;
    private double shareSquares;
    private long firstSubject;
    private int compared;

    RepeatPastBudgetTest() {
        for (RepeatStore store : List.of(exact, sampled)) {
            store.addCell(false);
            store.addCell(true);
            store.advance(clock);
        }
    }

    @Test
    void numbersDoNotMoveWhenSubjectsAreLeftOut() {
        Random random = new Random(3);
        while (!isOver()) {
            pass(random, 1, 60);
            for (int window = 0; window < WINDOWS.size(); window++) {
                for (int column = 0; column < 2; column++) {
                    assertThat(sampled.total(window, 0, column)).isEqualTo(exact.total(window, 0, column));
                }
            }
        }
    }

    /** Deviations of windows that share subjects go together, so that it takes several streams to judge them. */
    @Test
    void numbersStayWithinTheStatedErrorAndSmallCellsExact() {
        for (long seed = 0; seed < 24; seed++) {
            RepeatPastBudgetTest stream = new RepeatPastBudgetTest();
            stream.firstSubject = seed << 32;
            Random random = new Random(seed);
            for (int round = 0; round < 90; round++) {
                stream.pass(random, 600, 60_000);
                stream.compare();
            }
            squares += stream.squares;
            shareSquares += stream.shareSquares;
            compared += stream.compared;
        }
        assertThat(compared).isGreaterThan(2_000);
        assertThat(Math.sqrt(squares / compared)).as("repeaters").isBetween(0.5, 1.1);
        assertThat(Math.sqrt(shareSquares / compared)).as("share").isBetween(0.5, 1.1);
    }

    private void compare() {
        for (int window = 0; isOver() && window < WINDOWS.size(); window++) {
            double repeaters = sampled.total(window, 0, 1);
            double error = sampled.standardError(window, 0);
            if (error < 1) {
                double off = (repeaters - exact.total(window, 0, 1)) / repeaters / error;
                assertThat(Math.abs(off)).isLessThan(6);
                squares += off * off;
                double share = repeaters / sampled.total(window, 0, 0);
                double shouldBe = (double) exact.total(window, 0, 1) / exact.total(window, 0, 0);
                shareSquares += Math.pow((share - shouldBe) / share / error, 2);
                compared++;
            }
            assertThat(sampled.total(window, 1, 1)).isEqualTo(exact.total(window, 1, 1));
            assertThat(sampled.standardError(window, 1)).isZero();
        }
    }

    @Test
    void aCopyGoesOnAlikeAndMemoryIsBounded() throws IOException {
        Random random = new Random(8);
        for (int round = 0; round < 40; round++) {
            pass(random, 5_000, 60_000);
            RepeatStore copy = copyOf(sampled);
            assertThat(copy.stateHash()).isEqualTo(sampled.stateHash());
            RepeatStore original = sampled;
            sampled = copy;
            Random same = new Random(round);
            long before = clock;
            pass(same, 500, 10_000);
            for (Random again = new Random(round); before < clock; before += 20) {
                feed(original, before, new Random(again.nextLong()));
                original.advance(before + 20);
            }
            assertThat(sampled.stateHash()).as("round %d", round).isEqualTo(original.stateHash());
        }
        assertThat(isOver()).isTrue();
        assertThat(sampled.memoryBytes()).isLessThan(BUDGET * 64L + 200_000);
    }

    private boolean isOver() {
        return sampled.standardError(0, 0) > 0;
    }

    private void pass(Random random, int events, long millis) {
        for (int event = 0; event < events; event++) {
            long seed = random.nextLong();
            feed(exact, clock, new Random(seed));
            feed(sampled, clock, new Random(seed));
            clock += Math.max(20, millis / events);
            exact.advance(clock);
            sampled.advance(clock);
        }
    }

    private void feed(RepeatStore store, long now, Random random) {
        long subject = now / 400 + random.nextInt(30_000);
        long key = firstSubject + subject;
        long time = now - 1 - (random.nextInt(30) == 0 ? random.nextInt(1_000_000) : 0);
        store.add(0, time, key, random.nextInt(3));
        if (subject % 40 == 0) {
            store.add(1, time, key, random.nextInt(3));
        }
    }

    private static RepeatStore store(long budget) {
        Kind.Repeat kind = new Kind.Repeat(new EventFilter("sale", Condition.ALWAYS), "subject", 2, null);
        return new RepeatStore(kind, new StoreSetting(WINDOWS, ZoneId.of("UTC"), new HistoryFeed(row -> {}), budget));
    }

    private static RepeatStore copyOf(RepeatStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.writeTo(new DataOutputStream(bytes));
        RepeatStore copy = store(BUDGET);
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }
}
