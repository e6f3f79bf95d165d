package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.history.HistoryRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LateStepsTest {
    private final LateSteps late = new LateSteps();

    @Test
    void eventsOfOneStepAndSeriesBecomeOneEntry() {
        for (int event = 0; event < 10_000; event++) {
            late.add(1_000, 3, 1, 5);
            late.add(2_000, 3, 1, 7);
        }
        assertThat(late.size()).isEqualTo(4);
        List<HistoryRow> rows = new ArrayList<>();
        late.handOver(rows::add);
        assertThat(rows).extracting(HistoryRow::timeMillis).containsExactlyInAnyOrder(1_000L, 2_000L);
        assertThat(rows).extracting(row -> row.count(0)).containsOnly(10_000L);
        assertThat(late.isEmpty()).isTrue();
    }

    @Test
    void nothingIsLostWhateverComes() throws IOException {
        Random random = new Random(9);
        Map<List<Long>, Long> expected = new HashMap<>();
        for (int event = 0; event < 20_000; event++) {
            long step = random.nextInt(40) * 1_000L - 20_000;
            int series = random.nextInt(50);
            late.add(step, series, 1, event);
            expected.merge(List.of(step, (long) series), (long) event, Long::sum);
        }
        LateSteps copy = copy();
        assertThat(copy.stateHash()).isEqualTo(late.stateHash());
        assertThat(sums(late)).isEqualTo(exact(expected));
        assertThat(sums(copy)).isEqualTo(exact(expected));
        late.add(5_000, 1, 1, 1);
        assertThat(sums(late)).isEqualTo(Map.of(List.of(5_000L, 1L), BigInteger.ONE));
    }

    @Test
    void aSumThatWouldLeaveItsRangeGoesOnInAnotherEntry() {
        BigInteger expected = BigInteger.ZERO;
        for (int event = 0; event < 9; event++) {
            late.add(0, 0, 1, 1L << 61);
            expected = expected.add(BigInteger.ONE.shiftLeft(61));
        }
        assertThat(sums(late)).isEqualTo(Map.of(List.of(0L, 0L), expected));
    }

    private LateSteps copy() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        late.writeTo(new DataOutputStream(bytes));
        LateSteps copy = new LateSteps();
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }

    private static Map<List<Long>, BigInteger> sums(LateSteps from) {
        Map<List<Long>, BigInteger> sums = new HashMap<>();
        from.handOver(row -> {
            for (int index = 0; index < row.size(); index++) {
                sums.merge(
                        List.of(row.timeMillis(), (long) row.series(index)),
                        BigInteger.valueOf(row.sum(index)),
                        BigInteger::add);
            }
        });
        return sums;
    }

    private static Map<List<Long>, BigInteger> exact(Map<List<Long>, Long> sums) {
        Map<List<Long>, BigInteger> exact = new HashMap<>();
        sums.forEach((key, sum) -> exact.put(key, BigInteger.valueOf(sum)));
        return exact;
    }
}
