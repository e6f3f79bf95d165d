package io.polestar.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DedupWindowTest {
    private static final long DAY = 86_400_000;

    @Test
    void anIdIsTakenOnceAndRecognisedAfterwards() {
        DedupWindow window = new DedupWindow(10, DAY, identity -> {});
        assertThat(window.add(7)).isTrue();
        assertThat(window.add(7)).isFalse();
        window.commit(1, 0);
        assertThat(window.add(7)).isFalse();
    }

    @Test
    void theOldestIdsFallOutBeyondTheBound() {
        DedupWindow window = new DedupWindow(3, DAY, identity -> {});
        for (long id = 1; id <= 5; id++) {
            window.add(id);
            window.commit(id, 0);
        }
        assertThat(window.size()).isEqualTo(3);
        assertThat(window.add(5)).isFalse();
        assertThat(window.add(3)).isFalse();
        assertThat(window.add(2)).isTrue();
    }

    @Test
    void idsOlderThanTheAgeFallOutWhenTimeGoesOn() {
        DedupWindow window = new DedupWindow(1_000, 60_000, identity -> {});
        window.add(1);
        window.commit(100, 0);
        window.add(2);
        window.commit(200, 20_000);
        assertThat(window.oldestWallMillis(-1)).isZero();
        window.add(3);
        window.commit(300, 90_000);
        assertThat(window.add(2)).isFalse();
        assertThat(window.add(1)).isTrue();
        assertThat(window.oldestPosition(-1)).isEqualTo(200);
        assertThat(window.oldestWallMillis(-1)).isEqualTo(20_000);
    }

    @Test
    void aBatchThatWasNotJournalledLeavesNoTrace() {
        DedupWindow window = new DedupWindow(100, DAY, identity -> {});
        window.add(1);
        window.commit(1, 0);
        window.add(2);
        window.add(3);
        window.rollback();
        assertThat(window.size()).isEqualTo(1);
        assertThat(window.add(2)).isTrue();
        assertThat(window.add(1)).isFalse();
    }

    @Test
    void withoutIdsThereIsNothingToReadAgain() {
        DedupWindow window = new DedupWindow(100, DAY, identity -> {});
        assertThat(window.oldestPosition(77)).isEqualTo(77);
        window.commit(1, 0);
        assertThat(window.oldestPosition(77)).isEqualTo(77);
    }

    @Test
    void marksNeverLieBehindTheIdsTheyStandFor() {
        DedupWindow window = new DedupWindow(40_000, DAY, identity -> {});
        for (long id = 1; id <= 200_000; id++) {
            window.add(KeyedHash.mix(id));
            if (id % 100 == 0) {
                window.commit(id - 99, id);
            }
        }
        assertThat(window.oldestPosition(-1)).isLessThanOrEqualTo(200_000 - 40_000 + 1);
        assertThat(window.oldestPosition(-1)).isGreaterThan(200_000 - 40_000 - 2 * 16_484);
    }

    @Test
    void itEqualsASetThatForgetsItsOldest() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int bound = 100 + random.nextInt(9_000);
            DedupWindow window = new DedupWindow(bound, DAY, identity -> {});
            Set<Long> expected = new LinkedHashSet<>();
            for (int batch = 0; batch < 300; batch++) {
                Set<Long> fresh = new LinkedHashSet<>();
                for (int event = random.nextInt(80); event > 0; event--) {
                    long id = KeyedHash.mix(1 + random.nextInt(20_000)) & ~0xFFL | 1;
                    boolean known = expected.contains(id) || fresh.contains(id);
                    assertThat(window.add(id)).as("seed %d", seed).isEqualTo(!known);
                    fresh.add(id);
                }
                if (random.nextInt(5) == 0) {
                    window.rollback();
                } else {
                    keep(window, expected, fresh, bound);
                }
            }
        }
    }

    private static void keep(DedupWindow window, Set<Long> expected, Set<Long> fresh, int bound) {
        window.commit(1, 0);
        expected.addAll(fresh);
        int surplus = expected.size() - bound;
        expected.stream().limit(Math.max(0, surplus)).toList().forEach(expected::remove);
    }
}
