package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many subjects a metric may hold one by one, in all its cells together. Counting those that are held takes a while, so it is only done
 * when so many have been added since the last time that the budget may be spent. Whether it is depends on nothing but what was
 * added: a replay comes to the same moments. One thread.
 */
final class SubjectBudget {
    /** A cell with fewer than this share of the budget saves too little to go over. */
    private static final int LEAST_SHARE = 16;

    /** Share of the budget that is added before one looks again in vain. */
    private static final int SLACK_SHARE = 64;

    private final long subjects;
    private long untilChecked;

    /** @param subjects the most that are held, 1 or more */
    SubjectBudget(long subjects) {
        this.subjects = subjects;
        this.untilChecked = subjects;
    }

    /** Notes one more subject; true when those held must be counted. */
    boolean isSpentByOneMore() {
        untilChecked--;
        return untilChecked < 0;
    }

    boolean isExceededBy(long held) {
        return held > subjects;
    }

    /** Whether a cell has enough subjects to go over. */
    boolean isWorthSaving(long ofCell) {
        return ofCell * LEAST_SHARE > subjects;
    }

    /** Notes how many are held now. */
    void checked(long held) {
        untilChecked = Math.max(subjects - held, subjects / SLACK_SHARE);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(untilChecked);
    }

    void readFrom(DataInput in) throws IOException {
        untilChecked = in.readLong();
    }

    long stateHash() {
        return KeyedHash.mix(untilChecked);
    }
}
