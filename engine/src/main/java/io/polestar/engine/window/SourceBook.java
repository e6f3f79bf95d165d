package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far each source is: its newest event, how many came, how many came late. A source beyond the bound of
 * {@value #MAX_SOURCES} is counted under "other". One thread.
 */
final class SourceBook {
    static final int MAX_SOURCES = 256;
    private static final String OTHER = "other";
    static final int COLUMNS = 3;
    static final int NEWEST = 0;
    static final int EVENTS = 1;
    static final int LATE = 2;

    private final long latenessMillis;
    private final NameIndex names;
    private long[] figures = new long[8 * COLUMNS];
    private int[] numberOfName = new int[64];
    private int overflow = -1;

    SourceBook(long latenessMillis, KeyedHash hash) {
        this.latenessMillis = latenessMillis;
        this.names = new NameIndex(hash);
    }

    /** To be called once a batch, before its first event. */
    void bind(EventCursor batch) {
        int limit = batch.nameLimit();
        if (limit > numberOfName.length) {
            numberOfName = new int[Math.max(limit, numberOfName.length * 2)];
        }
        Arrays.fill(numberOfName, 0, limit, -1);
    }

    /** Notes an event; returns whether it came behind its source's watermark. */
    boolean note(EventCursor event, long timeMillis) {
        int name = event.sourceRef();
        int number = numberOfName[name];
        if (number < 0) {
            number = numberOf(event.bytes(), event.nameOffset(name), event.nameLength(name));
            numberOfName[name] = number;
        }
        int at = number * COLUMNS;
        figures[at + EVENTS]++;
        if (timeMillis > figures[at + NEWEST]) {
            figures[at + NEWEST] = timeMillis;
            return false;
        }
        boolean late = timeMillis < figures[at + NEWEST] - latenessMillis;
        figures[at + LATE] += late ? 1 : 0;
        return late;
    }

    private int numberOf(byte[] bytes, int offset, int length) {
        int found = names.find(bytes, offset, length);
        if (found >= 0) {
            return found;
        }
        if (names.size() < MAX_SOURCES) {
            return added(names.add(bytes, offset, length));
        }
        if (overflow < 0) {
            overflow = added(names.add(OTHER));
        }
        return overflow;
    }

    private int added(int number) {
        if ((number + 1) * COLUMNS > figures.length) {
            figures = Arrays.copyOf(figures, figures.length * 2);
        }
        return number;
    }

    /** Takes over another's sources and figures; this one is fresh. */
    void takeOver(SourceBook before) {
        for (int source = 0; source < before.size(); source++) {
            added(names.add(before.name(source)));
        }
        figures = before.figures;
        overflow = before.overflow;
    }

    int size() {
        return names.size();
    }

    String name(int source) {
        return names.texts().get(source);
    }

    long newestMillis(int source) {
        return figures[source * COLUMNS + NEWEST];
    }

    long events(int source) {
        return figures[source * COLUMNS + EVENTS];
    }

    long late(int source) {
        return figures[source * COLUMNS + LATE];
    }

    /** All figures, {@link #COLUMNS} a source; in the given array when it is long enough. */
    long[] copyInto(long[] target) {
        long[] copy = target.length >= figures.length ? target : new long[figures.length];
        System.arraycopy(figures, 0, copy, 0, figures.length);
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(names.size());
        for (int source = 0; source < names.size(); source++) {
            out.writeUTF(name(source));
            for (int column = 0; column < COLUMNS; column++) {
                out.writeLong(figures[source * COLUMNS + column]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int source = added(names.add(in.readUTF()));
            for (int column = 0; column < COLUMNS; column++) {
                figures[source * COLUMNS + column] = in.readLong();
            }
        }
        overflow = names.size() > MAX_SOURCES ? MAX_SOURCES : -1;
    }

    long stateHash() {
        long hash = 0;
        for (int source = 0; source < names.size(); source++) {
            hash += KeyedHash.combine(name(source).hashCode(), newestMillis(source))
                    + KeyedHash.combine(events(source), late(source));
        }
        return hash;
    }
}
