package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is told of the counting besides values. One thread writes; a {@link Face} holds a copy. */
public final class Figures {
    long since = Long.MAX_VALUE;
    long events;
    long late;
    long beyondPanes;
    long duplicates;
    long refused;
    long valueErrors;
    long retractions;

    Figures() {}

    /** Time of the oldest event counted, epoch milliseconds; {@code Long.MAX_VALUE} before the first. */
    public long sinceMillis() {
        return since;
    }

    /** Events counted, whether or not some metric reads them. */
    public long events() {
        return events;
    }

    /** Events that came behind their source's watermark. */
    public long late() {
        return late;
    }

    /** Events older than some metric's oldest pane; journalled and in the history, but in none of its windows. */
    public long beyondPanes() {
        return beyondPanes;
    }

    /** Events left out as seen before. */
    public long duplicates() {
        return duplicates;
    }

    /** Events refused as invalid. */
    public long refused() {
        return refused;
    }

    /** Values too large for their metric's decimals, left out of its sum. */
    public long valueErrors() {
        return valueErrors;
    }

    /** Events taken back by corrections. */
    public long retractions() {
        return retractions;
    }

    void copyFrom(Figures other) {
        since = other.since;
        events = other.events;
        late = other.late;
        beyondPanes = other.beyondPanes;
        duplicates = other.duplicates;
        refused = other.refused;
        valueErrors = other.valueErrors;
        retractions = other.retractions;
    }

    void writeTo(DataOutput out) throws IOException {
        for (long figure : all()) {
            out.writeLong(figure);
        }
    }

    void readFrom(DataInput in) throws IOException {
        since = in.readLong();
        events = in.readLong();
        late = in.readLong();
        beyondPanes = in.readLong();
        duplicates = in.readLong();
        refused = in.readLong();
        valueErrors = in.readLong();
        retractions = in.readLong();
    }

    long stateHash() {
        long hash = 0;
        for (long figure : all()) {
            hash = KeyedHash.combine(hash, figure);
        }
        return hash;
    }

    private long[] all() {
        return new long[] {since, events, late, beyondPanes, duplicates, refused, valueErrors, retractions};
    }
}
