package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far each source is and how well it behaves: its newest event and when that came, how many came, came late, came twice or were
 * refused, how many came within the last {@value #RATE_SECONDS} seconds, and how far its clock has been ahead. All of it
 * follows from the journal's records and their wall clock. A source beyond the bound of {@value #MAX_SOURCES} is
 * counted under "other". One thread.
 */
final class SourceBook {
    static final int MAX_SOURCES = 256;

    /** How many seconds, the current one included, make the rate. */
    static final int RATE_SECONDS = 60;

    private static final String OTHER = "other";
    static final int COLUMNS = 9;
    static final int NEWEST = 0;
    static final int EVENTS = 1;
    static final int LATE = 2;
    static final int ARRIVAL = 3;
    static final int LAG = 4;
    static final int SKEW = 5;
    static final int DUPLICATES = 6;
    static final int REFUSED = 7;
    static final int LATELY = 8;

    private final long latenessMillis;
    private final NameIndex names;
    private long[] figures = new long[8 * COLUMNS];
    private int[] perSecond = new int[8 * RATE_SECONDS];
    private int[] numberOfName = new int[64];
    private int overflow = -1;
    private long second = Long.MIN_VALUE;
    private int slotOfSecond = slot(second);
    private long wallMillis;

    SourceBook(long latenessMillis, KeyedHash hash) {
        this.latenessMillis = latenessMillis;
        this.names = new NameIndex(hash);
    }

    /** Moves the wall clock of the records; what came longer ago than the rate looks back is no longer part of it. */
    void advance(long recordWallMillis) {
        wallMillis = recordWallMillis;
        long now = Math.floorDiv(recordWallMillis, 1_000L);
        if (now <= second) {
            return;
        }
        long from = Math.max(second + 1, now - RATE_SECONDS + 1);
        for (long passed = from; second != Long.MIN_VALUE && passed <= now; passed++) {
            forget(slot(passed));
        }
        begin(now);
    }

    private void begin(long current) {
        second = current;
        slotOfSecond = slot(current);
    }

    private static int slot(long ofSecond) {
        return (int) Math.floorMod(ofSecond, (long) RATE_SECONDS);
    }

    private void forget(int slot) {
        for (int source = 0; source < names.size(); source++) {
            figures[source * COLUMNS + LATELY] -= perSecond[source * RATE_SECONDS + slot];
            perSecond[source * RATE_SECONDS + slot] = 0;
        }
    }

    /** To be called once a batch, before its first event and after {@link #advance}. */
    void bind(EventCursor batch) {
        int limit = batch.nameLimit();
        if (limit > numberOfName.length) {
            numberOfName = new int[Math.max(limit, numberOfName.length * 2)];
        }
        Arrays.fill(numberOfName, 0, limit, -1);
    }

    /** Notes an event; returns whether it came behind its source's watermark. */
    boolean note(EventCursor event, long timeMillis) {
        int number = numberOf(event);
        int at = number * COLUMNS;
        figures[at + EVENTS]++;
        figures[at + ARRIVAL] = wallMillis;
        figures[at + LATELY]++;
        perSecond[number * RATE_SECONDS + slotOfSecond]++;
        if (timeMillis > figures[at + NEWEST]) {
            figures[at + NEWEST] = timeMillis;
            figures[at + LAG] = wallMillis - timeMillis;
            figures[at + SKEW] = Math.max(figures[at + SKEW], timeMillis - wallMillis);
            return false;
        }
        boolean late = timeMillis < figures[at + NEWEST] - latenessMillis;
        figures[at + LATE] += late ? 1 : 0;
        return late;
    }

    /** Notes an event that does not count: one seen before, or refused. */
    void noteDropped(EventCursor event) {
        figures[numberOf(event) * COLUMNS + (event.refused() ? REFUSED : DUPLICATES)]++;
    }

    private int numberOf(EventCursor event) {
        int name = event.sourceRef();
        int number = numberOfName[name];
        if (number < 0) {
            number = numberOf(event.bytes(), event.nameOffset(name), event.nameLength(name));
            numberOfName[name] = number;
        }
        return number;
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
            perSecond = Arrays.copyOf(perSecond, perSecond.length * 2);
        }
        return number;
    }

    /** Takes over another's sources and figures; this one is fresh. */
    void takeOver(SourceBook before) {
        for (int source = 0; source < before.size(); source++) {
            added(names.add(before.name(source)));
        }
        figures = before.figures;
        perSecond = before.perSecond;
        overflow = before.overflow;
        begin(before.second);
        wallMillis = before.wallMillis;
    }

    int size() {
        return names.size();
    }

    String name(int source) {
        return names.texts().get(source);
    }

    long newestMillis(int source) {
        return figure(source, NEWEST);
    }

    /** One of a source's figures, by its column. */
    long figure(int source, int column) {
        return figures[source * COLUMNS + column];
    }

    /** All figures, {@link #COLUMNS} a source; in the given array when it is long enough. */
    long[] copyInto(long[] target) {
        long[] copy = target.length >= figures.length ? target : new long[figures.length];
        System.arraycopy(figures, 0, copy, 0, figures.length);
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(second);
        out.writeLong(wallMillis);
        out.writeInt(names.size());
        for (int source = 0; source < names.size(); source++) {
            out.writeUTF(name(source));
            for (int column = 0; column < COLUMNS; column++) {
                out.writeLong(figure(source, column));
            }
            for (int slot = 0; slot < RATE_SECONDS; slot++) {
                out.writeInt(perSecond[source * RATE_SECONDS + slot]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        begin(in.readLong());
        wallMillis = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            int source = added(names.add(in.readUTF()));
            for (int column = 0; column < COLUMNS; column++) {
                figures[source * COLUMNS + column] = in.readLong();
            }
            for (int slot = 0; slot < RATE_SECONDS; slot++) {
                perSecond[source * RATE_SECONDS + slot] = in.readInt();
            }
        }
        overflow = names.size() > MAX_SOURCES ? MAX_SOURCES : -1;
    }

    long stateHash() {
        long hash = second;
        for (int source = 0; source < names.size(); source++) {
            long own = name(source).hashCode();
            for (int column = 0; column < COLUMNS; column++) {
                own = KeyedHash.combine(own, figure(source, column));
            }
            for (int slot = 0; slot < RATE_SECONDS; slot++) {
                own = KeyedHash.combine(own, perSecond[source * RATE_SECONDS + slot]);
            }
            hash += own;
        }
        return hash;
    }
}
