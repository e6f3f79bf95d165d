package io.polestar.ingest.wire;

import java.util.ArrayList;
import java.util.List;

/** The rejections of one body: the first ones word for word, all of them as a number. */
final class Rejections {
    private final Limits limits;
    private final List<Rejection> listed = new ArrayList<>();
    private int count;
    private int unreadable;

    Rejections(Limits limits) {
        this.limits = limits;
    }

    /** Whether the next one will be listed; if not, its field and value need not be found out. */
    boolean listsMore() {
        return count < limits.rejectionsListed();
    }

    void add(int index, String field, String value, WireRule rule) {
        if (listsMore()) {
            listed.add(new Rejection(index, field, value, rule.words(limits)));
        }
        count++;
        unreadable += rule.syntax() ? 1 : 0;
    }

    ReadResult result(int accepted) {
        return new ReadResult(accepted, count, listed, accepted > 0 || count == 0 || unreadable < count);
    }
}
