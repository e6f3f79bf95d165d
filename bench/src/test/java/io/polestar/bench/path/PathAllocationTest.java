package io.polestar.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.bench.load.Workload;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.intake.GateLimits;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Windows;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of an event allocates nothing for it, from the bytes of a body to a published value, by the JVM's own count: read, judge,
 * journal, count, publish, with the wide tree of the load benchmarks.
 */
class PathAllocationTest {
    private static final long NOON = 1_700_049_600_000L;
    private static final int EVENTS = 1_000;
    private static final int WARM_UPS = 150;
    private static final int ROUNDS = 50;

    /** Reached while warming up, and a number at which no part of the table of ids is about to grow. */
    private static final int IDS = 72_000;

    private static final KeyedHash HASH = new KeyedHash(1);

    private final List<Workload.Body> bodies = Workload.bodies(EVENTS, 1);
    private final EventReader reader = new EventReader(Limits.DEFAULTS);
    private final EventBatch batch = new EventBatch(HASH);
    private final Gate gate = new Gate(new GateLimits(IDS, 86_400_000, 3_600_000, 86_400_000, 1_000), false);
    private final Windows windows = windows();
    private final Board board = new Board(windows);
    private long sequence;

    private static Windows windows() {
        try {
            return new Windows(
                    DefinitionReader.read(Workload.Tree.WIDE.definition(0, 0), "wide.yaml"),
                    false,
                    HASH,
                    row -> {},
                    clock -> {});
        } catch (DefinitionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void anEventAllocatesNothingFromItsBytesToItsPublishedValue(@TempDir Path directory) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated;
        try (Journal journal = new Journal(directory, 1L << 30)) {
            journal.start();
            rounds(journal, WARM_UPS);
            long before = threads.getCurrentThreadAllocatedBytes();
            rounds(journal, ROUNDS);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(windows.figures().events()).isEqualTo((long) EVENTS * (WARM_UPS + ROUNDS));
        assertThat(allocated / (ROUNDS * EVENTS))
                .as("bytes an event, of %d bytes in %d batches", allocated, ROUNDS)
                .isZero();
    }

    private void rounds(Journal journal, int count) throws IOException {
        for (int round = 0; round < count; round++) {
            Workload.Body body = bodies.get(round % bodies.size());
            body.stamp(sequence * EVENTS, NOON);
            batch.reset();
            reader.read(WireFormat.NDJSON, body.bytes(), body.bytes().length, batch);
            batch.seal();
            gate.judge(batch, NOON, (index, field, value, rule) -> {});
            int length = batch.seal();
            sequence++;
            long position = journal.append(RecordKind.BATCH, sequence, NOON, batch.bytes(), length);
            gate.commit(position, NOON);
            windows.apply(batch.bytes(), NOON);
            board.publish(sequence, NOON, NOON);
        }
    }
}
