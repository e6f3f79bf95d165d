package io.polestar.engine.journal;

import io.polestar.engine.event.BatchUpgrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every record of a journal that can be read, also those behind damage, and tells what cannot. It changes nothing on the disk and takes no
 * lock, so that the journal of a running engine can be walked too: what is appended meanwhile is read, what is deleted meanwhile is passed
 * over. One thread.
 */
public final class JournalWalk implements AutoCloseable {
    private static final String NOTHING = "nothing where a record belongs";

    private final Segments segments;
    private final List<SegmentSummary> summaries = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();

    private @Nullable SegmentWalk walk;
    private byte[] payload = new byte[0];
    private int length;
    private int segment;
    /** Found last before the end of the open segment was looked at last. */
    private int newestSegment;

    private long record;
    private long firstSequence;
    private long lastSequence;
    private long segmentBytes;
    private long records;
    private long segmentLast;
    private boolean gapExpected;
    private @Nullable Damage pending;

    /**
     * Begins before the first record.
     *
     * @param journal the folder of the segments
     * @throws NoSuchFileException when there is no such folder
     */
    public JournalWalk(Path journal) throws IOException {
        if (!Files.isDirectory(journal)) {
            throw new NoSuchFileException(journal.toString(), null, "there is no journal");
        }
        segments = new Segments(journal);
        isAtEnd();
    }

    /** Moves to the next record that can be read; false at the end of the journal. */
    public boolean next() throws IOException {
        while (walk != null || openNext()) {
            SegmentWalk current = walk;
            if (current == null) {
                continue;
            }
            switch (current.next()) {
                case RECORD -> {
                    if (arrive(current)) {
                        return true;
                    }
                }
                case END -> {
                    if (isAtEnd()) {
                        end(current, current.unfinished() ? "a record that was begun and not ended" : "");
                    }
                }
                case DAMAGE -> end(current, current.what());
            }
        }
        settleTail();
        return false;
    }

    /**
     * Whether the end of the segment is still its end once it is known which segments there are: an appender may have written more and begun
     * the next one in between.
     */
    private boolean isAtEnd() throws IOException {
        List<Integer> numbers = segments.numbers();
        int newest = numbers.isEmpty() ? segment : numbers.get(numbers.size() - 1);
        boolean known = newest == newestSegment;
        newestSegment = newest;
        return known || newest == segment;
    }

    private boolean openNext() throws IOException {
        for (int number : segments.numbers()) {
            if (number > segment && number <= newestSegment && open(number)) {
                return true;
            }
        }
        return false;
    }

    private boolean open(int number) throws IOException {
        gapExpected |= segment == 0;
        try {
            if (!segments.hasData(number)) {
                return false;
            }
            walk = new SegmentWalk(segments.dataFile(number));
        } catch (NoSuchFileException deletedMeanwhile) {
            gapExpected = true;
            return false;
        }
        segment = number;
        record = 0;
        firstSequence = 0;
        segmentBytes = 0;
        segmentLast = 0;
        records = 0;
        return true;
    }

    /** Takes the record in, unless it stands behind one that came later: such a one was left behind when the journal went on without it. */
    private boolean arrive(SegmentWalk current) throws IOException {
        long sequence = current.header().sequence();
        if (lastSequence != 0 && sequence <= lastSequence) {
            damages.add(
                    damage(current, "a second record of sequence " + sequence).followedBy(lastSequence + 1));
            return false;
        }
        boolean follows = sequence == lastSequence + 1 || gapExpected;
        settle(current, sequence, follows);
        gapExpected = false;
        record = firstSequence == 0 ? 0 : sequence - firstSequence;
        firstSequence = firstSequence == 0 ? sequence : firstSequence;
        lastSequence = sequence;
        segmentBytes = current.nextOffset();
        payload = current.payload();
        length = current.length();
        if (current.header().isOldBatch()) {
            payload = BatchUpgrade.fromVersion1(payload, length);
            length = BatchUpgrade.lengthBytes(payload);
        }
        segmentLast = sequence;
        records++;
        return true;
    }

    private void settle(SegmentWalk current, long sequence, boolean follows) throws IOException {
        Damage before = pending;
        pending = null;
        if (before == null) {
            if (!follows) {
                damages.add(damage(current, "records are missing").followedBy(sequence));
            }
            return;
        }
        boolean sameFile = before.file().equals(segments.dataFile(segment));
        boolean writtenMeanwhile = sameFile && follows && before.what().equals(NOTHING);
        if (!writtenMeanwhile) {
            damages.add(follows && !sameFile ? before : before.followedBy(sequence));
        }
    }

    private Damage damage(SegmentWalk current, String what) throws IOException {
        long number = firstSequence == 0 ? 0 : record + 1;
        return new Damage(segments.dataFile(segment), current.offset(), number, what, lastSequence, 0, true);
    }

    /** Goes on behind the place if there is something to read, and to the next segment otherwise. */
    private void end(SegmentWalk current, String what) throws IOException {
        long place = current.nextOffset();
        long notedEnd = segments.notedEnd(segment);
        boolean wentOn = lastSequence != 0 && segments.firstSequenceAfter(segment) == lastSequence + 1;
        boolean whole = what.isEmpty() && (wentOn || notedEnd == place);
        boolean more = !wentOn && !whole && current.resume(lastSequence);
        if (more || !what.isEmpty()) {
            pending = damage(current, what.isEmpty() ? NOTHING : what);
        } else if (!whole && notedEnd > place) {
            pending = damage(current, NOTHING);
        }
        Damage here = pending;
        if (here != null && !wentOn && notedEnd > place) {
            pending = new Damage(
                    here.file(), here.offsetBytes(), here.record(), here.what(), here.lastSequence(), 0, false);
        }
        if (!more) {
            closeSegment();
        }
    }

    private void settleTail() {
        Damage before = pending;
        if (before != null) {
            damages.add(before);
            pending = null;
        }
    }

    private void closeSegment() throws IOException {
        SegmentWalk current = walk;
        if (current != null) {
            summaries.add(new SegmentSummary(segment, segmentBytes, records, firstSequence, segmentLast));
            walk = null;
            current.close();
        }
    }

    public RecordKind kind() {
        return current().header().kind();
    }

    public long sequence() {
        return current().header().sequence();
    }

    /** Wall clock of the append, epoch milliseconds. */
    public long wallMillis() {
        return current().header().wallMillis();
    }

    /** The current record's payload in today's layout: {@link #length} bytes from 0; overwritten by {@link #next}. */
    public byte[] payload() {
        return payload;
    }

    public int length() {
        return length;
    }

    private SegmentWalk current() {
        SegmentWalk current = walk;
        if (current == null) {
            throw new IllegalStateException("there is no record before next() and after the last");
        }
        return current;
    }

    /** What could not be read so far, in the order of the journal; complete once {@link #next} has returned false. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** How many {@link #damages} there are so far. */
    public int damageCount() {
        return damages.size();
    }

    /** The segments read so far that have data. */
    public List<SegmentSummary> segments() {
        return List.copyOf(summaries);
    }

    @Override
    public void close() throws IOException {
        closeSegment();
    }
}
