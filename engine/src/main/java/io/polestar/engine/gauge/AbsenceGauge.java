package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Trigger;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How many first events wait for their second longer than they should. Holds each that waits, at most {@value #MOST}; what comes beyond is
 * not waited for and counted. Begins with the rule: what came before is not waited for. A second event that comes before its first is
 * lost.
 */
final class AbsenceGauge implements Gauge {
    /** The most that wait at once. */
    static final int MOST = 100_000;

    private final Trigger.Absence trigger;
    private final Map<String, Long> deadlines = new HashMap<>();
    private final TreeSet<Waiting> waiting = new TreeSet<>();
    private final TreeSet<Waiting> overdue = new TreeSet<>();
    private long notHeld;

    /** One that waits until a time. */
    private record Waiting(long untilMillis, String key) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byTime = Long.compare(untilMillis, other.untilMillis);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    AbsenceGauge(Trigger.Absence trigger) {
        this.trigger = trigger;
    }

    void opened(String key, long timeMillis) {
        if (deadlines.containsKey(key)) {
            return;
        }
        if (deadlines.size() >= MOST) {
            notHeld++;
            return;
        }
        long until = timeMillis + trigger.withinMillis();
        deadlines.put(key, until);
        waiting.add(new Waiting(until, key));
    }

    void closed(String key) {
        Long until = deadlines.remove(key);
        if (until != null) {
            Waiting one = new Waiting(until, key);
            if (!waiting.remove(one)) {
                overdue.remove(one);
            }
        }
    }

    /** Those that are overdue, the longest first. */
    List<String> longest(int most) {
        return overdue.stream().limit(most).map(Waiting::key).toList();
    }

    /** How many were not waited for because too many were. */
    long notHeld() {
        return notHeld;
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        while (!waiting.isEmpty() && waiting.first().untilMillis <= clockMillis) {
            overdue.add(waiting.pollFirst());
        }
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        sight.see(overdue.size(), trigger.level());
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        out.writeLong(notHeld);
        List<Waiting> all = new ArrayList<>(overdue);
        int over = all.size();
        all.addAll(waiting);
        out.writeInt(over);
        out.writeInt(all.size());
        for (Waiting one : all) {
            out.writeLong(one.untilMillis);
            out.writeUTF(one.key);
        }
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        notHeld = in.readLong();
        int over = in.readInt();
        int count = in.readInt();
        for (int index = 0; index < count; index++) {
            Waiting one = new Waiting(in.readLong(), in.readUTF());
            deadlines.put(one.key, one.untilMillis);
            (index < over ? overdue : waiting).add(one);
        }
    }
}
