package io.polestar.engine.journal;

import io.polestar.engine.event.BatchUpgrade;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal's records in their order. What the death of a process left half-written at the end of a segment is
 * dropped and counted. A gap in the sequence, which means that whole records are gone, is an error, and so is damage with events
 * behind it that can still be read. One thread.
 */
public final class JournalReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    private final Segments segments;
    private final boolean live;
    private final Consumer<JournalReader> closed;
    private final Iterator<Integer> numbers;
    private final RecordHeader header = new RecordHeader();
    private byte[] payload = new byte[64 << 10];
    private int length;
    private long firstRecord;

    private @Nullable ChronicleQueue queue;
    private @Nullable ExcerptTailer tailer;
    private volatile int segment;
    private long record;
    private long position;
    private long lastSequence;
    private long readTo;
    private long soundTo;
    private int tornTails;

    /**
     * @param live whether records may be appended meanwhile: the end is then where the next one will stand
     * @param closed told when this is closed
     */
    JournalReader(Segments segments, long fromPosition, boolean live, Consumer<JournalReader> closed)
            throws IOException {
        this.segments = segments;
        this.live = live;
        this.closed = closed;
        int from = Segments.segment(fromPosition);
        this.segment = from;
        this.firstRecord = Segments.record(fromPosition);
        this.numbers =
                segments.numbers().stream().filter(number -> number >= from).iterator();
        if (segments.numbers().stream().noneMatch(number -> number == from)) {
            firstRecord = 0;
        }
    }

    /**
     * Moves to the next record; false at the end of the journal.
     *
     * @throws IOException when records are missing in between
     */
    public boolean next() throws IOException {
        while (true) {
            if (tailer == null && !openNext()) {
                return false;
            }
            if (readRecord()) {
                return true;
            }
            closeSegment();
        }
    }

    public RecordKind kind() {
        return header.kind();
    }

    public long sequence() {
        return header.sequence();
    }

    public long wallMillis() {
        return header.wallMillis();
    }

    /** Position of the current record. */
    public long position() {
        return position;
    }

    /** The current record's payload: {@link #length} bytes from 0; overwritten by {@link #next}. */
    public byte[] payload() {
        return payload;
    }

    public int length() {
        return length;
    }

    /**
     * Insists that the current record is {@code sequence} or an earlier one.
     *
     * @throws JournalGapException when it is a later one, so that {@code sequence} is nowhere
     */
    public void requireUpTo(long sequence) throws JournalGapException {
        if (header.sequence() > sequence) {
            throw new JournalGapException(sequence, header.sequence(), segments.folder(segment));
        }
    }

    /** Half-written tails found so far. */
    public int tornTails() {
        return tornTails;
    }

    /** Number of the segment being read: nothing before it will be. */
    int segment() {
        return segment;
    }

    @Override
    public void close() {
        closeSegment();
        closed.accept(this);
    }

    private boolean openNext() throws IOException {
        while (numbers.hasNext()) {
            segment = numbers.next();
            if (segments.hasData(segment)) {
                ChronicleQueue opened = segments.openForReading(segment);
                queue = opened;
                tailer = opened.createTailer();
                record = 0;
                soundTo = 0;
                skip(firstRecord);
                firstRecord = 0;
                return true;
            }
        }
        return false;
    }

    private void skip(long records) {
        if (records > 0 && tailer != null && tailer.moveToIndex(records)) {
            record = records;
        }
    }

    private boolean readRecord() throws IOException {
        ExcerptTailer source = tailer;
        if (source == null) {
            return false;
        }
        try (DocumentContext document = source.readingDocument()) {
            if (!document.isPresent()) {
                return end("");
            }
            Bytes<?> bytes = document.wire().bytes();
            length = (int) bytes.readRemaining() - RecordHeader.LENGTH;
            if (length < 0) {
                return end("a record shorter than its header");
            }
            if (length > SegmentWalk.MAX_RECORD_BYTES) {
                return end("a record of a length that none has");
            }
            if (length > payload.length) {
                payload = new byte[Math.max(length, payload.length * 2)];
            }
            bytes.read(header.bytes(), 0, RecordHeader.LENGTH);
            bytes.read(payload, 0, length);
            readTo = SegmentWalk.aligned(bytes.readPosition());
        } catch (RuntimeException failure) {
            return end(failure.toString());
        }
        if (!header.fits(payload, length)) {
            return end("a record whose checksum does not fit");
        }
        if (lastSequence != 0 && header.sequence() != lastSequence + 1) {
            throw new JournalGapException(lastSequence + 1, header.sequence(), segments.folder(segment));
        }
        upgrade();
        lastSequence = header.sequence();
        position = Segments.position(segment, record++);
        soundTo = readTo;
        return true;
    }

    /** Brings what an earlier version wrote into the form of this one. */
    private void upgrade() {
        if (header.isOldBatch()) {
            payload = BatchUpgrade.fromVersion1(payload, length);
            length = BatchUpgrade.lengthBytes(payload);
        }
    }

    /**
     * Ends a segment. What the death of a process or a loss of power left behind the last whole record is dropped.
     *
     * @param what what is there instead of a record, empty for nothing
     * @throws JournalGapException when the journal does not go on in the next segment and there are records behind the place
     */
    private boolean end(String what) throws IOException {
        boolean wentOn = live || (lastSequence != 0 && segments.firstSequenceAfter(segment) == lastSequence + 1);
        if (!wentOn && (!what.isEmpty() || segments.notedEnd(segment) != soundTo)) {
            TailCheck.of(segments, segment, record, soundTo, lastSequence).refuseIfMoreFollows();
        }
        if (!what.isEmpty()) {
            tornTails++;
            LOG.warn(
                    "journal segment {} ends in {} after sequence {}: the rest was never acknowledged as synced, dropped",
                    segments.folder(segment),
                    what,
                    lastSequence);
        }
        return false;
    }

    private void closeSegment() {
        if (tailer != null) {
            tailer.close();
            tailer = null;
        }
        if (queue != null) {
            queue.close();
            queue = null;
        }
    }
}
