package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many subjects came, and how many came several times. For every subject of a cell the panes of its {@code n} newest events, or of its
 * {@code n} newest distinct values, newest first. Column 0 counts the subject in the pane of its newest, column 1 in that of
 * its {@code n}-th newest: a window holds {@code n} of them exactly when it holds that pane. So both totals are sums over panes, as with
 * {@link DistinctStore}. O(n) an event whatever the windows. Exact, in whatever order events come: what is no longer among the
 * {@code n} newest can never be again.
 *
 * <p>When the tables would hold more subjects than the {@link SubjectBudget}, the largest cells keep every second subject only, by a bit of
 * its hash, and again as often as it takes; of 2^level one is left then, and what it does from then on counts for 2^level. What
 * the others did before stays in its panes. The numbers are the same at that moment, and right on average afterwards.
 *
 * <p>A subject takes 8 + 4n bytes, with distinct values 8 + 12n, times 1.25 to 1.92: see {@link SubjectRows}. Twice, of events: 20 to 31
 * bytes; two distinct invoices: 40 to 62. One thread.
 */
final class RepeatStore extends SubjectStore {
    private static final int NEWEST = 0;
    private static final int REPEATED = 1;

    /** One of a million subjects is left then; tables look rows up by higher bits than these. */
    private static final int MOST_HALVINGS = 20;

    private final CellSubjects tables;
    private final long paneMillis;
    private final int last;
    private final boolean distinct;
    private final SubjectBudget budget;

    /** By cell: how often it has been halved. */
    private byte[] levels = {};

    /** Of the cell looked at; its cursor stands on the subject. */
    private SubjectRows subjects;

    RepeatStore(Kind.Repeat repeat, StoreSetting setting) {
        super(setting, 2);
        this.paneMillis = rings.finestPaneMillis();
        this.last = repeat.times() - 1;
        this.distinct = repeat.distinct() != null;
        this.budget = new SubjectBudget(setting.subjectBudget());
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
        if ((key & leftOut(cell)) != 0) {
            return true;
        }
        if (!subjects.find(key)) {
            subjects.insert(key);
        }
        long pane = rings.paneOf(timeMillis);
        int givenUp = distinct ? placeOf(value) : last;
        if (subjects.pane(givenUp) < pane) {
            long newest = subjects.pane(0);
            long repeated = subjects.pane(last);
            enter(givenUp, pane, value);
            count(cell, newest, repeated);
            if (newest == SubjectRows.NONE && budget.isSpentByOneMore()) {
                budget.check(cells(), this::held, this::halve);
            }
        }
        return true;
    }

    private int levelOf(int cell) {
        return cell < levels.length ? levels[cell] : 0;
    }

    /** The bits of which a subject that is kept has none. */
    private long leftOut(int cell) {
        return (1L << levelOf(cell)) - 1;
    }

    private long held(int cell) {
        return levelOf(cell) == 0 ? rings.mostOf(cell) : tables.of(cell).live();
    }

    private void halve(int cell) {
        if (cell >= levels.length) {
            levels = Arrays.copyOf(levels, cell + 1);
        }
        if (levels[cell] < MOST_HALVINGS) {
            levels[cell]++;
            tables.of(cell).forgetWithBits(leftOut(cell));
            rings.changed().add(cell);
        }
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
        long amount = 1L << levelOf(cell);
        if (fromPane == SubjectRows.NONE) {
            rings.addColumn(toPane * paneMillis, cell, column, amount);
        } else if (toPane == SubjectRows.NONE) {
            rings.addColumn(fromPane * paneMillis, cell, column, -amount);
        } else {
            rings.move(fromPane * paneMillis, toPane * paneMillis, cell, column, amount);
        }
    }

    /**
     * Exact for a subject with fewer events than {@code n}, and for an event older than the {@code n} newest. Of distinct values it is not
     * known how often each came: only an event older than its value's newest has left no trace. Of a cell that does not keep all of its
     * subjects nothing can be taken back.
     */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < rings.keptFromMillis()) {
            return true;
        }
        if (levelOf(cell) > 0) {
            return false;
        }
        subjects = tables.of(cell);
        if (!subjects.find(CellSubjects.keyOf(subject))) {
            return true;
        }
        long pane = rings.paneOf(timeMillis);
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
    public long total(int window, int cell, int column) {
        if (levelOf(cell) == 0) {
            return rings.total(window, cell, column);
        }
        long came = Math.max(0, rings.total(window, cell, NEWEST));
        return column == NEWEST ? came : Math.min(came, Math.max(0, rings.total(window, cell, REPEATED)));
    }

    /** That of the share, and of the number that came several times: at most one over the root of how many of them are kept. */
    @Override
    public double standardError(int window, int cell) {
        double left = (1L << levelOf(cell)) - 1;
        return Math.min(1, Math.sqrt(left / Math.max(1, total(window, cell, REPEATED))));
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
        budget.writeTo(out);
        out.writeInt(levels.length);
        out.write(levels);
        tables.writeTo(out);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        budget.readFrom(in);
        levels = new byte[in.readInt()];
        in.readFully(levels);
        tables.readFrom(in);
    }

    @Override
    long subjectsHash() {
        return KeyedHash.combine(tables.stateHash() + budget.stateHash(), Arrays.hashCode(levels));
    }
}
