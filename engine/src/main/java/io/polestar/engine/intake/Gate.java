package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.intake.Correction.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides, in journal order, which events of a batch are taken. An event is left out when its source and id were taken before,
 * and refused when its time cannot be: more than an hour (or what was configured) past its arrival, a leap of a stream clock, or
 * one too many ahead of the clock. A correction is refused when there is nothing that it could correct. A batch that its producer
 * has numbered is left out whole when that number was taken before. One thread at a time.
 */
public final class Gate {
    private final GateLimits limits;
    private final boolean streamClock;
    private final DedupWindow dedup;
    private final CorrectedIds corrected = new CorrectedIds();
    private final CorrectionJudge correcting;
    private final Producers producers = new Producers();
    private final EarlyBudget early;
    private final EventCursor cursor = new EventCursor();
    private long newestMillis = Long.MIN_VALUE;
    private long committedNewestMillis = Long.MIN_VALUE;
    private int duplicates;
    private @Nullable String producer;
    private long batchSeq;

    /** Told of every event that is refused. */
    public interface Refusals {
        /** @param index the event's position in the sender's batch */
        void refuse(int index, String field, String value, String rule);
    }

    /** What a producer's number says about its batch. */
    public enum Order {
        /** It has no number, or that of the producer's next batch. */
        NEXT,
        /** It was taken before. */
        DUPLICATE,
        /** Its number is none that can be taken now, see {@link Gate#numberRule}. */
        REFUSED
    }

    /** @param streamClock whether the newest event is the clock */
    public Gate(GateLimits limits, boolean streamClock) {
        this.limits = limits;
        this.streamClock = streamClock;
        this.dedup = new DedupWindow(limits.dedupIds(), limits.dedupMillis(), corrected::forget);
        this.correcting = new CorrectionJudge(limits, dedup, corrected);
        this.early = new EarlyBudget(limits.maxEarlyEvents(), limits.maxAheadMillis());
    }

    /** Looks at the number of a sealed batch; to be called before it is judged. */
    public Order order(EventBatch batch) {
        numbered(batch.bytes());
        if (producer == null) {
            return Order.NEXT;
        }
        if (batchSeq <= producers.last(producer)) {
            return Order.DUPLICATE;
        }
        return producers.broken(producer, batchSeq) == null ? Order.NEXT : Order.REFUSED;
    }

    private void numbered(byte[] batch) {
        cursor.wrap(batch);
        int name = cursor.producerRef();
        producer = name == 0 ? null : cursor.name(name);
        batchSeq = cursor.batchSeq();
    }

    /** The rule that the number of the batch looked at last breaks; empty when it breaks none. */
    public String numberRule() {
        String broken = producer == null ? null : producers.broken(producer, batchSeq);
        return broken == null ? "" : broken;
    }

    /** Whether the batch looked at last has a number. */
    public boolean isNumbered() {
        return producer != null;
    }

    /** The number of the batch looked at last. */
    public long batchSeq() {
        return batchSeq;
    }

    /** Whether everything that these corrections are about has been fetched, so that their batch can be judged. */
    public boolean knows(Corrections corrections) {
        return correcting.knows(corrections);
    }

    boolean knows(Corrections corrections, long identity) {
        return correcting.knows(corrections, identity);
    }

    DedupWindow dedup() {
        return dedup;
    }

    CorrectedIds corrected() {
        return corrected;
    }

    /** Judges a batch without corrections, see {@link #judge(EventBatch, Corrections, long, Refusals)}. */
    public int judge(EventBatch batch, long wallMillis, Refusals refusals) {
        return judge(batch, null, wallMillis, refusals);
    }

    /**
     * Marks the events of a sealed batch that are not taken, and adds what its corrections do: it then has to be sealed again. The
     * decisions hold once they are {@link #commit}ted.
     *
     * @param corrections those of the batch, null when it has none
     * @return the number of events taken
     */
    public int judge(EventBatch batch, @Nullable Corrections corrections, long wallMillis, Refusals refusals) {
        dedup.expect(cursor.wrap(batch.bytes()));
        cursor.wrap(batch.bytes());
        early.advance(wallMillis);
        duplicates = 0;
        if (corrections != null) {
            corrections.begin();
        }
        int taken = 0;
        for (int ordinal = 0; cursor.next(); ordinal++) {
            Correction correction = corrections == null ? null : corrections.at(ordinal);
            if (cursor.timeIsArrival()) {
                cursor.arrivedAt(correction == null ? wallMillis : arrivalOfCorrection(wallMillis));
            }
            Fault fault = timeFault(wallMillis);
            if (fault == null && correction != null && corrections != null && !dedup.contains(cursor.identity())) {
                fault = correcting.take(correction, corrections, batch, time -> brokenTimeRule(time, wallMillis));
                cursor.moveTo(batch.bytes());
            }
            if (fault != null) {
                cursor.refuse();
                refusals.refuse(cursor.position(), fault.field(), fault.value(), fault.rule());
            } else if (cursor.identity() != 0 && !dedup.add(cursor.identity())) {
                duplicates++;
                cursor.drop();
            } else {
                take(cursor.timeMillis(), wallMillis);
                taken++;
                if (corrections != null) {
                    takeAmongCorrections(corrections, correction, ordinal, wallMillis);
                }
            }
        }
        return taken;
    }

    private void takeAmongCorrections(
            Corrections corrections, @Nullable Correction correction, int ordinal, long wallMillis) {
        if (correction == null) {
            corrections.taken(ordinal, cursor.identity());
            return;
        }
        cursor.correct();
        if (correction.replaces()) {
            take(correcting.replacementMillis(), wallMillis);
        }
    }

    /** A stream clock does not move for a correction that has no time of its own. */
    private long arrivalOfCorrection(long wallMillis) {
        return streamClock && newestMillis != Long.MIN_VALUE ? newestMillis : wallMillis;
    }

    private void take(long time, long wallMillis) {
        newestMillis = Math.max(newestMillis, time);
        if (!streamClock && time > wallMillis) {
            early.take(time);
        }
    }

    private @Nullable Fault timeFault(long wallMillis) {
        long time = cursor.timeMillis();
        String rule = brokenTimeRule(time, wallMillis);
        return rule == null
                ? null
                : new Fault("time", Instant.ofEpochMilli(time).toString(), rule);
    }

    private @Nullable String brokenTimeRule(long time, long wallMillis) {
        if (time > wallMillis + limits.maxAheadMillis()) {
            return "must be at most " + limits.maxAheadMillis() / 1000 + " s past its arrival";
        }
        if (streamClock) {
            return newestMillis != Long.MIN_VALUE && time > newestMillis + limits.maxJumpMillis()
                    ? "must be at most " + limits.maxJumpMillis() / 1000 + " s past the newest event of a stream clock"
                    : null;
        }
        return time > wallMillis && early.isFull()
                ? "must not be ahead of the clock while " + limits.maxEarlyEvents() + " events are"
                : null;
    }

    /** Duplicates in the batch judged last. */
    public int duplicates() {
        return duplicates;
    }

    /** Makes the last judgement final: the batch was journalled at a position and time. */
    public void commit(long position, long wallMillis) {
        correcting.commit(position);
        dedup.commit(position, wallMillis);
        committedNewestMillis = newestMillis;
        if (producer != null) {
            producers.taken(producer, batchSeq);
            producer = null;
        }
    }

    /** Takes the last judgement back: the journal did not take the batch. */
    public void rollback() {
        correcting.rollback();
        dedup.rollback();
        newestMillis = committedNewestMillis;
        producer = null;
    }

    /** Takes up what a journalled batch once decided. */
    public void replay(byte[] batch, long position, long wallMillis) {
        numbered(batch);
        early.advance(wallMillis);
        while (cursor.next()) {
            if (cursor.retracts() || cursor.replaces()) {
                correcting.replay(cursor);
            }
            if (!cursor.dropped() && !cursor.retracts()) {
                take(cursor.timeMillis(), wallMillis);
                if (cursor.identity() != 0 && !cursor.replaces()) {
                    dedup.add(cursor.identity());
                }
            }
        }
        commit(position, wallMillis);
    }

    /** What recovery cannot read back from the part of the journal that {@link #dedupPosition} begins. */
    public byte[] state() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(newestMillis);
            producers.writeTo(out);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new IllegalStateException("memory does not fail to be written", failure);
        }
    }

    /** Takes up a {@link #state}. */
    public void restore(byte[] state) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        newestMillis = Math.max(newestMillis, in.readLong());
        committedNewestMillis = newestMillis;
        producers.readFrom(in);
    }

    /** Newest event time taken, {@code Long.MIN_VALUE} before the first. */
    public long newestMillis() {
        return newestMillis;
    }

    /** Producers whose batches are told apart by number. */
    public int producers() {
        return producers.size();
    }

    /** Journal position from which {@link #replay} must begin to know all ids again; {@code none} without ids. */
    public long dedupPosition(long none) {
        return dedup.oldestPosition(none);
    }

    /** Ids by which duplicates are recognised now. */
    public long dedupIds() {
        return dedup.size();
    }

    /** Wall clock of the oldest of them; {@code none} without ids. */
    public long dedupSinceMillis(long none) {
        return dedup.oldestWallMillis(none);
    }
}
