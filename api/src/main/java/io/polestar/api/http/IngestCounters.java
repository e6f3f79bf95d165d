package io.polestar.api.http;

import java.util.concurrent.atomic.LongAdder;

/** What became of requests and events since the start. Any thread. */
public final class IngestCounters {
    private final LongAdder batches = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder diskFull = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    void taken(int acceptedEvents, int duplicateEvents, int rejectedEvents) {
        batches.increment();
        accepted.add(acceptedEvents);
        duplicates.add(duplicateEvents);
        rejected.add(rejectedEvents);
    }

    void refusedFull() {
        full.increment();
    }

    void refusedDiskFull() {
        diskFull.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    /** Batches taken. */
    public long batches() {
        return batches.sum();
    }

    /** Events accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** Events seen before. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Events rejected one by one. */
    public long rejected() {
        return rejected.sum();
    }

    /** Requests answered 429. */
    public long full() {
        return full.sum();
    }

    /** Requests answered 507. */
    public long diskFull() {
        return diskFull.sum();
    }

    /** Requests whose body could not be read. */
    public long unreadableBodies() {
        return unreadable.sum();
    }
}
