package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectTableTest {
    private final SubjectTable table = new SubjectTable();

    @Test
    void aSubjectIsNewOnceThenSeenUntilALaterPane() {
        long key = KeyedHash.mix(7);
        assertThat(table.raise(key, 10)).isEqualTo(SubjectTable.NEW);
        assertThat(table.raise(key, 10)).isEqualTo(SubjectTable.SEEN);
        assertThat(table.raise(key, 9)).isEqualTo(SubjectTable.SEEN);
        assertThat(table.raise(key, 12)).isEqualTo(10);
        assertThat(table.raise(key, 11)).isEqualTo(SubjectTable.SEEN);
    }

    @Test
    void itRemembersEverySubjectWhileItGrows() {
        Random random = new Random(11);
        Map<Long, Long> expected = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            long key = KeyedHash.mix(1 + random.nextInt(50_000));
            long pane = random.nextInt(100);
            Long before = expected.get(key);
            long answer = before == null ? SubjectTable.NEW : before >= pane ? SubjectTable.SEEN : before;
            assertThat(table.raise(key, pane)).as("step %d", step).isEqualTo(answer);
            expected.merge(key, pane, Math::max);
        }
    }

    @Test
    void itsMemoryFollowsTheSubjectsOfTheWindowNotThoseEverSeen() {
        long subject = 1;
        long settled = 0;
        for (long pane = 0; pane < 400; pane++) {
            table.forgetBefore(pane - 10);
            for (int index = 0; index < 1_000; index++) {
                table.raise(KeyedHash.mix(subject++), pane);
            }
            settled = pane == 50 ? table.memoryBytes() : settled;
        }
        assertThat(table.memoryBytes()).isLessThanOrEqualTo(settled * 2);
    }

    @Test
    void itsHashDependsOnSubjectsAndPanesAndNotOnTheirOrder() {
        List<Long> keys = new ArrayList<>();
        for (long subject = 1; subject <= 5_000; subject++) {
            keys.add(KeyedHash.mix(subject));
        }
        keys.forEach(key -> table.raise(key, key & 7));
        Collections.shuffle(keys, new Random(3));
        SubjectTable other = new SubjectTable();
        keys.forEach(key -> other.raise(key, key & 7));
        assertThat(other.stateHash()).isEqualTo(table.stateHash());
        other.raise(keys.get(0), 8);
        assertThat(other.stateHash()).isNotEqualTo(table.stateHash());
    }

    @Test
    void subjectsThatMayBeForgottenAreNotInTheHash() {
        SubjectTable other = new SubjectTable();
        table.raise(KeyedHash.mix(1), 5);
        table.raise(KeyedHash.mix(2), 3);
        other.raise(KeyedHash.mix(1), 5);
        table.forgetBefore(4);
        other.forgetBefore(4);
        assertThat(table.stateHash()).isEqualTo(other.stateHash());
    }
}
