package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A store with a small budget beside one whose budget is never spent, under the same random traffic. Run more seeds with
 * {@code -Dpolestar.store.runs=100}.
 */
class DistinctPastBudgetTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<Window> WINDOWS = List.of("10s", "1m", "90s", "1h", "today").stream()
            .map(Window::parse)
            .toList();
    private static final long START =
            LocalDateTime.of(2024, 10, 26, 22, 30).atZone(BERLIN).toInstant().toEpochMilli();
    private static final long EDGE_MILLIS = 100;
    private static final int BUDGET = 20_000;
    private static final long RUNS = Long.getLong("polestar.store.runs", 2);

    /** The two stores and what was seen of them. */
    private static final class Pair {
        private static final int WHOLE = 0;
        private final Random random;
        private final DistinctStore exact = store(Long.MAX_VALUE);
        private DistinctStore sketched = store(BUDGET);
        private final long[] before = new long[WINDOWS.size()];
        private final long[] exactBefore = new long[WINDOWS.size()];
        private long clock = START;
        private double squares;
        private double worst;
        private double worstJump;
        private long compared;

        private Pair(long seed) {
            random = new Random(seed);
            for (DistinctStore store : List.of(exact, sketched)) {
                store.addCell(false);
                store.addCell(true);
                store.advance(clock);
            }
        }

        /** Has so many events pass in so long a time, by subjects of a crowd that changes slowly; one of forty is late. */
        private void pass(int events, long millis, int crowd) {
            long from = clock;
            for (int event = 0; event < events; event++) {
                advance(from + millis * (event + 1) / events);
                long newest = clock / 300 + random.nextInt(crowd);
                long time = clock - 1 - (random.nextInt(40) == 0 ? random.nextInt(4_000_000) : random.nextInt(50));
                add(WHOLE, time, KeyedHash.mix(newest));
                if (newest % 50 == 0) {
                    add(1, time, KeyedHash.mix(newest));
                }
            }
        }

        private void add(int cell, long time, long subject) {
            assertThat(sketched.add(cell, time, subject, 0)).isEqualTo(exact.add(cell, time, subject, 0));
        }

        private void advance(long toMillis) {
            for (DistinctStore store : List.of(exact, sketched)) {
                for (long edge = store.nextEdgeMillis(); edge <= toMillis; edge = store.nextEdgeMillis()) {
                    store.advance(edge);
                }
                store.advance(toMillis);
            }
            if (toMillis / EDGE_MILLIS != clock / EDGE_MILLIS) {
                compare();
            }
            clock = toMillis;
        }

        private void compare() {
            for (int window = 0; window < WINDOWS.size(); window++) {
                long is = sketched.total(window, WHOLE, 0);
                long should = exact.total(window, WHOLE, 0);
                assertThat(sketched.total(window, 1, 0)).isEqualTo(exact.total(window, 1, 0));
                if (should > 0 && isOver()) {
                    double off = (double) (is - should) / should;
                    squares += off * off;
                    worst = Math.max(worst, Math.abs(off));
                    compared++;
                    double change = (double) (is - before[window] - (should - exactBefore[window])) / should;
                    worstJump = Math.max(worstJump, Math.abs(change));
                } else {
                    assertThat(is).isEqualTo(should);
                }
                before[window] = is;
                exactBefore[window] = should;
            }
        }

        private boolean isOver() {
            return sketched.standardError(0, WHOLE) > 0;
        }

        private double error() {
            return Math.sqrt(squares / compared);
        }

        private void reopen() throws IOException {
            DistinctStore copy = copyOf(sketched);
            assertThat(copy.stateHash()).isEqualTo(sketched.stateHash());
            for (int window = 0; window < WINDOWS.size(); window++) {
                assertThat(copy.total(window, WHOLE, 0)).isEqualTo(sketched.total(window, WHOLE, 0));
            }
            sketched = copy;
        }
    }

    @Test
    void theValueDoesNotMoveWhenTheCellGoesOver() {
        for (long seed = 0; seed < RUNS * 5; seed++) {
            Pair pair = new Pair(seed);
            int events = 0;
            while (!pair.isOver()) {
                pair.compare();
                pair.pass(1, 7, 60_000);
                events++;
            }
            for (int window = 0; window < WINDOWS.size(); window++) {
                assertThat(pair.sketched.total(window, 0, 0))
                        .as("seed %d window %d after %d events", seed, window, events)
                        .isEqualTo(pair.exact.total(window, 0, 0));
            }
        }
    }

    @Test
    void valuesStayWithinTheStatedErrorAndMoveFromPaneToPaneByLittleMoreThanTheSubjectsDo() {
        double squares = 0;
        long compared = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Pair pair = new Pair(seed);
            pair.pass(100_000, 600_000, 40_000);
            assertThat(pair.isOver()).isTrue();
            pair.pass(100_000, 1_800_000, 40_000);
            pair.pass(50_000, 300_000, 500_000);
            squares += pair.squares;
            compared += pair.compared;
            assertThat(pair.worst).as("seed %d", seed).isLessThan(4.5 * CellSketch.STANDARD_ERROR);
            assertThat(pair.worstJump).as("seed %d", seed).isLessThan(1.5 * CellSketch.STANDARD_ERROR);
        }
        assertThat(Math.sqrt(squares / compared)).isLessThan(1.1 * CellSketch.STANDARD_ERROR);
    }

    @Test
    void aCopyGoesOnAlike() throws IOException {
        Pair pair = new Pair(11);
        pair.pass(60_000, 900_000, 40_000);
        assertThat(pair.isOver()).isTrue();
        Pair other = new Pair(11);
        other.pass(60_000, 900_000, 40_000);
        for (int round = 0; round < 6; round++) {
            pair.reopen();
            pair.pass(2_000, 200_000, 40_000);
            other.pass(2_000, 200_000, 40_000);
            assertThat(pair.sketched.stateHash()).as("round %d", round).isEqualTo(other.sketched.stateHash());
        }
    }

    @Test
    void windowsEmptyWhenNothingHappensAnyMore() {
        Pair pair = new Pair(5);
        pair.pass(60_000, 900_000, 40_000);
        pair.advance(pair.clock + 3_000_000);
        pair.advance(pair.clock + 1_000_000);
        pair.advance(pair.clock + 100_000_000);
        for (int window = 0; window < WINDOWS.size(); window++) {
            assertThat(pair.sketched.total(window, 0, 0)).isZero();
        }
    }

    @Test
    void whatASketchHoldsCannotBeTakenBackAndSaysSo() {
        Pair pair = new Pair(6);
        pair.pass(60_000, 900_000, 40_000);
        assertThat(pair.sketched.retract(0, pair.clock - 1, KeyedHash.mix(1), 0))
                .isFalse();
        assertThat(pair.sketched.retract(0, pair.clock - 100_000_000, KeyedHash.mix(1), 0))
                .isTrue();
    }

    @Test
    void memoryStaysWhereItIsHoweverManySubjectsCome() {
        Pair pair = new Pair(7);
        pair.pass(60_000, 2_000_000, 40_000);
        long settled = pair.sketched.memoryBytes();
        for (int subject = 0; subject < 400_000; subject++) {
            pair.sketched.add(0, pair.clock - 1 - subject % 1_000, KeyedHash.mix(subject + 1_000_000_000L), 0);
        }
        assertThat(pair.sketched.memoryBytes()).isLessThan(settled + settled / 10);
    }

    private static DistinctStore store(long budget) {
        return new DistinctStore(new StoreSetting(WINDOWS, BERLIN, new HistoryFeed(row -> {}), budget));
    }

    private static DistinctStore copyOf(DistinctStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.writeTo(new DataOutputStream(bytes));
        DistinctStore copy = store(BUDGET);
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }
}
