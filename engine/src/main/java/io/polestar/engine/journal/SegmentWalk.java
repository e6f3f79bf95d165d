package io.polestar.engine.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the data file of one segment as it lies on the disk, by plain reads: it changes nothing, never maps the file, and may be used while
 * another process appends. It can go on behind a place that cannot be read, by looking for the next record whose checksum fits. One thread.
 *
 * <p>A Chronicle file is a row of documents, each padded to 4 bytes:
 *
 * <pre>
 * 0  int  bits 0-29 length, bit 30 set for Chronicle's own tables, bit 31 set while it is being written; 0 where nothing is yet
 * 4  one record: header and payload
 * </pre>
 */
final class SegmentWalk implements Closeable {
    /** What a step has come to. */
    enum Step {
        /** A record, whole and sound. */
        RECORD,
        /** Where nothing has been written yet, or a record is being written. */
        END,
        /** Something that is no record: {@link #what} says why. */
        DAMAGE
    }

    /** A record may be a quarter of a Chronicle block. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int TABLE = 0x4000_0000;
    private static final int UNFINISHED = 0x8000_0000;
    private static final int END_OF_DATA = UNFINISHED | TABLE;
    private static final int ALIGNMENT = Integer.BYTES;
    private static final int PAGE_BYTES = 4096;
    private static final ByteBuffer EMPTY_PAGE = ByteBuffer.allocate(PAGE_BYTES).asReadOnlyBuffer();
    private static final long MAX_SEQUENCE_LEAP = 1L << 40;

    private final FileChannel file;
    private final ByteBuffer window = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private long windowStart;
    private final RecordHeader header = new RecordHeader();
    private byte[] payload = new byte[64 << 10];
    private int length;
    private long at;
    private long offset;
    private String what = "";
    private boolean unfinished;

    SegmentWalk(Path dataFile) throws IOException {
        this(dataFile, 0);
    }

    /** @param from where a document begins */
    SegmentWalk(Path dataFile, long from) throws IOException {
        file = FileChannel.open(dataFile);
        window.limit(0);
        at = from;
    }

    /** Moves on. After {@link Step#END} and {@link Step#DAMAGE} it stays where it is, and looks at the place again. */
    Step next() throws IOException {
        Step step = step();
        if (step != Step.RECORD) {
            forgetWindow(); // what was read may be old by now: whoever appends writes the length last
            step = step();
        }
        return step;
    }

    private Step step() throws IOException {
        while (true) {
            offset = at;
            unfinished = false;
            if (!reach(at, Integer.BYTES)) {
                return Step.END;
            }
            int head = window.getInt((int) (at - windowStart));
            if (head == 0 || (head & UNFINISHED) != 0) {
                unfinished = at > 0 && head != 0 && (head & END_OF_DATA) != END_OF_DATA;
                return Step.END;
            }
            int bytes = head & LENGTH_MASK;
            if ((head & TABLE) == 0) {
                return record(bytes);
            }
            at = behind(at, bytes);
        }
    }

    private Step record(int bytes) throws IOException {
        if (bytes < RecordHeader.LENGTH || bytes > MAX_RECORD_BYTES) {
            return damage("a record of a length that none has, bytes=" + bytes);
        }
        load(at + Integer.BYTES, bytes - RecordHeader.LENGTH);
        if (!header.fits(payload, length)) {
            boolean cut = at + Integer.BYTES + bytes > file.size();
            return damage(
                    cut ? "a record that the file ends in the middle of" : "a record whose checksum does not fit");
        }
        at = behind(at, bytes);
        return Step.RECORD;
    }

    private Step damage(String told) {
        what = told;
        return Step.DAMAGE;
    }

    /**
     * Looks behind the present place for a record later than {@code sequence}; {@link #next} reads it then. When what stood in the way has been
     * written meanwhile, that is what {@code next} reads.
     *
     * @return false when there is none up to the end of the file; the place is then the same as before
     */
    boolean resume(long sequence) throws IOException {
        long place = at;
        boolean found = resumeBehindDocument(place, sequence) || search(place + ALIGNMENT, sequence);
        if (!found || step(place) == Step.RECORD) {
            at = place;
        }
        return found;
    }

    private Step step(long place) throws IOException {
        long next = at;
        at = place;
        forgetWindow();
        Step step = step();
        at = next;
        return step;
    }

    /** A damaged record whose length is right leads to the next one, whatever its text looks like. */
    private boolean resumeBehindDocument(long place, long sequence) throws IOException {
        int bytes = reach(place, Integer.BYTES) ? window.getInt((int) (place - windowStart)) & LENGTH_MASK : 0;
        if (bytes < RecordHeader.LENGTH || bytes > MAX_RECORD_BYTES || !isRecord(behind(place, bytes), sequence)) {
            return false;
        }
        at = behind(place, bytes);
        return true;
    }

    private boolean search(long from, long sequence) throws IOException {
        long place = from;
        while (reach(place, ALIGNMENT)) {
            if (place % PAGE_BYTES == 0 && isUnwritten(place)) {
                place += PAGE_BYTES;
            } else if (window.getInt((int) (place - windowStart)) != 0 && isRecord(place, sequence)) {
                at = place;
                return true;
            } else {
                place += ALIGNMENT;
            }
        }
        return false;
    }

    private boolean isRecord(long place, long sequence) throws IOException {
        if (!reach(place, Integer.BYTES + RecordHeader.LENGTH)) {
            return false;
        }
        int head = (int) (place - windowStart);
        int bytes = window.getInt(head);
        if (bytes < RecordHeader.LENGTH || bytes > MAX_RECORD_BYTES) {
            return false;
        }
        window.get(head + Integer.BYTES, header.bytes(), 0, RecordHeader.LENGTH);
        if (!header.plausible() || header.sequence() <= sequence || header.sequence() - sequence > MAX_SEQUENCE_LEAP) {
            return false;
        }
        load(place + Integer.BYTES, bytes - RecordHeader.LENGTH);
        return header.fits(payload, length);
    }

    /** Whether a whole page from {@code from} to {@code to} holds nothing, as a loss of power leaves pages that never got to the disk. */
    boolean hasUnwrittenPage(long from, long to) throws IOException {
        long page = (from + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
        for (; page + PAGE_BYTES <= to && reach(page, PAGE_BYTES); page += PAGE_BYTES) {
            if (isUnwritten(page)) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnwritten(long page) throws IOException {
        return reach(page, PAGE_BYTES)
                && window.slice((int) (page - windowStart), PAGE_BYTES).mismatch(EMPTY_PAGE) < 0;
    }

    private static long behind(long place, int bytes) {
        return aligned(place + Integer.BYTES + bytes);
    }

    /** Where the next document begins after one that ends at {@code place}. */
    static long aligned(long place) {
        return (place + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Reads header and payload of the record whose header begins at {@code place}. */
    private void load(long place, int payloadLength) throws IOException {
        length = payloadLength;
        if (length > payload.length) {
            payload = new byte[Math.max(length, payload.length * 2)];
        }
        read(place, header.bytes(), RecordHeader.LENGTH);
        read(place + RecordHeader.LENGTH, payload, length);
    }

    private void read(long place, byte[] target, int bytes) throws IOException {
        if (bytes <= window.capacity() && reach(place, bytes)) {
            window.get((int) (place - windowStart), target, 0, bytes);
            return;
        }
        ByteBuffer rest = ByteBuffer.wrap(target, 0, bytes);
        while (rest.hasRemaining() && file.read(rest, place + rest.position()) > 0) {
            continue;
        }
        Arrays.fill(target, rest.position(), bytes, (byte) 0);
    }

    /**
     * Has the window hold {@code bytes} bytes from {@code place} on, with nothing behind the end of the file: one that was cut where only nothing
     * followed is as good as before. False when the file ends before {@code place}.
     */
    private boolean reach(long place, int bytes) throws IOException {
        if (place >= windowStart && place + bytes <= windowStart + window.limit()) {
            return true;
        }
        window.clear();
        windowStart = place;
        while (window.hasRemaining() && file.read(window, place + window.position()) > 0) {
            continue;
        }
        window.flip();
        if (window.limit() > 0 && window.limit() < bytes) {
            Arrays.fill(window.array(), window.limit(), bytes, (byte) 0);
            window.limit(bytes);
        }
        return window.limit() > 0;
    }

    private void forgetWindow() {
        window.limit(0);
    }

    /** Header of the record read last. */
    RecordHeader header() {
        return header;
    }

    /** Payload of the record read last, {@link #length} bytes from 0. */
    byte[] payload() {
        return payload;
    }

    int length() {
        return length;
    }

    /** Where in the file the document begins that the last step was about. */
    long offset() {
        return offset;
    }

    /** Where in the file the next document begins. */
    long nextOffset() {
        return at;
    }

    /** What is wrong at {@link #offset}. */
    String what() {
        return what;
    }

    /** Whether the {@link Step#END} is a record that was begun and not ended. */
    boolean unfinished() {
        return unfinished;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
