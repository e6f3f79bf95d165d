package io.polestar.engine.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every accepted event in its order, on disk. One thread at a time appends (the intake's lock sees to it); {@link #sync}
 * may be called by any thread.
 *
 * <p>An append survives the death of the process; only what was appended before a {@link #sync} survives the
 * loss of power.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    static {
        // The intake's lock lets one thread append at a time; Chronicle would insist that it is always the same one.
        System.setProperty("disable.single.threaded.check", "true");
    }

    private final Segments segments;
    private final long segmentBytes;
    private final long segmentMillis;
    private final RecordHeader header = new RecordHeader();

    private @Nullable ChronicleQueue queue;
    private @Nullable ExcerptAppender appender;
    /** The open segment's data file: forced through a descriptor, which no interrupt of a waiting thread can close. */
    private volatile @Nullable RandomAccessFile file;

    private final PagesAhead ahead = new PagesAhead();
    private volatile @Nullable Path dataFile;
    private volatile @Nullable IOException unforceable;
    private volatile boolean started;
    private int segment;
    private long segmentSinceMillis;
    private long written;
    private long end;
    private long record;
    private final AtomicLong finishedBytes = new AtomicLong();
    private final Set<JournalReader> readers = ConcurrentHashMap.newKeySet();
    private volatile long openBytes;

    /**
     * @param directory where the segments are
     * @param segmentBytes how large a segment grows before the next begins
     */
    public Journal(Path directory, long segmentBytes) throws IOException {
        this(directory, segmentBytes, Retention.FOR_EVER);
    }

    /** @param segmentMillis how long a segment is appended to before the next begins */
    public Journal(Path directory, long segmentBytes, long segmentMillis) throws IOException {
        this.segments = new Segments(directory);
        this.segmentBytes = segmentBytes;
        this.segmentMillis = segmentMillis;
        for (int number : segments.numbers()) {
            finishedBytes.addAndGet(segments.size(number));
        }
    }

    /** A reader of all that has been written, from a position on; 0 is the oldest there is. Others may append meanwhile. */
    public JournalReader read(long fromPosition) throws IOException {
        JournalReader reader = new JournalReader(segments, fromPosition, started, readers::remove);
        readers.add(reader);
        return reader;
    }

    /** Whether it still begins with its first record: nothing has been deleted to keep it small. */
    public boolean reachesBack() throws IOException {
        List<Integer> numbers = segments.numbers();
        return numbers.isEmpty() || numbers.get(0) == 1;
    }

    /** Sequence of the newest record, near enough to tell how far a reading is; 0 when it cannot be told at once. */
    public long newestSequence() throws IOException {
        List<Integer> numbers = segments.numbers();
        for (int index = numbers.size() - 1; index >= 0; index--) {
            if (segments.hasData(numbers.get(index))) {
                return newestSequence(numbers.get(index));
            }
        }
        return 0;
    }

    private long newestSequence(int number) throws IOException {
        RecordHeader newest = new RecordHeader();
        try (ChronicleQueue opened = segments.openForReading(number);
                ExcerptTailer tailer = opened.createTailer()
                        .direction(TailerDirection.BACKWARD)
                        .toEnd();
                DocumentContext document = tailer.readingDocument()) {
            if (document.isPresent() && document.wire().bytes().readRemaining() >= RecordHeader.LENGTH) {
                document.wire().bytes().read(newest.bytes(), 0, RecordHeader.LENGTH);
            }
        } catch (RuntimeException
                | AssertionError damaged) { // an assertion of Chronicle's, for a file shorter than its index says
            LOG.debug("the end of journal segment {} cannot be read", number, damaged);
        }
        return newest.sequence();
    }

    /**
     * Has appending begin in a new segment, to be called once after recovery. The first append makes it: a full disk would not take even
     * an empty one, and reading goes on without.
     */
    public void start() throws IOException {
        List<Integer> existing = segments.numbers();
        segment = existing.isEmpty() ? 1 : existing.get(existing.size() - 1) + 1;
        started = true;
    }

    /**
     * Appends one record.
     *
     * @return its position
     * @throws IOException when the disk does not take it; nothing of it is then in the journal
     */
    public long append(RecordKind kind, long sequence, long wallMillis, byte[] payload, int length) throws IOException {
        if (written >= segmentBytes || (queue != null && wallMillis - segmentSinceMillis >= segmentMillis)) {
            finish();
            segment++;
        }
        if (queue == null) {
            open(segment);
            segmentSinceMillis = wallMillis;
        }
        byte[] head = header.fill(kind, sequence, wallMillis, payload, length);
        ExcerptAppender target = appender;
        if (target == null) {
            throw new IOException("the journal is not open for writing");
        }
        try (DocumentContext document = target.writingDocument()) {
            try {
                Bytes<?> bytes = document.wire().bytes();
                bytes.write(head, 0, RecordHeader.LENGTH).write(payload, 0, length);
                end = SegmentWalk.aligned(bytes.writePosition());
            } catch (RuntimeException failure) {
                document.rollbackOnClose();
                throw new IOException("the journal could not be written: " + failure.getMessage(), failure);
            }
        }
        written += RecordHeader.LENGTH + length + Integer.BYTES;
        openBytes = written;
        if (file == null) {
            openForForcing();
        }
        return Segments.position(segment, record++);
    }

    /** The record that made the file is in the journal by now: a failure is told to whoever asks for it to be forced. */
    private void openForForcing() {
        try {
            segments.forceNames(segment);
            Path data = segments.dataFile(segment);
            file = new RandomAccessFile(data.toFile(), "rw");
            dataFile = data;
            unforceable = null;
        } catch (IOException failure) {
            LOG.error("what is appended to the journal cannot be forced to the disk now", failure);
            unforceable = failure;
        }
    }

    /**
     * Has the disk's cache make room for what will be appended next, so that appending does not wait for it. To be called again and
     * again, by one thread.
     */
    public void prepare() throws IOException {
        Path data = dataFile;
        if (data != null) {
            ahead.of(data, openBytes);
        }
    }

    /** Forces everything appended before the call to the disk. */
    public void sync() throws IOException {
        IOException failed = unforceable;
        if (failed != null) {
            throw new IOException("the journal cannot be forced to the disk: " + failed.getMessage(), failed);
        }
        RandomAccessFile current = file;
        if (current != null) {
            try {
                current.getFD().sync();
            } catch (SyncFailedException failure) {
                if (file == current) {
                    throw failure;
                }
                LOG.trace("the segment was finished, and forced, meanwhile");
            }
        }
    }

    /** Bytes of data in all segments. */
    public long sizeBytes() {
        return finishedBytes.get() + openBytes;
    }

    /** Bytes that the disk of the journal can still take. */
    public long usableBytes() throws IOException {
        return Files.getFileStore(segments.folder(segment).getParent()).getUsableSpace();
    }

    /**
     * Deletes the oldest segments while all together are larger than is kept, or while they are older: a segment is when all of it is. None is
     * deleted that holds {@code neededFrom} or anything after it, nor one that somebody reads.
     *
     * @param nowMillis the wall clock, epoch milliseconds
     * @return how many were deleted
     */
    public int trim(Retention retention, long nowMillis, long neededFrom) throws IOException {
        int deleted = 0;
        int needed = Math.min(Segments.segment(neededFrom), readSegment());
        for (int number : segments.numbers()) {
            boolean over = sizeBytes() > retention.maxBytes() || isOlder(number, retention.maxAgeMillis(), nowMillis);
            if (!over || number >= needed || number == segment) {
                break;
            }
            finishedBytes.addAndGet(-segments.size(number));
            segments.delete(number);
            deleted++;
        }
        return deleted;
    }

    /** Whether {@link #trim} would delete something if nothing were needed any more. */
    public boolean isOver(Retention retention, long nowMillis) throws IOException {
        List<Integer> numbers = segments.numbers();
        return numbers.size() > 1
                && (sizeBytes() > retention.maxBytes() || isOlder(numbers.get(0), retention.maxAgeMillis(), nowMillis));
    }

    /** A segment ends when the next begins. */
    private boolean isOlder(int number, long maxAgeMillis, long nowMillis) throws IOException {
        if (maxAgeMillis == Retention.FOR_EVER) {
            return false;
        }
        OptionalLong ended = segments.firstWallAfter(number);
        return ended.isPresent() && ended.getAsLong() <= nowMillis - maxAgeMillis;
    }

    private int readSegment() {
        return readers.stream().mapToInt(JournalReader::segment).min().orElse(Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        ahead.close();
        finish();
    }

    private void open(int number) throws IOException {
        segment = number;
        written = 0;
        openBytes = 0;
        record = 0;
        ChronicleQueue opened = segments.create(number);
        queue = opened;
        appender = opened.createAppender();
        LOG.debug("journal segment {} begun", number);
    }

    private void finish() throws IOException {
        RandomAccessFile current = file;
        if (current != null) {
            current.getFD().sync();
            file = null;
            current.close();
        }
        if (appender != null) {
            appender.close();
            appender = null;
        }
        if (queue != null) {
            queue.close();
            queue = null;
            recordSize();
            finishedBytes.addAndGet(written);
            openBytes = 0;
        }
    }

    /** The size is for reckoning only: without it the file's length stands for it. */
    private void recordSize() {
        try {
            segments.recordSize(segment, written, end);
        } catch (IOException failure) {
            LOG.warn("the size of journal segment {} could not be noted: {}", segment, failure.toString());
        }
    }
}
