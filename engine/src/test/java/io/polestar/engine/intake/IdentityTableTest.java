package io.polestar.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTableTest {
    @Test
    void itEqualsASetWhileIdentitiesComeAndGo() {
        Random random = new Random(3);
        IdentityTable table = new IdentityTable();
        Set<Long> expected = new HashSet<>();
        Deque<Long> order = new ArrayDeque<>();
        for (int step = 0; step < 400_000; step++) {
            long identity = KeyedHash.mix(1 + random.nextInt(60_000));
            assertThat(table.contains(identity)).isEqualTo(expected.contains(identity));
            boolean added = table.add(identity);
            assertThat(added).isEqualTo(expected.add(identity));
            if (added) {
                order.add(identity);
            }
            if (order.size() > 30_000) {
                long oldest = order.remove();
                table.remove(oldest);
                expected.remove(oldest);
                assertThat(table.contains(oldest)).isFalse();
            }
        }
    }

    @Test
    void noIdentityIsNeverThere() {
        IdentityTable table = new IdentityTable();
        assertThat(table.contains(0)).isFalse();
        table.add(7);
        assertThat(table.contains(0)).isFalse();
    }

    @Test
    void identitiesThatWouldAllLieInOnePlaceAreStillToldApart() {
        IdentityTable table = new IdentityTable();
        for (long high = 1; high <= 300; high++) {
            assertThat(table.add(high << 32)).isTrue();
        }
        for (long high = 1; high <= 300; high += 2) {
            table.remove(high << 32);
        }
        for (long high = 1; high <= 300; high++) {
            assertThat(table.contains(high << 32)).isEqualTo(high % 2 == 0);
        }
    }

    @Test
    void aQueueKeepsTheOrderAcrossItsBlocksAndTakesBackTheNewest() {
        IdentityQueue queue = new IdentityQueue();
        Deque<Long> expected = new ArrayDeque<>();
        Random random = new Random(9);
        long next = 1;
        for (int round = 0; round < 400; round++) {
            for (int count = random.nextInt(4_000); count > 0; count--) {
                queue.add(next);
                expected.addLast(next++);
            }
            for (int count = Math.min(random.nextInt(1_000), expected.size()); count > 0; count--) {
                assertThat(queue.removeNewest()).isEqualTo(expected.removeLast());
            }
            for (int count = Math.min(random.nextInt(3_000), expected.size()); count > 0; count--) {
                assertThat(queue.removeOldest()).isEqualTo(expected.removeFirst());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            if (!expected.isEmpty()) {
                assertThat(queue.get(queue.oldest())).isEqualTo(expected.getFirst());
                assertThat(queue.get(queue.next() - 1)).isEqualTo(expected.getLast());
            }
        }
    }
}
