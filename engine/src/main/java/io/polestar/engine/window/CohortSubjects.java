package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * For every subject the period of its first event, its cohort, and in which periods it was back: a bit each for the 64 from its cohort
 * on and for the 64 before, which count if an earlier first event comes late.
 *
 * <pre>
 *   returns before │ returns from the cohort on
 *   63 … 2 1 0     │ 0 1 2 … 63                     bit of period c − 64 + i │ c + i
 * </pre>
 *
 * While only returns are known, c is the period of one of them, and moves on so that the newest 64 periods are always there. A subject
 * is forgotten when the newest period in which anything of it came is. 32 bytes a subject, 40 to 61 with the room that
 * {@link SubjectRows} leaves. One thread.
 *
 * <p>A cursor stands on the subject that was looked for last.
 */
final class CohortSubjects {
    /** Periods that a subject's returns are known of, its cohort's being the first. */
    static final int PERIODS = Long.SIZE;

    private static final int CENTRE = 0;
    private static final int FROM_COHORT = 1;
    private static final int BEFORE = 3;
    private static final int EXTRAS = 5;
    private static final int MEMBER = 1;

    private final SubjectRows rows = new SubjectRows(1, EXTRAS, () -> {});
    private long key;
    private boolean hasRow;

    /** Moves the cursor to a subject of a cell; false when nothing of it is known. */
    boolean find(long subject, int cell) {
        key = KeyedHash.combine(subject, cell);
        hasRow = rows.find(key);
        return isKnown();
    }

    private boolean isKnown() {
        return hasRow && rows.pane(0) != SubjectRows.NONE;
    }

    /** Whether its first event has come, so that it belongs to a cohort. */
    boolean isMember() {
        return isKnown() && (rows.extra(0, CENTRE) & MEMBER) != 0;
    }

    /** The period of its first event; nothing certain when that has not come. */
    long cohort() {
        return isKnown() ? rows.extra(0, CENTRE) >> 1 : 0;
    }

    /** Bit n: whether it was back n periods after its cohort's; 0 when it belongs to none. */
    long returns() {
        return isMember() ? bits(FROM_COHORT) : 0;
    }

    /** Notes that something of the subject came in a period, which is kept. */
    void see(long period) {
        if (!hasRow) {
            rows.insert(key);
            hasRow = true;
        }
        if (!isKnown()) {
            rows.setPane(0, period);
            set(period, false, 0, 0);
        }
        rows.setPane(0, Math.max(rows.pane(0), period));
    }

    /** Notes a first event of the subject, just seen. */
    void first(long period) {
        if (!isMember() || period < cohort()) {
            moveTo(period, true);
        }
    }

    /** Notes that the subject, just seen, was back. */
    void back(long period) {
        if (!isMember() && period - cohort() >= PERIODS) {
            moveTo(period, false);
        }
        long after = period - cohort();
        if (after >= 0 && after < PERIODS) {
            setBits(FROM_COHORT, bits(FROM_COHORT) | 1L << after);
        } else if (after < 0 && after >= -PERIODS) {
            setBits(BEFORE, bits(BEFORE) | 1L << (PERIODS + after));
        }
    }

    private void moveTo(long period, boolean member) {
        long by = period - cohort();
        long from = bits(FROM_COHORT);
        long before = bits(BEFORE);
        if (by >= 0) {
            set(period, member, shiftDown(from, 0, by), shiftDown(before, from, by));
        } else {
            set(period, member, shiftUp(from, before, -by), shiftUp(before, 0, -by));
        }
    }

    /** Bits that move down, followed by those above them. */
    private static long shiftDown(long bits, long above, long by) {
        if (by == 0) {
            return bits;
        }
        return by < PERIODS ? bits >>> by | above << (PERIODS - by) : by < 2 * PERIODS ? above >>> (by - PERIODS) : 0;
    }

    /** Bits that move up, followed by those below them. */
    private static long shiftUp(long bits, long below, long by) {
        return by < PERIODS ? bits << by | below >>> (PERIODS - by) : by < 2 * PERIODS ? below << (by - PERIODS) : 0;
    }

    /** Whether an event of the subject may be what something kept of it rests on. */
    boolean mayRestOn(long period, boolean first, boolean back) {
        long after = period - cohort();
        boolean mayBeFirst = first && period <= cohort();
        boolean mayBeReturn = back && after >= -PERIODS && after < PERIODS;
        return period >= rows.pane(0) || mayBeFirst || mayBeReturn;
    }

    private void set(long centre, boolean member, long fromCohort, long before) {
        rows.setExtra(0, CENTRE, (int) centre << 1 | (member ? MEMBER : 0));
        setBits(FROM_COHORT, fromCohort);
        setBits(BEFORE, before);
    }

    private long bits(int extra) {
        return (rows.extra(0, extra) & 0xFFFF_FFFFL) | (long) rows.extra(0, extra + 1) << Integer.SIZE;
    }

    private void setBits(int extra, long bits) {
        rows.setExtra(0, extra, (int) bits);
        rows.setExtra(0, extra + 1, (int) (bits >>> Integer.SIZE));
    }

    /** Forgets subjects of which nothing came since, now or when it is convenient. */
    void forgetBefore(long period) {
        rows.forgetBefore(period);
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
