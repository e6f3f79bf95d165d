package io.polestar.engine.alert;

import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReading.Acknowledgement;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How what is shown of an alert stands in a snapshot.
 *
 * <pre>
 *     reading: long number, text rule, segment, text episode, text from, text state, text reason, boolean provisional, flags,
 *              double value, low, high, long event, ingest, decision, sequence, since
 *     flags:   acknowledgement (text owner or null, text comment, long time), text silencedBy, text inhibitedBy
 * </pre>
 */
final class ReadingFormat {
    private ReadingFormat() {}

    /** What lies on top. */
    record Flags(
            @Nullable Acknowledgement acknowledgement,
            @Nullable String silencedBy,
            @Nullable String inhibitedBy) {}

    static void writeNumbers(DataOutput out, double value, double low, double high) throws IOException {
        out.writeDouble(value);
        out.writeDouble(low);
        out.writeDouble(high);
    }

    static void writeFlags(DataOutput out, Flags flags) throws IOException {
        Acknowledgement acknowledgement = flags.acknowledgement;
        Bytes.text(out, acknowledgement == null ? null : acknowledgement.owner());
        if (acknowledgement != null) {
            Bytes.text(out, acknowledgement.comment());
            out.writeLong(acknowledgement.timeMillis());
        }
        Bytes.text(out, flags.silencedBy);
        Bytes.text(out, flags.inhibitedBy);
    }

    static void write(DataOutput out, AlertReading reading) throws IOException {
        out.writeLong(reading.number());
        Bytes.text(out, reading.rule());
        Bytes.segment(out, reading.segment());
        Bytes.text(out, reading.episode());
        Bytes.text(out, reading.from().name());
        Bytes.text(out, reading.state().name());
        Bytes.text(out, reading.reason().name());
        out.writeBoolean(reading.provisional());
        writeFlags(out, new Flags(reading.acknowledgement(), reading.silencedBy(), reading.inhibitedBy()));
        writeNumbers(out, reading.value(), reading.low(), reading.high());
        out.writeLong(reading.eventMillis());
        out.writeLong(reading.ingestMillis());
        out.writeLong(reading.decisionMillis());
        out.writeLong(reading.sequence());
        out.writeLong(reading.sinceMillis());
    }

    static Flags readFlags(DataInput in) throws IOException {
        String owner = Bytes.textOrNull(in);
        Acknowledgement acknowledgement =
                owner == null ? null : new Acknowledgement(owner, Bytes.text(in), in.readLong());
        return new Flags(acknowledgement, Bytes.textOrNull(in), Bytes.textOrNull(in));
    }

    static AlertReading read(DataInput in) throws IOException {
        long number = in.readLong();
        String rule = Bytes.text(in);
        Segment segment = Bytes.segment(in);
        String episode = Bytes.text(in);
        AlertState from = Bytes.constant(in, AlertState.class);
        AlertState state = Bytes.constant(in, AlertState.class);
        AlertReason reason = Bytes.constant(in, AlertReason.class);
        boolean provisional = in.readBoolean();
        Flags flags = readFlags(in);
        return new AlertReading(
                number,
                rule,
                segment,
                episode,
                from,
                state,
                reason,
                provisional,
                flags.acknowledgement,
                flags.silencedBy,
                flags.inhibitedBy,
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}
