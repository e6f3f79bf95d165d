package io.polestar.engine.window;

import io.polestar.engine.tree.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many subjects came, and how many came several times. For every subject of a cell the panes of its {@code n} newest events, or of its
 * {@code n} newest distinct values, newest first. Column 0 counts the subject in the pane of its newest, column 1 in that of
 * its {@code n}-th newest: a window holds {@code n} of them exactly when it holds that pane. So both totals are sums over panes, as with
 * {@link DistinctStore}. O(n) an event whatever the windows. Exact, in whatever order events come: what is no longer among the
 * {@code n} newest can never be again.
 *
 * <p>A subject takes 8 + 4n bytes, with distinct values 8 + 12n, times 1.25 to 1.92: see {@link SubjectRows}. Twice, of events: 20 to 31
 * bytes; two distinct invoices: 40 to 62. One thread.
 */
final class RepeatStore extends SubjectStore {
    private static final int NEWEST = 0;
    private static final int REPEATED = 1;

    private final CellSubjects tables;
    private final long paneMillis;
    private final int last;
    private final boolean distinct;

    /** Of the cell looked at; its cursor stands on the subject. */
    private SubjectRows subjects;

    RepeatStore(Kind.Repeat repeat, StoreSetting setting) {
        super(setting, 2);
        this.paneMillis = rings.finestPaneMillis();
        this.last = repeat.times() - 1;
        this.distinct = repeat.distinct() != null;
        this.tables = new CellSubjects(repeat.times(), distinct ? 2 : 0);
        this.subjects = tables.of(0);
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < rings.keptFromMillis()) {
            return false;
        }
        subjects = tables.of(cell);
        long key = CellSubjects.keyOf(subject);
        if (!subjects.find(key)) {
            subjects.insert(key);
        }
        long pane = Math.floorDiv(timeMillis, paneMillis);
        int givenUp = distinct ? placeOf(value) : last;
        if (subjects.pane(givenUp) < pane) {
            long newest = subjects.pane(0);
            long repeated = subjects.pane(last);
            enter(givenUp, pane, value);
            count(cell, newest, repeated);
        }
        return true;
    }

    /** Where a distinct value stands; the last place if nowhere. */
    private int placeOf(long value) {
        for (int index = 0; index < last; index++) {
            if (subjects.pane(index) == SubjectRows.NONE) {
                return last;
            }
            if (valueAt(index) == value) {
                return index;
            }
        }
        return last;
    }

    /** Gives up one place, moves what is older than the pane down, and enters it before them. */
    private void enter(int givenUp, long pane, long value) {
        int place = givenUp;
        while (place > 0 && subjects.pane(place - 1) < pane) {
            copy(place - 1, place);
            place--;
        }
        subjects.setPane(place, pane);
        if (distinct) {
            subjects.setExtra(place, 0, (int) value);
            subjects.setExtra(place, 1, (int) (value >>> Integer.SIZE));
        }
    }

    private void copy(int from, int to) {
        subjects.setPane(to, subjects.pane(from));
        if (distinct) {
            subjects.setExtra(to, 0, subjects.extra(from, 0));
            subjects.setExtra(to, 1, subjects.extra(from, 1));
        }
    }

    private long valueAt(int index) {
        return (subjects.extra(index, 0) & 0xFFFF_FFFFL) | (long) subjects.extra(index, 1) << Integer.SIZE;
    }

    private void count(int cell, long newestBefore, long repeatedBefore) {
        move(cell, NEWEST, newestBefore, subjects.pane(0));
        move(cell, REPEATED, repeatedBefore, subjects.pane(last));
    }

    private void move(int cell, int column, long fromPane, long toPane) {
        if (fromPane == toPane) {
            return;
        }
        if (fromPane != SubjectRows.NONE) {
            rings.addColumn(fromPane * paneMillis, cell, column, -1);
        }
        if (toPane != SubjectRows.NONE) {
            rings.addColumn(toPane * paneMillis, cell, column, 1);
        }
    }

    /**
     * Exact for a subject with fewer events than {@code n}, and for an event older than the {@code n} newest. Of distinct values it is not
     * known how often each came: only an event older than its value's newest has left no trace.
     */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        subjects = tables.of(cell);
        if (timeMillis < rings.keptFromMillis() || !subjects.find(CellSubjects.keyOf(subject))) {
            return true;
        }
        long pane = Math.floorDiv(timeMillis, paneMillis);
        if (distinct) {
            int place = placeOf(value);
            boolean there = subjects.pane(place) != SubjectRows.NONE && valueAt(place) == value;
            return !there || subjects.pane(place) > pane;
        }
        if (subjects.pane(last) != SubjectRows.NONE) {
            return subjects.pane(last) > pane;
        }
        remove(cell, pane);
        return true;
    }

    private void remove(int cell, long pane) {
        long newest = subjects.pane(0);
        for (int index = 0; index < last; index++) {
            if (subjects.pane(index) == pane) {
                for (int later = index; later < last; later++) {
                    copy(later + 1, later);
                }
                count(cell, newest, SubjectRows.NONE);
                return;
            }
        }
    }

    @Override
    void moved() {
        tables.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
    }

    @Override
    long subjectsBytes() {
        return tables.memoryBytes();
    }

    @Override
    void writeSubjects(DataOutput out) throws IOException {
        tables.writeTo(out);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        tables.readFrom(in);
    }

    @Override
    long subjectsHash() {
        return tables.stateHash();
    }
}
