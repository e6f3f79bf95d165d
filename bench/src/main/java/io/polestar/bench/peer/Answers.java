package io.polestar.bench.peer;

import io.polestar.engine.event.KeyedHash;

/** A peer's answers, brought in any order, and the sum they are compared by. One thread at a time. */
public final class Answers {
    private long checksum;
    private int given;

    /** Count and sum of a segment that has any events. */
    public synchronized void cell(String dimension, String segment, long count, long cents) {
        long place = dimension.hashCode() * 31L + segment.hashCode();
        add(KeyedHash.combine(KeyedHash.combine(KeyedHash.mix(place), count), cents));
    }

    /** How many different values a property has. */
    public synchronized void distinct(String property, long number) {
        add(KeyedHash.combine(KeyedHash.mix(property.hashCode()), number));
    }

    private void add(long answer) {
        checksum += answer;
        given++;
    }

    /** Equal for equal answers, whatever their order. */
    public synchronized long checksum() {
        return checksum;
    }

    /** How many answers there are. */
    public synchronized int given() {
        return given;
    }
}
