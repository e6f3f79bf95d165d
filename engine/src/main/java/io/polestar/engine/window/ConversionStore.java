package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many first steps led on to the second, third, … step of the same subject in time. Each event of the first step is an
 * attempt. It reaches step k + 1 at the earliest event of that step strictly later than where it reached step k, and only as long
 * as the allowed time since its first step is not over; taking the earliest leaves the most time, so no other choice gets further. Column k is
 * the number of attempts that reached step k + 1, in the pane of the attempt.
 *
 * <p>The events of each subject are kept ({@link SubjectLists}), the mark of an attempt being how many steps it has been counted
 * for. An event changes the attempts at most the allowed time before it: one pass from back to front over the subject's events within
 * the allowed time of it finds what each of them reaches now, and only differences are counted. Exact in whatever order events come, and
 * when they are taken back. One thread.
 */
final class ConversionStore extends SubjectStore {
    private static final long NEVER = Long.MAX_VALUE;

    private final SubjectLists lists = new SubjectLists();
    private final int steps;
    private final long withinMillis;

    /** For step k the times of steps k, k + 1, … of the chain that the earliest later event of step k begins. */
    private final long[] chains;

    /** The same with the events of the time looked at, none of which counts as later than another of them. */
    private final long[] chainsFromHere;

    ConversionStore(Kind.Conversion conversion, StoreSetting setting) {
        super(setting, conversion.steps().size());
        this.steps = conversion.steps().size();
        this.withinMillis = conversion.withinMillis();
        this.chains = new long[steps * steps];
        this.chainsFromHere = new long[steps * steps];
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject, long step) {
        if (timeMillis < rings.keptFromMillis()) {
            return false;
        }
        lists.open(KeyedHash.combine(subject, cell));
        if (lists.enter(timeMillis, (int) step) < 0) {
            return false;
        }
        settle(cell, timeMillis);
        lists.keepWithinBounds();
        return true;
    }

    /** Exact but for the oldest events of a subject that had too many. */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long step) {
        if (timeMillis < rings.keptFromMillis() || !lists.find(KeyedHash.combine(subject, cell))) {
            return true;
        }
        if (lists.mayHaveForgotten(timeMillis)) {
            return false;
        }
        int index = lists.indexOf(timeMillis, (int) step);
        if (index >= 0) {
            count(cell, index, 0);
            lists.remove(index);
            settle(cell, timeMillis);
        }
        return true;
    }

    /** Counts the attempts anew that an event of this time may have changed. */
    private void settle(int cell, long timeMillis) {
        Arrays.fill(chains, NEVER);
        Arrays.fill(chainsFromHere, NEVER);
        long here = NEVER;
        long from = timeMillis - withinMillis;
        for (int index = lists.firstFrom(timeMillis + withinMillis + 1) - 1; index >= 0; index--) {
            long time = lists.time(index);
            if (time < from) {
                return;
            }
            if (time != here) {
                System.arraycopy(chainsFromHere, 0, chains, 0, chains.length);
                here = time;
            }
            int step = lists.tag(index);
            if (step > 0) {
                begin(step, time);
            } else if (time <= timeMillis) {
                count(cell, index, reached(time));
            }
        }
    }

    /** An event of a step begins a chain: it goes on with that of the next step. */
    private void begin(int step, long time) {
        int row = step * steps;
        chainsFromHere[row + step] = time;
        for (int later = step + 1; later < steps; later++) {
            chainsFromHere[row + later] = chains[(step + 1) * steps + later];
        }
    }

    /** How many steps an attempt gets through. */
    private int reached(long time) {
        int step = 1;
        while (step < steps && chains[steps + step] != NEVER && chains[steps + step] - time <= withinMillis) {
            step++;
        }
        return step;
    }

    /** Has an attempt count for so many steps; events of other steps have never counted for any. */
    private void count(int cell, int index, int reached) {
        int before = lists.mark(index);
        for (int column = before; column < reached; column++) {
            rings.addColumn(lists.time(index), cell, column, 1);
        }
        for (int column = reached; column < before; column++) {
            rings.addColumn(lists.time(index), cell, column, -1);
        }
        lists.setMark(index, reached);
    }

    @Override
    void moved() {
        lists.forgetBefore(rings.keptFromMillis());
    }

    @Override
    long subjectsBytes() {
        return lists.memoryBytes();
    }

    @Override
    void writeSubjects(DataOutput out) throws IOException {
        lists.writeTo(out);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        lists.readFrom(in);
    }

    @Override
    long subjectsHash() {
        return lists.stateHash();
    }
}
