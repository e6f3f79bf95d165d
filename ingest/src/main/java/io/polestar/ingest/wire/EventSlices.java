package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.ByteScanner.END;

import java.util.Objects;

/**
 * Finds where each event of a body is written, by the same index that a {@link Rejection} names. Looks at structure only, so it finds
 * events that break rules too; where an array's structure breaks, the event there reaches to the end of the body. One thread.
 */
public final class EventSlices {
    private final ByteScanner in = new ByteScanner();
    private final ValueSkipper skipper;
    private final byte[] body;
    private final int length;
    private final boolean array;
    private final boolean lines;

    private int at;
    private int index = -1;
    private int from;
    private int to;

    /**
     * The events in the first {@code length} bytes of a body.
     *
     * @param format not binary mode, whose event is the whole request
     */
    public EventSlices(WireFormat format, byte[] body, int length, Limits limits) {
        Objects.checkFromIndexSize(0, length, body.length);
        if (format == WireFormat.CLOUDEVENT_BINARY) {
            throw new IllegalArgumentException("the event of binary mode is the whole request");
        }
        this.skipper = new ValueSkipper(limits.depth());
        this.body = body;
        this.length = length;
        this.lines = format == WireFormat.NDJSON;
        in.over(body, EventReader.afterMark(body, length), length, false);
        int first = in.peek();
        this.array = first == '[' && (format == WireFormat.JSON || format == WireFormat.CLOUDEVENT_BATCH);
        this.at = array ? in.at + 1 : lines ? EventReader.afterMark(body, length) : in.at;
    }

    /** Moves on to the event of that index, or the first after it; false when there is none. */
    public boolean moveTo(int wanted) {
        while (index < wanted) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    private boolean next() {
        if (lines) {
            return nextLine();
        }
        in.over(body, at, length, false);
        int first = in.peek();
        if (first == END || (array && first == ']')) {
            return false;
        }
        from = in.at;
        to = array && skipper.pass(in) ? in.at : length;
        in.over(body, to, length, false);
        at = array && in.peek() == ',' ? in.at + 1 : length;
        index++;
        return true;
    }

    private boolean nextLine() {
        while (at < length) {
            in.over(body, at, length, true);
            boolean blank = in.peek() == END;
            from = in.at;
            to = from;
            while (to < length && body[to] != '\n') {
                to++;
            }
            at = to + 1;
            if (!blank) {
                index++;
                return true;
            }
        }
        return false;
    }

    /** Index of the current event. */
    public int index() {
        return index;
    }

    /** Where it begins in the body. */
    public int from() {
        return from;
    }

    /** Where it ends in the body, exclusive; white space may be part of it. */
    public int to() {
        return to;
    }
}
