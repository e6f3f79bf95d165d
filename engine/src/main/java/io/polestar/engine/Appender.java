package io.polestar.engine;

import io.polestar.engine.event.BatchPool;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.intake.Corrections;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.intake.OriginalSearch;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.ring.InputRing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every batch its place in the journal. Under one lock, held by the thread that brings the batch: decide what is taken,
 * append it, hand it to the ring. So journal order is ring order, and an answer needs no other thread. A batch is
 * refused whole, before anything of it is journalled, when ring or disk has no room.
 */
final class Appender {
    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
    private static final byte[] NOTHING = new byte[0];
    /** How often the originals of corrections are looked for while new ones come in, before the sender is told to come again. */
    private static final int LOOKS = 8;

    private static final int WAITING_SENDERS = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Gate gate;
    private final Journal journal;
    private final InputRing ring;
    private final BatchPool pool;
    private final EngineConfig config;
    private final GroupSync sync;
    private final OriginalSearch originals;
    private final ReentrantLock correcting = new ReentrantLock();
    private final Consumer<Throwable> failed;

    private long sequence;
    private long position;
    private long wallMillis;
    private int untoldDuplicates;
    private int untoldRefused;
    private int batchesSinceTick;
    private byte @Nullable [] undefined;
    private volatile long diskFreeBytes = Long.MAX_VALUE;

    Appender(
            Gate gate,
            Journal journal,
            InputRing ring,
            BatchPool pool,
            EngineConfig config,
            long sequence,
            long wallMillis,
            Consumer<Throwable> failed) {
        this.gate = gate;
        this.journal = journal;
        this.ring = ring;
        this.pool = pool;
        this.config = config;
        this.sequence = sequence;
        this.wallMillis = wallMillis;
        this.failed = failed;
        this.sync = new GroupSync(journal);
        this.originals = new OriginalSearch(gate, lock, journal);
    }

    Receipt append(EventBatch batch, Acks acks) {
        batch.seal();
        Corrections corrections = Corrections.in(batch);
        Receipt receipt = corrections == null ? appendIfRoom(batch, null) : appendCorrecting(batch, corrections);
        if (acks == Acks.SYNC && receipt.status() == Status.ACCEPTED) {
            try {
                sync.await(receipt.sequence());
            } catch (IOException failure) {
                failed.accept(failure);
                return new Receipt(Status.FAILED, 0, 0, 0, List.of());
            }
        }
        return receipt;
    }

    /**
     * What the corrections are about is read from the journal before the lock is taken. While one batch with corrections is at it others
     * wait, so that only events which come in meanwhile can ask for another look. Few wait, so that reads always find a thread.
     */
    private Receipt appendCorrecting(EventBatch batch, Corrections corrections) {
        if (correcting.getQueueLength() >= WAITING_SENDERS) {
            return refuse(batch, Status.FULL);
        }
        correcting.lock();
        try {
            for (int look = 0; look < LOOKS; look++) {
                originals.fetch(corrections);
                lock.lock();
                try {
                    if (gate.knows(corrections)) {
                        return appendIfRoom(batch, corrections);
                    }
                } finally {
                    lock.unlock();
                }
            }
            return refuse(batch, Status.FULL);
        } catch (IOException failure) {
            LOG.error("the journal could not be read for corrections, which were refused", failure);
            return refuse(batch, Status.FULL);
        } finally {
            correcting.unlock();
        }
    }

    private Receipt appendIfRoom(EventBatch batch, @Nullable Corrections corrections) {
        lock.lock();
        try {
            if (!ring.hasRoom(batch.lengthBytes())) {
                return refuse(batch, Status.FULL);
            }
            if (diskFull(batch)) {
                return refuse(batch, Status.DISK_FULL);
            }
            return switch (gate.order(batch)) {
                case NEXT -> appendLocked(batch, corrections);
                case DUPLICATE -> duplicate(batch);
                case REFUSED -> refuseNumber(batch);
            };
        } finally {
            lock.unlock();
        }
    }

    private Receipt duplicate(EventBatch batch) {
        int events = batch.count();
        untoldDuplicates += events;
        pool.giveBack(batch);
        return new Receipt(Status.ACCEPTED, sequence, 0, events, List.of());
    }

    private Receipt refuseNumber(EventBatch batch) {
        Refusal refusal = new Refusal(0, "batchSeq", Long.toString(gate.batchSeq()), gate.numberRule());
        pool.giveBack(batch);
        return new Receipt(Status.REFUSED, 0, 0, 0, List.of(refusal));
    }

    private boolean diskFull(EventBatch batch) {
        return undefined != null || diskFreeBytes - batch.lengthBytes() < config.minFreeBytes();
    }

    private Receipt refuse(EventBatch batch, Status status) {
        pool.giveBack(batch);
        return new Receipt(status, 0, 0, 0, List.of());
    }

    private Receipt appendLocked(EventBatch batch, @Nullable Corrections corrections) {
        int refusedBefore = batch.rejected();
        long now = now();
        List<Refusal> refusals = new ArrayList<>(0);
        int taken = gate.judge(
                batch,
                corrections,
                now,
                (index, field, value, rule) -> refusals.add(new Refusal(index, field, value, rule)));
        int length = batch.seal();
        int duplicates = gate.duplicates();
        untoldDuplicates += duplicates;
        untoldRefused += refusals.size() + refusedBefore;
        if (taken == 0 && !gate.isNumbered()) {
            gate.rollback();
            pool.giveBack(batch);
            return new Receipt(Status.ACCEPTED, sequence, 0, duplicates, refusals);
        }
        batch.tally(untoldDuplicates, untoldRefused);
        try {
            position = journal.append(RecordKind.BATCH, sequence + 1, now, batch.bytes(), length);
        } catch (IOException failure) {
            gate.rollback();
            untoldDuplicates -= duplicates;
            untoldRefused -= refusals.size() + refusedBefore;
            LOG.error("a batch could not be journalled and was refused", failure);
            return refuse(batch, Status.DISK_FULL);
        } catch (RuntimeException | InternalError failure) {
            gate.rollback();
            failed.accept(failure);
            return refuse(batch, Status.FAILED);
        }
        gate.commit(position, now);
        diskFreeBytes -= length;
        sequence++;
        untoldDuplicates = 0;
        untoldRefused = 0;
        batchesSinceTick++;
        ring.publish(batch, sequence, now);
        return new Receipt(Status.ACCEPTED, sequence, taken, duplicates, refusals);
    }

    private long now() {
        wallMillis = Math.max(wallMillis, config.wallMillis().getAsLong());
        return wallMillis;
    }

    /**
     * Journals the time, if a batch has come since it was last told or {@code idleMillis} have gone by; leaves it out when ring
     * or disk has no room.
     */
    void tick(long idleMillis) throws IOException {
        lock.lock();
        try {
            if (undefined != null) {
                define(undefined);
                return;
            }
            long before = wallMillis;
            boolean due = batchesSinceTick > 0
                    || (idleMillis > 0 && config.wallMillis().getAsLong() - before >= idleMillis);
            if (due && ring.hasRoom(0) && diskFreeBytes >= config.minFreeBytes()) {
                long now = now();
                position = journal.append(RecordKind.TICK, sequence + 1, now, NOTHING, 0);
                sequence++;
                batchesSinceTick = 0;
                ring.publishTick(sequence, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has the counting thread run something soon; false, and it does not, when the ring has no room. */
    boolean call(Runnable call) {
        lock.lock();
        try {
            boolean room = ring.hasRoom(0);
            if (room) {
                ring.call(call);
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Journals a definition that takes force. Where the disk has no room, the ticks try it again, and no event is taken before.
     */
    void define(byte[] record) throws IOException {
        lock.lock();
        try {
            undefined = record;
            if (!ring.hasRoom(0) || diskFreeBytes - record.length < config.minFreeBytes()) {
                return;
            }
            long now = now();
            position = journal.append(RecordKind.DEFINITION, sequence + 1, now, record, record.length);
            sequence++;
            undefined = null;
            ring.publishTick(sequence, now);
        } finally {
            lock.unlock();
        }
    }

    /** Told where a definition takes force. */
    interface Change {
        void at(long sequence, long wallMillis);
    }

    /**
     * Journals a definition that takes force while events go on, and has the counting thread told when it gets there; false when ring or
     * disk has no room.
     */
    boolean redefine(byte[] record, Change change) throws IOException {
        lock.lock();
        try {
            if (undefined != null || !ring.hasRoom(0) || diskFreeBytes - record.length < config.minFreeBytes()) {
                return false;
            }
            long now = now();
            position = journal.append(RecordKind.DEFINITION, sequence + 1, now, record, record.length);
            long at = ++sequence;
            ring.call(() -> change.at(at, now));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Journals what an operator does and has the counting thread told when it gets there; false when ring or disk has no room.
     */
    boolean act(byte[] record, Change change) throws IOException {
        lock.lock();
        try {
            if (undefined != null || !ring.hasRoom(0) || diskFreeBytes - record.length < config.minFreeBytes()) {
                return false;
            }
            long now = now();
            position = journal.append(RecordKind.ACT, sequence + 1, now, record, record.length);
            long at = ++sequence;
            ring.call(() -> change.at(at, now));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sequence of the newest record. */
    long sequence() {
        lock.lock();
        try {
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    /** Where a snapshot cuts. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cut(long sequence, long position, long dedupPosition, byte[] gate) {}

    /** Has the counting thread be called at a cut; false when there is nothing new since {@code lastSequence}. */
    boolean cut(long lastSequence, Consumer<Cut> call) {
        lock.lock();
        try {
            if (sequence == lastSequence || undefined != null || !ring.hasRoom(0)) {
                return false;
            }
            Cut cut = new Cut(sequence, position, gate.dedupPosition(position), gate.state());
            ring.call(() -> call.accept(cut));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Looks how much room the disk has. */
    void measureDisk() throws IOException {
        diskFreeBytes = journal.usableBytes();
    }

    long diskFreeBytes() {
        return diskFreeBytes;
    }

    long dedupIds() {
        lock.lock();
        try {
            return gate.dedupIds();
        } finally {
            lock.unlock();
        }
    }

    /** How far back duplicates are recognised, milliseconds. */
    long dedupSpanMillis() {
        lock.lock();
        try {
            return wallMillis - gate.dedupSinceMillis(wallMillis);
        } finally {
            lock.unlock();
        }
    }
}
