package io.polestar.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final long ALL = Long.MAX_VALUE;
    private static final Retention LAST_TEN_MILLIS = new Retention(1L << 40, 10);

    @TempDir
    Path root;

    /** Three segments of ten records, of which record n was appended at 1,000 + n. */
    @BeforeEach
    void writeThreeSegments() throws Exception {
        new WrittenJournal(root).segment(10).segment(10).segment(10);
    }

    @Test
    void aSegmentIsDeletedOnceAllOfItIsOlder() throws Exception {
        assertThat(trim(LAST_TEN_MILLIS, 1_020, ALL))
                .as("the first ended at 1,010, the second began at 1,011")
                .isZero();
        assertThat(trim(LAST_TEN_MILLIS, 1_021, ALL)).isEqualTo(1);
        assertThat(segments()).containsExactly(2, 3);
        assertThat(trim(LAST_TEN_MILLIS, 1_031, ALL)).isEqualTo(1);
        assertThat(segments()).containsExactly(3);
    }

    @Test
    void theNewestSegmentStaysHoweverOldItIs() throws Exception {
        assertThat(trim(LAST_TEN_MILLIS, ALL, ALL)).isEqualTo(2);
        assertThat(segments()).containsExactly(3);
    }

    @Test
    void whatIsNeededStaysHoweverOldAndLargeItIs() throws Exception {
        Retention nothing = new Retention(1, 1);
        assertThat(trim(nothing, ALL, Segments.position(2, 3))).isEqualTo(1);
        assertThat(segments()).containsExactly(2, 3);
        assertThat(trim(nothing, ALL, 0)).isZero();
    }

    @Test
    void theOldestSegmentsAreDeletedUntilTheRestIsNotLargerThanIsKept() throws Exception {
        assertThat(trim(new Retention(size(), Retention.FOR_EVER), ALL, ALL)).isZero();
        Retention forEver = new Retention(size() - 1, Retention.FOR_EVER);
        assertThat(trim(forEver, ALL, ALL)).isEqualTo(1);
        assertThat(segments()).containsExactly(2, 3);
        assertThat(trim(forEver, ALL, ALL)).isZero();
    }

    @Test
    void aSegmentThatSomebodyReadsAndThoseBehindItStay() throws Exception {
        try (Journal journal = new Journal(root, 1 << 20)) {
            journal.start();
            try (JournalReader reader = journal.read(0)) {
                assertThat(journal.trim(LAST_TEN_MILLIS, ALL, ALL)).isZero();
                while (reader.next() && reader.sequence() < 15) {
                    assertThat(reader.sequence()).isPositive();
                }
                assertThat(journal.trim(LAST_TEN_MILLIS, ALL, ALL))
                        .as("it reads the second")
                        .isEqualTo(1);
                while (reader.next()) {
                    assertThat(reader.sequence()).isPositive();
                }
            }
            assertThat(journal.trim(LAST_TEN_MILLIS, ALL, ALL)).isEqualTo(1);
        }
    }

    @Test
    void aJournalThatIsBoundedByAgeBeginsASegmentInEveryEighthOfIt() throws Exception {
        Retention hour = new Retention(1L << 40, 3_600_000);
        assertThat(hour.segmentMillis()).isEqualTo(450_000);
        Path directory = root.resolve("hour");
        try (Journal journal = new Journal(directory, 1 << 20, hour.segmentMillis())) {
            journal.start();
            for (int minute = 0; minute < 60; minute++) {
                journal.append(RecordKind.TICK, minute + 1, minute * 60_000L, new byte[0], 0);
            }
        }
        assertThat(new Segments(directory).numbers()).hasSize(8);
    }

    @Test
    void boundsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(1, 0));
    }

    private int trim(Retention retention, long nowMillis, long neededFrom) throws Exception {
        try (Journal journal = new Journal(root, 1 << 20)) {
            boolean over = journal.isOver(retention, nowMillis);
            int deleted = journal.trim(retention, nowMillis, neededFrom);
            assertThat(deleted == 0 || over).isTrue();
            return deleted;
        }
    }

    private long size() throws Exception {
        try (Journal journal = new Journal(root, 1 << 20)) {
            return journal.sizeBytes();
        }
    }

    private List<Integer> segments() throws Exception {
        return new Segments(root).numbers();
    }
}
