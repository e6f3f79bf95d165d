package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReading.Acknowledgement;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link AlertBook} stands in a snapshot. Big-endian; texts as int length and UTF-8. Version 1 is read by {@link AlertFormatOne}.
 *
 * <pre>
 *     byte  version, 2
 *     long  transitions made, long minute of the latest evaluation
 *     int   rules       then for each: text id, long fingerprint, int alerts, each alert
 *     silences, annotations
 *     int   log         then each reading, newest first
 *
 *     alert:   boolean open, boolean spent, boolean overlooks, long provisionalMillis, text state, long sinceMillis, text episode, double value, low, high,
 *              flags, reading
 *     reading: long number, text rule, segment, text episode, text from, text state, text reason, boolean provisional, flags,
 *              double value, low, high, long event, ingest, decision, sequence, since
 *     flags:   acknowledgement (text owner or null, text comment, long time), text silencedBy, text inhibitedBy
 * </pre>
 */
final class AlertFormat {
    private static final byte VERSION = 2;
    private static final int MAX_RULES = 10_000;
    private static final int MAX_ALERTS = 10_000_000;

    private AlertFormat() {}

    /** What is to be saved. */
    record Saved(
            long transitions,
            long minute,
            List<Rule> rules,
            AlertTable table,
            List<Silence> silences,
            List<Annotation> annotations,
            Collection<AlertReading> log) {}

    /** What a snapshot holds. */
    record Content(
            long transitions,
            long minute,
            Map<String, SavedRule> rules,
            List<Silence> silences,
            List<Annotation> annotations,
            List<AlertReading> log) {}

    /**
     * What a snapshot holds of one rule.
     *
     * @param old whether the fingerprint is one of version 1
     */
    record SavedRule(long fingerprint, boolean old, List<SavedAlert> alerts) {
        boolean isOf(Rule rule) {
            return fingerprint == (old ? AlertFormatOne.fingerprint(rule) : AlertFormat.fingerprint(rule));
        }
    }

    /** What a snapshot holds of one alert. */
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
            Flags flags,
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
            alert.acknowledgement = flags.acknowledgement;
            alert.silencedBy = flags.silencedBy;
            alert.inhibitedBy = flags.inhibitedBy;
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
    }

    /** What lies on top. */
    record Flags(
            @Nullable Acknowledgement acknowledgement,
            @Nullable String silencedBy,
            @Nullable String inhibitedBy) {}

    static void write(DataOutput out, Saved saved) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(saved.transitions);
        out.writeLong(saved.minute);
        out.writeInt(saved.rules.size());
        for (int rule = 0; rule < saved.rules.size(); rule++) {
            Bytes.text(out, saved.rules.get(rule).id());
            out.writeLong(fingerprint(saved.rules.get(rule)));
            writeAlerts(out, saved.table.row(rule));
        }
        Silences.write(out, saved.silences);
        out.writeInt(saved.annotations.size());
        for (Annotation annotation : saved.annotations) {
            Bytes.text(out, annotation.id());
            out.writeLong(annotation.timeMillis());
            Bytes.text(out, annotation.metric());
            Bytes.text(out, annotation.text());
            Bytes.text(out, annotation.author());
        }
        out.writeInt(saved.log.size());
        for (AlertReading reading : saved.log) {
            writeReading(out, reading);
        }
    }

    private static void writeAlerts(DataOutput out, Alert[] row) throws IOException {
        int count = 0;
        for (Alert alert : row) {
            count += alert == null ? 0 : 1;
        }
        out.writeInt(count);
        for (Alert alert : row) {
            if (alert != null) {
                out.writeBoolean(alert.open);
                out.writeBoolean(alert.spent);
                out.writeBoolean(alert.overlooks);
                out.writeLong(alert.provisionalMillis);
                Bytes.text(out, alert.state.name());
                out.writeLong(alert.sinceMillis);
                Bytes.text(out, alert.episode);
                writeNumbers(out, alert.value, alert.low, alert.high);
                writeFlags(out, new Flags(alert.acknowledgement, alert.silencedBy, alert.inhibitedBy));
                writeReading(out, alert.reading);
            }
        }
    }

    private static void writeNumbers(DataOutput out, double value, double low, double high) throws IOException {
        out.writeDouble(value);
        out.writeDouble(low);
        out.writeDouble(high);
    }

    private static void writeFlags(DataOutput out, Flags flags) throws IOException {
        Acknowledgement acknowledgement = flags.acknowledgement;
        Bytes.text(out, acknowledgement == null ? null : acknowledgement.owner());
        if (acknowledgement != null) {
            Bytes.text(out, acknowledgement.comment());
            out.writeLong(acknowledgement.timeMillis());
        }
        Bytes.text(out, flags.silencedBy);
        Bytes.text(out, flags.inhibitedBy);
    }

    private static void writeReading(DataOutput out, AlertReading reading) throws IOException {
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

    static Content read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version == AlertFormatOne.VERSION) {
            return AlertFormatOne.read(in);
        }
        if (version != VERSION) {
            throw new IOException("alerts are of another version, version=" + version + " known=" + VERSION);
        }
        long transitions = in.readLong();
        long minute = in.readLong();
        Map<String, SavedRule> rules = new LinkedHashMap<>();
        for (int left = Bytes.count(in.readInt(), MAX_RULES); left > 0; left--) {
            String id = Bytes.text(in);
            rules.put(id, new SavedRule(in.readLong(), false, readAlerts(in)));
        }
        return new Content(transitions, minute, rules, Silences.read(in), readAnnotations(in), readLog(in));
    }

    private static List<SavedAlert> readAlerts(DataInput in) throws IOException {
        List<SavedAlert> alerts = new ArrayList<>();
        for (int left = Bytes.count(in.readInt(), MAX_ALERTS); left > 0; left--) {
            alerts.add(new SavedAlert(
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
                    readFlags(in),
                    readReading(in)));
        }
        return alerts;
    }

    private static List<Annotation> readAnnotations(DataInput in) throws IOException {
        List<Annotation> annotations = new ArrayList<>();
        for (int left = Bytes.count(in.readInt(), AlertBook.MOST_ANNOTATIONS); left > 0; left--) {
            annotations.add(new Annotation(
                    Bytes.text(in), in.readLong(), Bytes.textOrNull(in), Bytes.text(in), Bytes.text(in)));
        }
        return annotations;
    }

    private static List<AlertReading> readLog(DataInput in) throws IOException {
        List<AlertReading> log = new ArrayList<>();
        for (int left = Bytes.count(in.readInt(), AlertBook.LOG_CAPACITY); left > 0; left--) {
            log.add(readReading(in));
        }
        return log;
    }

    private static Flags readFlags(DataInput in) throws IOException {
        String owner = Bytes.textOrNull(in);
        Acknowledgement acknowledgement =
                owner == null ? null : new Acknowledgement(owner, Bytes.text(in), in.readLong());
        return new Flags(acknowledgement, Bytes.textOrNull(in), Bytes.textOrNull(in));
    }

    private static AlertReading readReading(DataInput in) throws IOException {
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

    /** Tells apart rules that fire at other times; labels, severity, owner and tags do not count. */
    static long fingerprint(Rule rule) {
        return digest(rule.meaning().getBytes(StandardCharsets.UTF_8));
    }

    /** The first eight bytes of the SHA-256. */
    static long digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
