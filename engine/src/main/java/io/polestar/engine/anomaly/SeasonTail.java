package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The tail of a statistic that measures from the profile. A profile that knows only some hours of the week strays widely from the others: at the
 * first weekend everything is far from it. What was extreme then must not count as usual for months, so a successor begins
 * to learn at each turn, and takes over at the next: after 7, 14 and 28 days of age and every {@value #LONGEST_DAYS} days from there.
 */
final class SeasonTail {
    private static final double FIRST_TURN_DAYS = 7;
    private static final double LONGEST_DAYS = 28;

    private Tail tail = new Tail();
    private Tail successor = new Tail();
    private double turnDays = FIRST_TURN_DAYS;

    /** What has been learnt since the turn before the last. */
    Tail tail() {
        return tail;
    }

    /** Learns a value, at least 0, of a series as old as that. */
    void add(double value, double ageDays) {
        tail.add(value);
        successor.add(value);
        if (ageDays >= turnDays) {
            if (turnDays > FIRST_TURN_DAYS) {
                tail = successor;
            }
            successor = new Tail();
            turnDays += Math.min(LONGEST_DAYS, turnDays);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(turnDays);
        tail.writeTo(out);
        successor.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        turnDays = in.readDouble();
        tail.readFrom(in);
        successor.readFrom(in);
    }

    long stateHash() {
        long hash = KeyedHash.combine(Double.doubleToLongBits(turnDays), tail.stateHash());
        return KeyedHash.combine(hash, successor.stateHash());
    }
}
