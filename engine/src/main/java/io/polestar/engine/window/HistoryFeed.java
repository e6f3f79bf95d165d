package io.polestar.engine.window;

import io.polestar.engine.history.HistoryRow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where stores hand what history is to keep. It gives out the numbers of the series, 0, 1, 2 … in the order of need, and takes the
 * rows. A feed whose stores have been taken over by others' windows goes on in theirs. One thread.
 */
final class HistoryFeed implements Consumer<HistoryRow> {
    private final Consumer<HistoryRow> history;
    private @Nullable HistoryFeed successor;
    private int next;

    HistoryFeed(Consumer<HistoryRow> history) {
        this.history = history;
    }

    /** First of {@code count} new numbers in a row. */
    int take(int count) {
        if (successor != null) {
            return successor.take(count);
        }
        int first = next;
        next += count;
        return first;
    }

    @Override
    public void accept(HistoryRow row) {
        if (successor != null) {
            successor.accept(row);
        } else {
            history.accept(row);
        }
    }

    int taken() {
        return successor == null ? next : successor.taken();
    }

    void restore(int taken) {
        next = taken;
    }

    /** From now on numbers come from another feed, and rows go there. */
    void continueIn(HistoryFeed other) {
        successor = other;
    }
}
