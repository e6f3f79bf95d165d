package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Cohorts, and how many of their subjects were back later. A subject belongs to the period of its first event, by time, and
 * moves if an earlier one comes late; returns before it count only then. Column 0 of a window: the subjects of the cohorts that begin in it
 * and whose period of return is over; column 1: those of them who were back in exactly that period. O(windows) an event,
 * O(cells) at the end of a period.
 *
 * <p>Kept is what came in the periods from {@code after} before the longest window on. A subject of which nothing came since is forgotten, and
 * a new one when it comes again; an older event is not counted. Exact but for that and for collisions of the subjects' hashes. One
 * thread; {@link #cohorts} any.
 */
final class RetentionStore extends StateStore {
    private static final int COLUMNS = 2;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final int after;
    private final long longestMillis;
    private final long grainMillis;
    private final Periods periods;
    private final CohortSubjects subjects = new CohortSubjects();
    private final CohortCounts counts;
    private final CohortWindows windows;
    private final CohortBoard board;
    private int whole = -1;

    /**
     * @param period what cohorts are by
     * @param after how many periods later a subject must be back, 1 to 62
     */
    RetentionStore(CalendarPeriod period, int after, StoreSetting setting) {
        super(setting, COLUMNS, 0);
        this.after = after;
        this.longestMillis =
                setting.windows().stream().mapToLong(Window::lengthMillis).max().orElse(0);
        this.grainMillis = Math.min(
                WHOLE_STEP_MILLIS,
                setting.windows().stream().mapToLong(Window::paneMillis).min().orElse(WHOLE_STEP_MILLIS));
        this.periods = new Periods(period, setting.zone());
        int rows = mostCohorts(period);
        this.counts = new CohortCounts(rows, after);
        this.windows = new CohortWindows(setting, periods, counts, after, changed);
        this.board = new CohortBoard(period, rows);
    }

    /** No more are ever kept: days may be two hours short, and be left out of the calendar. */
    private int mostCohorts(CalendarPeriod period) {
        int leastDays = switch (period) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 28;
            case QUARTER -> 90;
            case YEAR -> 365;
        };
        return Math.toIntExact(longestMillis / (leastDays * DAY_MILLIS - 2 * HOUR_MILLIS)) + after + 4;
    }

    @Override
    void makeRoom(boolean segment) {
        whole = segment ? whole : counts.cells();
        counts.addCell(segment);
        windows.makeRoom(counts.cells());
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < periods.fromMillis()) {
            return false;
        }
        long period = periods.find(timeMillis);
        boolean member = subjects.find(subject, cell) && subjects.isMember();
        long cohort = subjects.cohort();
        long returns = subjects.returns();
        subjects.see(period);
        if ((value & Feeding.FIRST) != 0) {
            subjects.first(period);
        }
        if ((value & Feeding.BACK) != 0) {
            subjects.back(period);
        }
        if (subjects.isMember()) {
            recount(cell, member, cohort, returns);
        }
        return true;
    }

    /** Counts a member where it belongs now, and no longer as it did before if it was one. */
    private void recount(int cell, boolean member, long cohort, long returns) {
        if (member && subjects.cohort() == cohort) {
            count(cell, cohort, 0, subjects.returns() & ~returns, 1);
            return;
        }
        if (member) {
            count(cell, cohort, -1, returns, -1);
        }
        count(cell, subjects.cohort(), 1, subjects.returns(), 1);
    }

    private void count(int cell, long cohort, int ofCohort, long returns, int ofReturns) {
        if (cohort < periods.oldest() || (ofCohort == 0 && returns == 0)) {
            return;
        }
        counts.addSubjects(cell, cohort, ofCohort);
        for (long left = returns; left != 0; left &= left - 1) {
            counts.addReturned(cell, cohort, Long.numberOfTrailingZeros(left), ofReturns);
        }
        windows.add(cell, cohort, ofCohort, (returns >>> after & 1) * ofReturns);
        if (cell == whole) {
            board.changed(cohort);
        }
    }

    /** What an event has left that others may have left too cannot be taken back. */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        return timeMillis < periods.fromMillis()
                || !subjects.find(subject, cell)
                || !subjects.mayRestOn(
                        periods.find(timeMillis), (value & Feeding.FIRST) != 0, (value & Feeding.BACK) != 0);
    }

    @Override
    public long total(int window, int cell, int column) {
        return windows.total(window, cell, column);
    }

    @Override
    public long grainMillis() {
        return grainMillis;
    }

    @Override
    long nextMoveMillis() {
        return counts.subjects() == 0 ? Long.MAX_VALUE : Math.min(periods.endMillis(), windows.nextEdgeMillis());
    }

    @Override
    void move(long toMillis) {
        windows.leaveBehind(toMillis);
        if (toMillis >= periods.endMillis()) {
            listPeriods(toMillis);
            windows.ripen();
            board.allChanged();
        }
    }

    private void listPeriods(long toMillis) {
        long newest = periods.number(toMillis);
        long oldest = periods.number(periods.startOf(newest) - longestMillis) - after;
        for (long cohort = periods.oldest(); cohort < oldest && cohort <= periods.newest(); cohort++) {
            counts.forget(cohort);
        }
        periods.list(oldest, newest);
        subjects.forgetBefore(oldest);
    }

    @Override
    public void publish(long wallMillis, boolean quiet) {
        if (whole >= 0) {
            board.publishIfDue(wallMillis, quiet, clockMillis(), periods, counts, whole);
        }
    }

    @Override
    public CohortTable cohorts() {
        return board.table();
    }

    @Override
    long cellsBytes() {
        return subjects.memoryBytes() + counts.memoryBytes() + windows.memoryBytes();
    }

    @Override
    void writeCells(DataOutput out) throws IOException {
        counts.writeTo(out);
        subjects.writeTo(out);
    }

    @Override
    void readCells(DataInput in) throws IOException {
        boolean begun = clockMillis() != Long.MIN_VALUE;
        if (begun) {
            windows.leaveBehind(clockMillis());
            listPeriods(clockMillis());
        }
        counts.readFrom(in);
        subjects.readFrom(in);
        if (begun) {
            windows.ripen();
        }
        board.allChanged();
    }

    @Override
    long cellsHash() {
        return counts.stateHash() + subjects.stateHash();
    }
}
