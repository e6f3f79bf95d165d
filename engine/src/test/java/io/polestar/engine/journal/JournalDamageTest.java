package io.polestar.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDamageTest {
    @TempDir
    Path root;

    private WrittenJournal journal;

    @BeforeEach
    void openJournal() {
        journal = new WrittenJournal(root);
    }

    @Test
    void aSoundJournalIsWalkedRecordByRecord() throws Exception {
        journal.segment(20).segment(10);
        Walked walked = walk();
        assertThat(walked.sequences).isEqualTo(range(1, 30)).isEqualTo(journal.read());
        assertThat(walked.damages).isEmpty();
        assertThat(walked.segments).extracting(SegmentSummary::records).containsExactly(20L, 10L);
    }

    @Test
    void aDamagedRecordWithSoundOnesBehindItIsRefusedWithItsPlace() throws Exception {
        journal.segment(20).damage(1, 8);
        assertRefusedAt(1, 8);
        Walked walked = walk();
        assertThat(walked.sequences).doesNotContain(8L).hasSize(19);
        assertThat(walked.damages).singleElement().satisfies(damage -> {
            assertThat(damage.lastSequence()).isEqualTo(7);
            assertThat(damage.nextSequence()).isEqualTo(9);
            assertThat(damage.lostRecords()).isEqualTo(1);
            assertThat(damage.record()).isEqualTo(7);
            assertThat(damage.tail()).isFalse();
        });
    }

    @Test
    void aDamagedLengthIsRefusedAndTheRecordBehindItFoundByItsChecksum() throws Exception {
        for (byte[] length : new byte[][] {{1, 2, 3, 4}, {-1, -1, -1, 63}, {0, 0, 0, 0}, {24, 0, 0, 0}}) {
            Path directory = root.resolve(Arrays.toString(length));
            journal = new WrittenJournal(directory).segment(20);
            journal.overwrite(1, journal.offset(1, 8), length);
            assertRefusedAt(1, 8);
            assertThat(walk(directory).sequences)
                    .as(Arrays.toString(length))
                    .hasSize(19)
                    .doesNotContain(8L);
        }
    }

    @Test
    void damageIsRefusedInTheSegmentOfADeadProcessToo() throws Exception {
        journal.segment(20).died().damage(1, 8);
        assertRefusedAt(1, 8);
    }

    @Test
    void damageInAnEarlierSegmentIsRefusedWithItsPlaceAndNotWithTheNextSegment() throws Exception {
        journal.segment(20).segment(10).damage(1, 8);
        assertRefusedAt(1, 8);
    }

    @Test
    void aTornTailIsDropped() throws Exception {
        journal.segment(20).died().damage(1, 20);
        assertThat(journal.read()).isEqualTo(range(1, 19));
        assertThat(walk().damages).singleElement().satisfies(damage -> {
            assertThat(damage.tail()).isTrue();
            assertThat(damage.lastSequence()).isEqualTo(19);
        });
    }

    @Test
    void aTailThatTheJournalOnceWentOnWithoutStaysDropped() throws Exception {
        journal.segment(20).died().damage(1, 8);
        journal.after(7).segment(5);
        assertThat(journal.read()).isEqualTo(range(1, 12));
        Walked walked = walk();
        assertThat(walked.sequences).isEqualTo(range(1, 12));
        assertThat(walked.damages).singleElement().matches(Damage::tail);
    }

    @Test
    void damageBehindWhichOnlyTheTimeWasToldIsDroppedLikeATail() throws Exception {
        journal.segment(5).ticks(10).died().damage(2, 6);
        assertThat(journal.read()).isEqualTo(range(1, 5));
        assertThat(walk().sequences).hasSize(15).doesNotContain(6L);
    }

    @Test
    void pagesThatALossOfPowerLeftUnwrittenEndTheJournalThere() throws Exception {
        journal.segment(200).died();
        long page = (journal.offset(1, 50) + 4095) / 4096 * 4096;
        journal.overwrite(1, page, new byte[4096]);
        List<Long> read = journal.read();
        assertThat(read).isEqualTo(range(1, read.size())).hasSizeBetween(49, 60);
        assertThat(walk().damages).singleElement().satisfies(damage -> {
            assertThat(damage.lastSequence()).isEqualTo(read.size());
            assertThat(damage.nextSequence()).isGreaterThan(read.size());
        });
    }

    @Test
    void aFinishedSegmentThatLostItsEndIsDamaged() throws Exception {
        journal.segment(20);
        try (FileChannel file = FileChannel.open(journal.file(1), StandardOpenOption.WRITE)) {
            file.truncate(journal.offset(1, 15));
        }
        Walked walked = walk();
        assertThat(walked.sequences).isEqualTo(range(1, 14)).isEqualTo(journal.read());
        assertThat(walked.damages).singleElement().satisfies(damage -> {
            assertThat(damage.tail()).isFalse();
            assertThat(damage.nextSequence()).isZero();
        });
    }

    @Test
    void aMissingSegmentIsAGap() throws Exception {
        journal.segment(10).segment(10).segment(10);
        new Segments(root).delete(2);
        assertThatExceptionOfType(JournalGapException.class).isThrownBy(journal::read);
        Walked walked = walk();
        assertThat(walked.sequences).hasSize(20);
        assertThat(walked.damages)
                .singleElement()
                .satisfies(damage -> assertThat(damage.lostRecords()).isEqualTo(10));
    }

    @Test
    void theFirstSegmentsMayBeGoneBecauseTheyAreDeletedByAge() throws Exception {
        journal.segment(10).segment(10);
        new Segments(root).delete(1);
        Walked walked = walk();
        assertThat(walked.sequences).isEqualTo(range(11, 20));
        assertThat(walked.damages).isEmpty();
    }

    @Test
    void aWalkBesideAnAppenderReadsEverythingThatWasThereWhenItBeganAndSeesNoDamage() throws Exception {
        try (Journal live = new Journal(root, 2_000_000)) {
            live.start();
            journal.append(live, RecordKind.BATCH);
            Thread appender = new Thread(() -> appendUntilInterrupted(live));
            appender.start();
            for (int round = 0; round < 5; round++) {
                long before = appended;
                Walked walked = walk();
                assertThat(walked.damages)
                        .as("but for a record that is being written")
                        .allMatch(Damage::tail);
                assertThat(walked.sequences)
                        .isEqualTo(range(1, walked.sequences.size()))
                        .hasSizeGreaterThanOrEqualTo((int) before);
            }
            appender.interrupt();
            appender.join();
        }
    }

    private volatile long appended;

    private void appendUntilInterrupted(Journal live) {
        try {
            while (!Thread.interrupted() && appended < 100_000) {
                journal.append(live, appended % 3 == 0 ? RecordKind.BATCH : RecordKind.TICK);
                appended++;
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void whateverIsOverwrittenTheWalkReadsOnlyTrueRecordsAndTellsOfEveryLoss() throws Exception {
        for (long seed = 1; seed <= 25; seed++) {
            Random random = new Random(seed);
            Path directory = root.resolve("seed" + seed);
            journal = new WrittenJournal(directory).segment(60).segment(40);
            long first = journal.offset(1, 1);
            long end = journal.offset(1, 60);
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                byte[] bytes = new byte[1 + random.nextInt(hit == 0 ? 5_000 : 8)];
                random.nextBytes(bytes);
                journal.overwrite(1, first + (long) (random.nextDouble() * (end - first)), bytes);
            }
            Walked walked = walk(directory);
            long lost = walked.damages.stream().mapToLong(Damage::lostRecords).sum();
            assertThat(walked.sequences.size() + lost).as("seed %d", seed).isEqualTo(100);
            assertThat(walked.sequences).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
            if (lost > 0) {
                assertThatExceptionOfType(JournalGapException.class)
                        .as("seed %d", seed)
                        .isThrownBy(journal::read);
            }
        }
    }

    private void assertRefusedAt(int segment, long sequence) throws IOException {
        long offset = journal.offset(segment, sequence - 1);
        try (SegmentWalk walk = new SegmentWalk(journal.file(segment), offset)) {
            walk.next();
            offset = walk.nextOffset();
        }
        assertThatExceptionOfType(JournalGapException.class)
                .isThrownBy(journal::read)
                .withMessageContaining("byte " + offset)
                .withMessageContaining(journal.file(segment).toString())
                .withMessageContaining("after sequence " + (sequence - 1));
    }

    private record Walked(List<Long> sequences, List<Damage> damages, List<SegmentSummary> segments) {}

    private Walked walk() throws IOException {
        return walk(root);
    }

    private static Walked walk(Path directory) throws IOException {
        List<Long> sequences = new ArrayList<>();
        try (JournalWalk walk = new JournalWalk(directory)) {
            while (walk.next()) {
                sequences.add(walk.sequence());
                if (walk.kind() == RecordKind.BATCH) {
                    assertThat(Arrays.copyOf(walk.payload(), walk.length()))
                            .isEqualTo(WrittenJournal.payload(walk.sequence()));
                }
            }
            return new Walked(sequences, walk.damages(), walk.segments());
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
