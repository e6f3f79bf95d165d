package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the events of every entity sum up to, such as the lines of an invoice. A sum belongs to the pane of its earliest event, and moves
 * when an earlier one comes. It is forgotten when that pane is older than everything kept: later events of the entity are then a
 * new one's. 24 bytes an entity, 30 to 46 with the room that {@link SubjectRows} leaves. One thread.
 *
 * <p>A cursor stands on the entity that was looked for last.
 */
final class EntitySums {
    private static final int SUM_LOW = 0;
    private static final int SUM_HIGH = 1;
    private static final int EVENTS = 2;
    private static final int EXTRAS = 3;
    private static final int TOO_MANY = Integer.MAX_VALUE;

    private final SubjectRows rows = new SubjectRows(1, EXTRAS, () -> {});
    private final long paneMillis;
    private long key;
    private boolean hasRow;

    EntitySums(long paneMillis) {
        this.paneMillis = paneMillis;
    }

    /** Moves the cursor to an entity of a cell; false when nothing of it is known. */
    boolean find(long entity, int cell) {
        key = KeyedHash.combine(entity, cell);
        hasRow = rows.find(key);
        return isKnown();
    }

    /** Whether there are events of the entity. */
    boolean isKnown() {
        return hasRow && rows.pane(0) != SubjectRows.NONE;
    }

    /** First moment of the pane of its earliest event; nothing certain when it is not known. */
    long timeMillis() {
        return isKnown() ? rows.pane(0) * paneMillis : 0;
    }

    /** What its events sum up to; 0 when it is not known. */
    long sum() {
        return isKnown() ? (rows.extra(0, SUM_LOW) & 0xFFFF_FFFFL) | (long) rows.extra(0, SUM_HIGH) << Integer.SIZE : 0;
    }

    private int events() {
        return isKnown() ? rows.extra(0, EVENTS) : 0;
    }

    /** Adds an event; false when the sum would leave 64 bits, it is left out then. */
    boolean add(long timeMillis, long value) {
        long before = sum();
        long sum = before + value;
        if (((before ^ sum) & (value ^ sum)) < 0 || sum == Long.MIN_VALUE) {
            return false;
        }
        long pane = Math.floorDiv(timeMillis, paneMillis);
        int events = events();
        if (!hasRow) {
            rows.insert(key);
            hasRow = true;
        }
        if (events == 0 || pane < rows.pane(0)) {
            rows.setPane(0, pane);
        }
        set(sum, events == TOO_MANY ? events : events + 1);
        return true;
    }

    /**
     * Takes back an event of a known entity. One that is not in the sum, as it came before something of the entity was forgotten, changes
     * nothing.
     *
     * @return false when it may have been the earliest of several, or the sum would leave 64 bits; nothing has changed then
     */
    boolean retract(long timeMillis, long value) {
        long pane = Math.floorDiv(timeMillis, paneMillis);
        int events = events();
        boolean earliest = pane == rows.pane(0);
        if (pane < rows.pane(0) || (events == 1 && !earliest)) {
            return true;
        }
        long before = sum();
        long sum = before - value;
        if ((earliest && events > 1) || events == TOO_MANY || ((before ^ value) & (before ^ sum)) < 0) {
            return false;
        }
        set(sum, events - 1);
        if (events == 1) {
            rows.setPane(0, SubjectRows.NONE);
        }
        return true;
    }

    private void set(long sum, int events) {
        rows.setExtra(0, SUM_LOW, (int) sum);
        rows.setExtra(0, SUM_HIGH, (int) (sum >>> Integer.SIZE));
        rows.setExtra(0, EVENTS, events);
    }

    /** Forgets entities whose earliest event is older, now or when it is convenient. */
    void forgetBefore(long timeMillis) {
        rows.forgetBefore(Math.floorDiv(timeMillis, paneMillis));
    }

    long memoryBytes() {
        return rows.memoryBytes();
    }

    void writeTo(DataOutput out) throws IOException {
        rows.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        rows.readFrom(in);
    }

    long stateHash() {
        return rows.stateHash();
    }
}
