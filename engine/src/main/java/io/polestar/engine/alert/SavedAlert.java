package io.polestar.engine.alert;

import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot holds of one alert.
 *
 * <pre>
 *     boolean open, boolean spent, boolean overlooks, long provisionalMillis, text state, long sinceMillis, text episode,
 *     double value, low, high, flags, reading
 * </pre>
 *
 * <p>Flags and reading are those of {@link ReadingFormat}; the parts mean what they mean in {@link Alert}.
 */
record SavedAlert(
        boolean open,
        boolean spent,
        boolean overlooks,
        long provisionalMillis,
        AlertState state,
        long sinceMillis,
        String episode,
        double value,
        double low,
        double high,
        ReadingFormat.Flags flags,
        AlertReading reading) {
    Alert toAlert(int rule, int place, @Nullable Segment segment) {
        Alert alert = new Alert(rule, place, segment, reading);
        alert.open = open;
        alert.spent = spent;
        alert.overlooks = overlooks;
        alert.provisionalMillis = provisionalMillis;
        alert.state = state;
        alert.sinceMillis = sinceMillis;
        alert.episode = episode;
        alert.value = value;
        alert.low = low;
        alert.high = high;
        alert.acknowledgement = flags.acknowledgement();
        alert.silencedBy = flags.silencedBy();
        alert.inhibitedBy = flags.inhibitedBy();
        return alert;
    }

    /** The transition that ends an episode whose rule is no more. */
    AlertReading ended(long number, Moment moment) {
        Alert alert = toAlert(0, 0, reading.segment());
        AlertState from = state;
        alert.state = AlertState.INACTIVE;
        alert.sinceMillis = moment.clockMillis;
        return Move.of(alert, number, from, AlertReason.EDITED).reading(reading.rule(), moment);
    }

    static SavedAlert of(Alert alert) {
        return new SavedAlert(
                alert.open,
                alert.spent,
                alert.overlooks,
                alert.provisionalMillis,
                alert.state,
                alert.sinceMillis,
                alert.episode,
                alert.value,
                alert.low,
                alert.high,
                new ReadingFormat.Flags(alert.acknowledgement, alert.silencedBy, alert.inhibitedBy),
                alert.reading);
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(open);
        out.writeBoolean(spent);
        out.writeBoolean(overlooks);
        out.writeLong(provisionalMillis);
        Bytes.text(out, state.name());
        out.writeLong(sinceMillis);
        Bytes.text(out, episode);
        ReadingFormat.writeNumbers(out, value, low, high);
        ReadingFormat.writeFlags(out, flags);
        ReadingFormat.write(out, reading);
    }

    static SavedAlert read(DataInput in) throws IOException {
        return new SavedAlert(
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                in.readLong(),
                Bytes.constant(in, AlertState.class),
                in.readLong(),
                Bytes.text(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                ReadingFormat.readFlags(in),
                ReadingFormat.read(in));
    }
}
