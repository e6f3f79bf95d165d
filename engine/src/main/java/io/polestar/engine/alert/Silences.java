package io.polestar.engine.alert;

import io.polestar.engine.tree.Maintenance;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The silences that operators made and the maintenance windows of the definition. One thread; {@link #all} gives a copy. */
final class Silences {
    /** The most silences that are not over. */
    static final int MOST = 1_000;

    /** The most silences that are over and still shown; the oldest go first. */
    static final int MOST_OVER = 200;

    static final String MAINTENANCE = "maintenance/";
    private static final long MINUTE_MILLIS = 60_000;

    private final List<Maintenance> maintenance;
    private final BitSet maintaining = new BitSet();
    private final List<Silence> silences = new ArrayList<>();
    private long minute = Long.MIN_VALUE;
    private long nextEdge = Long.MAX_VALUE;

    Silences(List<Maintenance> maintenance) {
        this.maintenance = maintenance;
    }

    /** Moves the clock; whether what is covered may be something else now. */
    boolean advance(long clockMillis) {
        boolean changed = clockMillis >= nextEdge;
        if (changed) {
            seek(clockMillis);
        }
        if (!maintenance.isEmpty() && Math.floorDiv(clockMillis, MINUTE_MILLIS) != minute) {
            minute = Math.floorDiv(clockMillis, MINUTE_MILLIS);
            for (int index = 0; index < maintenance.size(); index++) {
                boolean now = maintenance.get(index).hours().contains(clockMillis);
                changed |= now != maintaining.get(index);
                maintaining.set(index, now);
            }
        }
        return changed;
    }

    private void seek(long clockMillis) {
        nextEdge = Long.MAX_VALUE;
        for (Silence silence : silences) {
            if (silence.startMillis() > clockMillis) {
                nextEdge = Math.min(nextEdge, silence.startMillis());
            } else if (silence.endMillis() > clockMillis) {
                nextEdge = Math.min(nextEdge, silence.endMillis());
            }
        }
    }

    /** Id of what covers an alert, the oldest of several; null for nothing. */
    @Nullable
    String covering(Rule rule, @Nullable Segment segment, long clockMillis) {
        for (Silence silence : silences) {
            if (silence.covers(clockMillis) && silence.match().match(rule, segment)) {
                return silence.id();
            }
        }
        for (int index = maintaining.nextSetBit(0); index >= 0; index = maintaining.nextSetBit(index + 1)) {
            if (maintenance.get(index).match().match(rule, segment)) {
                return MAINTENANCE + maintenance.get(index).id();
            }
        }
        return null;
    }

    /** Adds one; false when there are too many. */
    boolean add(Silence silence, long clockMillis) {
        long over =
                silences.stream().filter(one -> one.endMillis() <= clockMillis).count();
        if (silences.size() - over >= MOST) {
            return false;
        }
        for (int index = 0; over > MOST_OVER && index < silences.size(); index++) {
            if (silences.get(index).endMillis() <= clockMillis) {
                silences.remove(index);
                break;
            }
        }
        silences.add(silence);
        seek(clockMillis);
        return true;
    }

    /** Ends one now; false when there is none of that id that is not over. */
    boolean end(String id, long clockMillis) {
        for (int index = 0; index < silences.size(); index++) {
            Silence silence = silences.get(index);
            if (silence.id().equals(id) && silence.endMillis() > clockMillis) {
                silences.set(index, silence.endingAt(clockMillis));
                seek(clockMillis);
                return true;
            }
        }
        return false;
    }

    List<Silence> all() {
        return List.copyOf(silences);
    }

    void takeOver(List<Silence> others) {
        silences.clear();
        silences.addAll(others);
        nextEdge = Long.MIN_VALUE;
    }

    static void write(DataOutput out, List<Silence> silences) throws IOException {
        out.writeInt(silences.size());
        for (Silence silence : silences) {
            Bytes.text(out, silence.id());
            Bytes.matchers(out, silence.match());
            out.writeLong(silence.startMillis());
            out.writeLong(silence.endMillis());
            Bytes.text(out, silence.creator());
            Bytes.text(out, silence.comment());
        }
    }

    static List<Silence> read(DataInput in) throws IOException {
        List<Silence> silences = new ArrayList<>();
        for (int left = Bytes.count(in.readInt(), MOST + MOST_OVER + 1); left > 0; left--) {
            silences.add(new Silence(
                    Bytes.text(in), Bytes.matchers(in), in.readLong(), in.readLong(), Bytes.text(in), Bytes.text(in)));
        }
        return silences;
    }
}
