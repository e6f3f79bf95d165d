package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.intake.Correction.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which corrections are taken, and writes what they do to the end of their batch: the event taken back, and the one in its
 * place. So a journalled batch says by itself what is to be counted. One thread at a time.
 */
final class CorrectionJudge {
    private static final byte[] TAKEN_BACK = new byte[0];
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    /** What the time of an event must keep. */
    interface TimeRule {
        /** The rule that a time breaks, null when it keeps them all. */
        @Nullable
        String broken(long timeMillis);
    }

    /** An id that the batch judged last corrects. */
    private record Pending(long identity, boolean retracted) {}

    private final GateLimits limits;
    private final DedupWindow dedup;
    private final CorrectedIds corrected;
    private final List<Pending> pending = new ArrayList<>();
    private final EventCursor content = new EventCursor();
    private long replacementMillis;

    CorrectionJudge(GateLimits limits, DedupWindow dedup, CorrectedIds corrected) {
        this.limits = limits;
        this.dedup = dedup;
        this.corrected = corrected;
    }

    /** Whether everything of the journal that these corrections are about has been fetched. */
    boolean knows(Corrections corrections) {
        return corrections.all().stream().allMatch(correction -> knows(corrections, correction.identity()));
    }

    boolean knows(Corrections corrections, long identity) {
        if (!dedup.contains(identity)) {
            return true;
        }
        long position = corrected.position(identity);
        Corrections.Original original = corrections.original(identity);
        return position == CorrectedIds.RETRACTED || (original != null && original.correctedAt() == position);
    }

    /**
     * Takes a correction, or says why not.
     *
     * @param batch has what the correction does added to its end
     * @param time what the time of an event in another's place must keep
     * @return null when it was taken
     */
    @Nullable
    Fault take(Correction correction, Corrections corrections, EventBatch batch, TimeRule time) {
        Fault fault = correction.fault() == null ? unknown(correction, corrections) : correction.fault();
        byte[] now = fault == null ? corrections.content(correction.identity()) : null;
        if (fault != null || now == null) {
            return fault != null ? fault : fault(correction, "must be of an event that the journal can still read");
        }
        SingleEvent.open(now, content);
        if (Correction.TYPE.equals(content.name(content.typeRef()))) {
            return fault(correction, "must not be of a correction: correct the event again instead");
        }
        byte[] then = correction.replaces() ? corrections.replacement(correction, now) : TAKEN_BACK;
        if (correction.replaces()) {
            replacementMillis = SingleEvent.open(then, content).timeMillis();
            String broken = time.broken(replacementMillis);
            if (broken != null) {
                return new Fault(
                        "data.event.time",
                        Instant.ofEpochMilli(replacementMillis).toString(),
                        broken);
            }
        }
        if (!write(batch, correction, now, then)) {
            return new Fault(
                    "", "", "must fit with its batch into 12 MiB of journal with 4,096 names: send fewer events");
        }
        corrections.corrected(correction.identity(), then);
        pending.add(new Pending(correction.identity(), !correction.replaces()));
        return null;
    }

    private @Nullable Fault unknown(Correction correction, Corrections corrections) {
        long identity = correction.identity();
        boolean inBatch = corrections.inBatch(identity);
        if (!inBatch && !dedup.contains(identity)) {
            return fault(
                    correction,
                    "must be of an event of source " + correction.source() + " taken within the last "
                            + span(limits.dedupMillis()) + " and " + limits.dedupIds() + " ids");
        }
        byte[] content = inBatch ? corrections.content(identity) : null;
        boolean takenBack =
                content == null ? corrected.position(identity) == CorrectedIds.RETRACTED : content.length == 0;
        return takenBack ? fault(correction, "must be of an event that was not taken back before") : null;
    }

    private static Fault fault(Correction correction, String rule) {
        return new Fault("data.id", correction.id(), rule);
    }

    private static String span(long millis) {
        return millis % HOUR == 0 ? millis / HOUR + " h" : millis / 1000 + " s";
    }

    private boolean write(EventBatch batch, Correction correction, byte[] now, byte[] then) {
        int events = batch.count();
        int length = batch.lengthBytes();
        boolean written = batch.retract(SingleEvent.open(now, content), correction.position())
                && (then.length == 0 || batch.replace(SingleEvent.open(then, content), correction.position()));
        if (!written) {
            batch.rewind(events, length);
        }
        return written;
    }

    /** Time of the event that the correction taken last puts in another's place. */
    long replacementMillis() {
        return replacementMillis;
    }

    /** Takes up what an entry of a journalled batch did. */
    void replay(EventCursor entry) {
        if (dedup.contains(entry.identity())) {
            pending.add(new Pending(entry.identity(), entry.retracts()));
        }
    }

    /** Makes what was taken final: the batch was journalled at a position. */
    void commit(long position) {
        for (Pending each : pending) {
            corrected.put(each.identity, each.retracted ? CorrectedIds.RETRACTED : position);
        }
        pending.clear();
    }

    /** Forgets what was taken: the journal did not take the batch. */
    void rollback() {
        pending.clear();
    }
}
