package io.polestar.engine.journal;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the death of a process or a loss of power leaves at the end of a journal, which is dropped, from damage in its middle, which is
 * not: behind damage there are records that can be read. Time told alone is no loss; and pages of which nothing got to the disk before
 * the power went are no damage, as what stands behind them was never acknowledged as synced.
 */
record TailCheck(Segments segments, int segment, long record, long soundTo, long lastSequence) {
    private static final Logger LOG = LoggerFactory.getLogger(TailCheck.class);

    /** @param soundTo where in the data file the last whole record ends; 0 when none was read */
    static TailCheck of(Segments segments, int segment, long record, long soundTo, long lastSequence) {
        return new TailCheck(segments, segment, record, soundTo, lastSequence);
    }

    /** @throws JournalGapException when records that hold more than the time stand behind the end, naming the place */
    void refuseIfMoreFollows() throws IOException {
        try (SegmentWalk walk = new SegmentWalk(segments.dataFile(segment), soundTo)) {
            String what = walk.next() == SegmentWalk.Step.DAMAGE ? walk.what() : "nothing where a record belongs";
            long place = walk.offset();
            boolean follows = walk.resume(lastSequence);
            if (!follows) {
                tellOfMissingEnd();
                return;
            }
            long found = walk.nextOffset();
            if (walk.hasUnwrittenPage(place, found)) {
                LOG.warn(
                        "journal segment {} has pages that were never written after sequence {}: what follows was never acknowledged as synced, dropped",
                        segments.folder(segment),
                        lastSequence);
                return;
            }
            refuseEvents(walk, new Damage(segments.dataFile(segment), place, record, what, lastSequence, 0, false));
        }
    }

    private void tellOfMissingEnd() throws IOException {
        if (segments.notedEnd(segment) > soundTo) {
            LOG.error(
                    "journal segment {} was finished, and its end is missing after sequence {}",
                    segments.folder(segment),
                    lastSequence);
        }
    }

    private static void refuseEvents(SegmentWalk walk, Damage damage) throws IOException {
        long first = 0;
        while (walk.next() == SegmentWalk.Step.RECORD) {
            first = first == 0 ? walk.header().sequence() : first;
            if (walk.header().kind() != RecordKind.TICK) {
                throw new JournalGapException(damage.followedBy(first));
            }
        }
    }
}
