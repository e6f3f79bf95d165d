package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Kind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many sessions began, and the time that was spent in them. An event no further than the gap after the one before it of the same subject
 * goes on with that one's session, any other begins one. Column 0 counts a session in the pane of its first event; column 1 counts
 * the milliseconds between two events of a session in the pane of the later one. So what an event counts for follows from the one
 * before it alone: an event that comes late, or is taken back, changes itself and the next one, whether that splits a session or joins two.
 * Exact. One thread.
 */
final class SessionStore extends SubjectStore {
    private static final int BEGUN = 0;
    private static final int MILLIS = 1;

    private final SubjectLists lists = new SubjectLists();
    private final long gapMillis;

    SessionStore(Kind.Session session, StoreSetting setting) {
        super(setting, 2);
        this.gapMillis = session.gapMillis();
    }

    /** An event up to the gap before what is kept may still join what came after it. */
    @Override
    public boolean add(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < lists.keptFromMillis()) {
            return false;
        }
        lists.open(KeyedHash.combine(subject, cell));
        int index = lists.enter(timeMillis, 0);
        if (index < 0) {
            return false;
        }
        count(cell, index - 1, index + 1, -1);
        count(cell, index - 1, index, 1);
        count(cell, index, index + 1, 1);
        lists.keepWithinBounds();
        return true;
    }

    /** Exact but for the oldest events of a subject that had too many. */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < lists.keptFromMillis() || !lists.find(KeyedHash.combine(subject, cell))) {
            return true;
        }
        if (lists.mayHaveForgotten(timeMillis)) {
            return false;
        }
        int index = lists.indexOf(timeMillis, 0);
        if (index >= 0) {
            count(cell, index, index + 1, -1);
            count(cell, index - 1, index, -1);
            count(cell, index - 1, index + 1, 1);
            lists.remove(index);
        }
        return true;
    }

    /**
     * Counts what an event stands for.
     *
     * @param before index of the one before it, -1 if there is none
     * @param index of the event; nothing is counted if there is none there
     */
    private void count(int cell, int before, int index, int sign) {
        if (index == lists.size()) {
            return;
        }
        long time = lists.time(index);
        long pause = before < 0 ? Long.MAX_VALUE : time - lists.time(before);
        if (pause > gapMillis) {
            rings.addColumn(time, cell, BEGUN, sign);
        } else if (pause > 0) {
            rings.addColumn(time, cell, MILLIS, sign * pause);
        }
    }

    @Override
    void moved() {
        lists.forgetBefore(rings.keptFromMillis() - gapMillis);
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
