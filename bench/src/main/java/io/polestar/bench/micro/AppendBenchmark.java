package io.polestar.bench.micro;

import io.polestar.bench.load.Folder;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.journal.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to append a batch to the journal, checksum included? An operation is one batch of a thousand events, or of one. What is
 * older than a gigabyte is deleted between iterations. Run with {@code bin/polestar bench jmh -prof gc Append}.
 */
public class AppendBenchmark extends NanosAnOperation {
    private static final long SEGMENT_BYTES = 256L << 20;
    private static final Retention KEPT = new Retention(1L << 30, Retention.FOR_EVER);

    private final byte[] thousand = Sales.batches()[0];
    private Folder folder;
    private Journal journal;
    private long sequence;

    public AppendBenchmark() {
        try {
            folder = new Folder();
            journal = new Journal(folder.path().resolve("journal"), SEGMENT_BYTES);
            journal.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Benchmark
    public long batchOfThousand() throws IOException {
        return journal.append(RecordKind.BATCH, ++sequence, Sales.NOON, thousand, thousand.length);
    }

    @Benchmark
    public long batchOfOne() throws IOException {
        return journal.append(RecordKind.BATCH, ++sequence, Sales.NOON, thousand, thousand.length / Sales.EVENTS);
    }

    @TearDown(Level.Iteration)
    public void trim() throws IOException {
        journal.trim(KEPT, Sales.NOON, Long.MAX_VALUE);
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        folder.close();
    }
}
