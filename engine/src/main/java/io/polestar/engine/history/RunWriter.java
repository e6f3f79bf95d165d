package io.polestar.engine.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes one run file from a cursor, front to back, through one buffer; only the index of the series is held in memory. Leaves no file
 * behind when it fails or when there is nothing to write. The bytes are not forced to the disk: a checkpoint does that.
 */
final class RunWriter {

    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = RunFormat.littleEndian(ByteBuffer.allocate(BUFFER_BYTES));
    private final CRC32C checksum = new CRC32C();
    private long position;
    private long entries;
    private long firstStep = Long.MAX_VALUE;
    private long lastStep = Long.MIN_VALUE;
    private int[] indexSeries = new int[64];
    private int[] indexSizes = new int[64];
    private int seriesCount;

    private RunWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** What identifies the bytes of a written file. */
    record Written(long bytes, int checksum) {}

    /** Writes all that the cursor has to a new file; null, and no file, if it has nothing. */
    static @Nullable Written write(Path file, Tier tier, SeriesKind kind, SeriesCursor cursor) throws IOException {
        if (!cursor.next()) {
            return null;
        }
        boolean complete = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Written written = new RunWriter(channel).writeAll(tier, kind, cursor);
            complete = true;
            return written;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Written writeAll(Tier tier, SeriesKind kind, SeriesCursor cursor) throws IOException {
        buffer.putLong(RunFormat.MAGIC);
        position = RunFormat.HEADER_BYTES;
        do {
            writeSeries(cursor.series(), cursor.columns());
        } while (cursor.next());
        long indexAt = position;
        writeIndex();
        reserve(RunFormat.TRAILER_BYTES);
        new RunFormat.Trailer(indexAt, entries, firstStep, lastStep, seriesCount, tier, kind).put(buffer);
        position += RunFormat.TRAILER_BYTES;
        flush();
        int sum = (int) checksum.getValue();
        buffer.putInt(sum);
        flush();
        return new Written(position + RunFormat.CHECKSUM_BYTES, sum);
    }

    private void writeSeries(int series, Columns columns) throws IOException {
        int size = columns.size();
        if (seriesCount == indexSeries.length) {
            indexSeries = Arrays.copyOf(indexSeries, seriesCount * 2);
            indexSizes = Arrays.copyOf(indexSizes, seriesCount * 2);
        }
        indexSeries[seriesCount] = series;
        indexSizes[seriesCount] = size;
        seriesCount++;
        entries += size;
        firstStep = Math.min(firstStep, columns.step(0));
        lastStep = Math.max(lastStep, columns.step(size - 1));
        writeColumn(columns.steps());
        writeColumn(columns.firstNumbers());
        writeColumn(columns.secondNumbers());
    }

    private void writeColumn(LongBuffer column) throws IOException {
        while (column.hasRemaining()) {
            reserve(Long.BYTES);
            int length = Math.min(column.remaining(), buffer.remaining() / Long.BYTES);
            buffer.asLongBuffer().put(column.slice(column.position(), length));
            column.position(column.position() + length);
            buffer.position(buffer.position() + length * Long.BYTES);
            position += (long) length * Long.BYTES;
        }
    }

    private void writeIndex() throws IOException {
        long at = RunFormat.HEADER_BYTES;
        for (int i = 0; i < seriesCount; i++) {
            reserve(RunFormat.INDEX_ENTRY_BYTES);
            buffer.putInt(indexSeries[i]).putInt(indexSizes[i]).putLong(at);
            at += (long) indexSizes[i] * RunFormat.ENTRY_BYTES;
            position += RunFormat.INDEX_ENTRY_BYTES;
        }
    }

    private void reserve(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
