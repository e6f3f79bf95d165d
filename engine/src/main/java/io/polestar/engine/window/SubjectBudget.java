package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * How many subjects a metric may hold one by one, in all its cells together. Counting those that are held takes a while, so it is only done
 * when so many have been added since the last time that the budget may be spent. Whether it is depends on nothing but what was
 * added: a replay comes to the same moments. One thread.
 */
final class SubjectBudget {
    /** A cell with no more than this share of the budget saves too little. */
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

    /**
     * Counts what is held and has cells save, those with the most subjects first, until the rest is within the budget.
     *
     * @param held how many subjects of a cell are held; may take a while
     * @param save has a cell hold fewer of them or none, if it can
     */
    void check(int cells, IntToLongFunction held, IntConsumer save) {
        long[] heldOf = new long[cells];
        Arrays.setAll(heldOf, held::applyAsLong);
        long all = Arrays.stream(heldOf).sum();
        int largest = largest(heldOf);
        while (all > subjects && heldOf[largest] * LEAST_SHARE > subjects) {
            save.accept(largest);
            long left = held.applyAsLong(largest);
            if (left >= heldOf[largest]) {
                break;
            }
            all -= heldOf[largest] - left;
            heldOf[largest] = left;
            largest = largest(heldOf);
        }
        untilChecked = Math.max(subjects - all, subjects / SLACK_SHARE);
    }

    private static int largest(long[] heldOf) {
        int largest = 0;
        for (int cell = 1; cell < heldOf.length; cell++) {
            if (heldOf[cell] > heldOf[largest]) {
                largest = cell;
            }
        }
        return largest;
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
