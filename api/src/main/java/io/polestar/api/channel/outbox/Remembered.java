package io.polestar.api.channel.outbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of messages that were taken, by which one that comes again is known. Bounded: of forgotten ids the sequence is kept, and
 * because messages come in the order of their sequences, one that is not above it has been here before. Under the outbox's lock.
 */
final class Remembered {
    private final int most;
    private final Map<String, Long> sequences = new LinkedHashMap<>();
    private long floor = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    Remembered(int most) {
        this.most = most;
    }

    boolean contains(String id, long sequence) {
        boolean passed = sequence <= floor && sequence < newest;
        return passed || sequences.containsKey(id);
    }

    void add(String id, long sequence) {
        sequences.put(id, sequence);
        newest = Math.max(newest, sequence);
        Iterator<Map.Entry<String, Long>> oldest = sequences.entrySet().iterator();
        while (sequences.size() > most && oldest.hasNext()) {
            floor = Math.max(floor, oldest.next().getValue());
            oldest.remove();
        }
    }

    /** The highest sequence of all messages taken, {@code Long.MIN_VALUE} before the first. */
    long newest() {
        return newest;
    }

    void restore(Change.Known known) {
        floor = Math.max(floor, known.floor());
        newest = Math.max(newest, known.newest());
        List<String> ids = known.ids();
        List<Long> given = known.sequences();
        if (ids != null && given != null) {
            for (int i = 0; i < Math.min(ids.size(), given.size()); i++) {
                add(ids.get(i), given.get(i));
            }
        }
    }

    Change.Known saved() {
        return new Change.Known(
                new ArrayList<>(sequences.keySet()), new ArrayList<>(sequences.values()), floor, newest);
    }
}
