package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectRowsTest {
    private static final long SEEN = Long.MAX_VALUE;
    private static final long NEW = SubjectRows.NONE;

    private final SubjectRows table = new SubjectRows(1, 0, () -> {});

    @Test
    void aSubjectIsNewOnceThenSeenUntilALaterPane() {
        long key = KeyedHash.mix(7);
        assertThat(raise(table, key, 10)).isEqualTo(NEW);
        assertThat(raise(table, key, 10)).isEqualTo(SEEN);
        assertThat(raise(table, key, 9)).isEqualTo(SEEN);
        assertThat(raise(table, key, 12)).isEqualTo(10);
        assertThat(raise(table, key, 11)).isEqualTo(SEEN);
    }

    @Test
    void itRemembersEverySubjectWhileItGrows() {
        Random random = new Random(11);
        Map<Long, Long> expected = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            long key = KeyedHash.mix(1 + random.nextInt(50_000));
            long pane = random.nextInt(100);
            Long before = expected.get(key);
            long answer = before == null ? NEW : before >= pane ? SEEN : before;
            assertThat(raise(table, key, pane)).as("step %d", step).isEqualTo(answer);
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
                raise(table, KeyedHash.mix(subject++), pane);
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
        keys.forEach(key -> raise(table, key, key & 7));
        Collections.shuffle(keys, new Random(3));
        SubjectRows other = new SubjectRows(1, 0, () -> {});
        keys.forEach(key -> raise(other, key, key & 7));
        assertThat(other.stateHash()).isEqualTo(table.stateHash());
        raise(other, keys.get(0), 8);
        assertThat(other.stateHash()).isNotEqualTo(table.stateHash());
    }

    @Test
    void subjectsThatMayBeForgottenAreNotInTheHash() {
        SubjectRows other = new SubjectRows(1, 0, () -> {});
        raise(table, KeyedHash.mix(1), 5);
        raise(table, KeyedHash.mix(2), 3);
        raise(other, KeyedHash.mix(1), 5);
        table.forgetBefore(4);
        other.forgetBefore(4);
        assertThat(table.stateHash()).isEqualTo(other.stateHash());
    }

    @Test
    void panesMayMoveOnForHundredsOfYears() {
        raise(table, KeyedHash.mix(1), 5);
        for (long pane = 10; pane < 40_000_000_000L; pane += 1_500_000_000L) {
            table.forgetBefore(pane - 3);
            raise(table, KeyedHash.mix(pane), pane);
            raise(table, KeyedHash.mix(2), pane - 2);
            assertThat(table.live()).isEqualTo(2);
            assertThat(raise(table, KeyedHash.mix(2), pane - 1)).isEqualTo(pane - 2);
        }
    }

    @Test
    void aSubjectTakesFifteenToTwentyFourBytesFromSomeThousandsOn() {
        for (int subject = 1; subject <= 600_000; subject++) {
            raise(table, KeyedHash.mix(subject), 7);
            if (subject >= 4_000 && subject % 500 == 0) {
                assertThat((double) table.memoryBytes() / subject)
                        .as("%d subjects", subject)
                        .isBetween(14.9, 24.0);
            }
        }
    }

    @Test
    void whatIsWrittenIsReadBackHoweverManySubjectsThereAre() throws IOException {
        for (int subjects : new int[] {0, 1, 3, 1_000, 32_768, 32_769, 100_000}) {
            SubjectRows written = new SubjectRows(2, 1, () -> {});
            for (int subject = 1; subject <= subjects; subject++) {
                written.find(KeyedHash.mix(subject));
                written.insert(KeyedHash.mix(subject));
                written.setPane(0, subject % 7);
                written.setExtra(0, 0, subject);
            }
            written.forgetBefore(2);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.writeTo(new DataOutputStream(bytes));
            SubjectRows read = new SubjectRows(2, 1, () -> {});
            read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(read.live()).isEqualTo(written.live());
            assertThat(read.stateHash()).isEqualTo(written.stateHash());
        }
    }

    /** The pane a subject was last seen in before; {@link #SEEN} if it is no older. */
    private static long raise(SubjectRows rows, long key, long pane) {
        if (!rows.find(key)) {
            rows.insert(key);
        }
        long before = rows.pane(0);
        if (before >= pane) {
            return SEEN;
        }
        rows.setPane(0, pane);
        return before;
    }
}
