package io.polestar.engine.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;

/**
 * An immutable file of entries of one tier and kind, read through a mapping. Any number of threads may read; whoever closes it makes
 * sure that nobody reads any more. The numbers of its series may be greater than those in the file: a run taken over from another
 * history keeps its bytes until a merge rewrites it.
 */
final class Run implements AutoCloseable {

    private final Path file;
    private final MappedByteBuffer bytes;
    private final int checksum;
    private final RunFormat.Trailer trailer;
    private final int seriesOffset;

    private Run(Path file, MappedByteBuffer bytes, int checksum, RunFormat.Trailer trailer, int seriesOffset) {
        this.file = file;
        this.bytes = bytes;
        this.checksum = checksum;
        this.trailer = trailer;
        this.seriesOffset = seriesOffset;
    }

    /** Opens a file this process has just written. */
    static Run open(Path file) throws IOException {
        return of(file, mapping(file));
    }

    /** Opens a file and reads all of it once to see that it is the one which was written. */
    static Run verified(Path file, long expectedBytes, int expectedChecksum) throws IOException {
        MappedByteBuffer bytes = mapping(file);
        boolean sound = false;
        try {
            if (bytes.capacity() != expectedBytes) {
                throw new IOException("history file is not as long as its checkpoint says, file=" + file
                        + ", expectedBytes=" + expectedBytes + ", bytes=" + bytes.capacity());
            }
            CRC32C crc = new CRC32C();
            crc.update(bytes.duplicate().limit(bytes.capacity() - RunFormat.CHECKSUM_BYTES));
            int found = (int) crc.getValue();
            int stored = bytes.getInt(bytes.capacity() - RunFormat.CHECKSUM_BYTES);
            if (found != expectedChecksum || stored != expectedChecksum) {
                throw new IOException("history file fails its checksum, file=" + file + ", expected="
                        + Integer.toHexString(expectedChecksum) + ", found=" + Integer.toHexString(found) + ", stored="
                        + Integer.toHexString(stored));
            }
            Run run = of(file, bytes);
            sound = true;
            return run;
        } finally {
            if (!sound) {
                IoUtil.unmap(bytes);
            }
        }
    }

    /** This run with its series under numbers greater by so many. Takes the place of this one; only one of the two is closed. */
    Run renumbered(int offset) {
        return new Run(file, bytes, checksum, trailer, Math.addExact(seriesOffset, offset));
    }

    Path file() {
        return file;
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    long sizeBytes() {
        return bytes.capacity();
    }

    int checksum() {
        return checksum;
    }

    Tier tier() {
        return trailer.tier();
    }

    SeriesKind kind() {
        return trailer.kind();
    }

    long entries() {
        return trailer.entries();
    }

    int seriesCount() {
        return trailer.seriesCount();
    }

    long lastStep() {
        return trailer.lastStep();
    }

    /** By how much the numbers of its series are greater than those in the file. */
    int seriesOffset() {
        return seriesOffset;
    }

    /** The least number of its series; a run has at least one. */
    int firstSeries() {
        return seriesAt(0);
    }

    /** The greatest number of its series. ArithmeticException if it is too great for a number. */
    int lastSeries() {
        return seriesAt(trailer.seriesCount() - 1);
    }

    /** Whether it has a series with first ≤ number ≤ last. */
    boolean hasSeriesWithin(int first, int last) {
        int at = find(first);
        int next = at < 0 ? -at - 1 : at;
        return next < trailer.seriesCount() && seriesAt(next) <= last;
    }

    /** Shows the entries of a series with fromStep ≤ step < toStep. */
    void visit(int series, long fromStep, long toStep, EntryVisitor visitor) {
        if (fromStep > trailer.lastStep() || toStep <= trailer.firstStep()) {
            return;
        }
        int index = find(series);
        if (index < 0) {
            return;
        }
        int size = sizeAt(index);
        int columns = columnsAt(index);
        int columnBytes = size * Long.BYTES;
        for (int i = lowerBound(columns, size, fromStep); i < size; i++) {
            int at = columns + i * Long.BYTES;
            long step = bytes.getLong(at);
            if (step >= toStep) {
                return;
            }
            visitor.entry(step, bytes.getLong(at + columnBytes), bytes.getLong(at + 2 * columnBytes));
        }
    }

    /** Offers the newest entry of a series at or before a step. */
    void floor(int series, long step, Newest newest) {
        int index = step < trailer.firstStep() ? -1 : find(series);
        if (index < 0) {
            return;
        }
        int size = sizeAt(index);
        int columns = columnsAt(index);
        int found = step == Long.MAX_VALUE ? size : lowerBound(columns, size, step + 1);
        if (found > 0) {
            int at = columns + (found - 1) * Long.BYTES;
            int columnBytes = size * Long.BYTES;
            newest.offer(bytes.getLong(at), bytes.getLong(at + columnBytes), bytes.getLong(at + 2 * columnBytes));
        }
    }

    SeriesCursor cursor() {
        return new RunCursor();
    }

    @Override
    public void close() {
        IoUtil.unmap(bytes);
    }

    private static Run of(Path file, MappedByteBuffer bytes) throws IOException {
        int end = bytes.capacity() - RunFormat.CHECKSUM_BYTES;
        if (bytes.getLong(0) != RunFormat.MAGIC) {
            throw new IOException("not a history file of this version, file=" + file);
        }
        return new Run(file, bytes, bytes.getInt(end), RunFormat.Trailer.get(bytes, end - RunFormat.TRAILER_BYTES), 0);
    }

    private static MappedByteBuffer mapping(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < RunFormat.HEADER_BYTES + RunFormat.TRAILER_BYTES + RunFormat.CHECKSUM_BYTES
                    || size > Integer.MAX_VALUE) {
                throw new IOException("a history file cannot be this long, file=" + file + ", bytes=" + size);
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            RunFormat.littleEndian(mapped);
            return mapped;
        }
    }

    /** The position of a series in the index, or −1 − the position it would have. */
    private int find(int series) {
        int low = 0;
        int high = trailer.seriesCount() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = seriesAt(middle);
            if (found == series) {
                return middle;
            }
            if (found < series) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The first of {@code size} ascending steps that is not less than a step. */
    private int lowerBound(int columns, int size, long step) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bytes.getLong(columns + middle * Long.BYTES) < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int indexAt(int index) {
        return (int) trailer.indexAt() + index * RunFormat.INDEX_ENTRY_BYTES;
    }

    private int seriesAt(int index) {
        return Math.addExact(bytes.getInt(indexAt(index)), seriesOffset);
    }

    private int sizeAt(int index) {
        return bytes.getInt(indexAt(index) + 4);
    }

    private int columnsAt(int index) {
        return (int) bytes.getLong(indexAt(index) + 8);
    }

    private final class RunCursor implements SeriesCursor {

        private final LongBuffer longs;
        private final Columns columns = new Columns();
        private int index = -1;

        RunCursor() {
            ByteBuffer all = RunFormat.littleEndian(bytes.duplicate());
            longs = all.asLongBuffer();
        }

        @Override
        public boolean next() {
            index++;
            if (index >= trailer.seriesCount()) {
                return false;
            }
            columns.clear();
            longs.position(columnsAt(index) / Long.BYTES);
            columns.addColumns(longs, sizeAt(index));
            return true;
        }

        @Override
        public int series() {
            return seriesAt(index);
        }

        @Override
        public Columns columns() {
            return columns;
        }
    }
}
