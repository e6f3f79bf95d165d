package io.polestar.engine.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last batch taken of every producer that numbers its batches. Bounded by the number of producers; one number a producer, for
 * ever. One thread at a time.
 */
final class Producers {
    /** No more producers than this are known. */
    static final int MAX_PRODUCERS = 10_000;

    private final Map<String, Long> last = new LinkedHashMap<>();

    /** Number of the last batch taken, 0 for a producer that is not known. */
    long last(String producer) {
        return last.getOrDefault(producer, 0L);
    }

    /** Whether there is room for one more producer. */
    boolean isFull() {
        return last.size() >= MAX_PRODUCERS;
    }

    /** Takes a batch's number up; a lower one than the last changes nothing. */
    void taken(String producer, long number) {
        last.merge(producer, number, Math::max);
    }

    /** The rule that the number of a producer's next batch breaks; null when it may be taken. */
    @Nullable
    String broken(String producer, long number) {
        long before = last(producer);
        if (before == 0) {
            return isFull()
                    ? "must be of one of the " + MAX_PRODUCERS + " producers known: no other can number its batches"
                    : null;
        }
        return number == before + 1 ? null : "must be " + (before + 1) + ", the next after the last one taken";
    }

    int size() {
        return last.size();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(last.size());
        for (Map.Entry<String, Long> each : last.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeLong(each.getValue());
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            taken(in.readUTF(), in.readLong());
        }
    }
}
