package io.polestar.ingest.source;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.EventJson;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.ReadResult;
import io.polestar.ingest.wire.Rejection;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an NDJSON file, which are events as a client would post them; blank lines are no rows. Each is read as the server reads it, so
 * that a bad one is told with its line. An event without an id is sent with one made of the file's digest and the row's number, so that
 * sending it again counts nothing twice; one with an id is sent as it stands. Used by one thread.
 */
final class LineRows implements Rows {

    /** What an event of a file may measure; the target may allow less. */
    static final Limits LIMITS = new Limits(8 << 20, 4 << 20, 100_000, 64, 4_096, 65_535, 1 << 20, 65_535, 1_000);

    private static final int ID_DIGEST_CHARS = 16;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileBytes file;
    private final TimeRange range;
    private final String idPrefix;
    private final EventReader reader = new EventReader(LIMITS);
    private final EventBatch batch = new EventBatch();
    private final EventCursor cursor = new EventCursor();
    private final EventJson json = new EventJson();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[4096];
    private int length;
    private boolean tooLong;
    private long lineNumber;
    private long row;

    private LineRows(FileBytes file, String digest, TimeRange range) {
        this.file = file;
        this.range = range;
        this.idPrefix = digest.substring(0, ID_DIGEST_CHARS) + ":";
    }

    /** @param digest the SHA-256 of the file, in hex */
    static LineRows open(Path path, String digest, TimeRange range) throws IOException {
        return new LineRows(FileBytes.open(path), digest, range);
    }

    @Override
    public @Nullable RowOutcome next() throws IOException {
        return nextLine() ? read() : null;
    }

    @Override
    public boolean skip() throws IOException {
        return nextLine();
    }

    /** Moves to the next line that is not blank. */
    private boolean nextLine() throws IOException {
        while (readLine()) {
            lineNumber++;
            if (lineNumber == 1) {
                cutMark();
            }
            if (tooLong || !isBlank()) {
                row++;
                return true;
            }
        }
        return false;
    }

    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (chunkAt < chunkEnd || fill()) {
            any = true;
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            keep(chunkAt, end - chunkAt);
            chunkAt = end;
            if (end < chunkEnd) {
                chunkAt++;
                return true;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        InputStream in = file.unzipped();
        chunkAt = 0;
        chunkEnd = Math.max(0, in.read(chunk, 0, chunk.length));
        return chunkEnd > 0;
    }

    /** Of a line longer than any event, the beginning is kept. */
    private void keep(int from, int count) {
        int kept = Math.min(count, LIMITS.lineBytes() + 1 - length);
        tooLong |= kept < count;
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(length + kept, line.length * 2));
        }
        System.arraycopy(chunk, from, line, length, kept);
        length += kept;
    }

    private void cutMark() {
        if (length >= BYTE_ORDER_MARK.length && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3)) {
            length -= BYTE_ORDER_MARK.length;
            System.arraycopy(line, BYTE_ORDER_MARK.length, line, 0, length);
        }
    }

    private boolean isBlank() {
        for (int at = 0; at < length; at++) {
            if (line[at] != ' ' && line[at] != '\t' && line[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    private RowOutcome read() {
        batch.reset();
        ReadResult result = reader.read(WireFormat.NDJSON, line, length, batch);
        if (result.accepted() != 1) {
            Rejection why = result.rejections().get(0);
            return reject(why.field(), why.value(), why.rule());
        }
        batch.seal();
        cursor.wrap(batch.bytes()).next();
        long timeMillis = cursor.timeIsArrival() ? RowOutcome.Sent.ARRIVAL : cursor.timeMillis();
        if (cursor.timeIsArrival() && !range.equals(TimeRange.ALL)) {
            return reject("time", "", "a time is required where only a range of time is imported");
        }
        if (!cursor.timeIsArrival() && range.beginsAfter(timeMillis)) {
            return new RowOutcome.TooEarly();
        }
        if (!cursor.timeIsArrival() && range.endsBefore(timeMillis)) {
            return new RowOutcome.TooLate();
        }
        return new RowOutcome.Line(new RowPlace(row, lineNumber), timeMillis, event());
    }

    private byte[] event() {
        if (cursor.identity() != 0) {
            return Arrays.copyOf(line, length);
        }
        json.write(cursor, idPrefix + row);
        return Arrays.copyOf(json.bytes(), json.length());
    }

    private RowOutcome reject(String field, String value, String rule) {
        return new RowOutcome.Rejected(new RowRejection(row, lineNumber, field, value, rule));
    }

    @Override
    public FileBytes bytes() {
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
