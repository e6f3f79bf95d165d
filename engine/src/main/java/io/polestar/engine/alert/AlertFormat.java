package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an {@link AlertBook} stands in a snapshot. Big-endian; texts as int length and UTF-8. Version 1 is read by {@link AlertFormatOne}; alerts and
 * readings are those of {@link SavedAlert} and {@link ReadingFormat}.
 *
 * <pre>
 *     byte  version, 2
 *     long  transitions made, long minute of the latest evaluation
 *     int   rules       then for each: text id, long fingerprint, int alerts, each alert
 *     silences, annotations
 *     int   log         then each reading, newest first
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
            return fingerprint == (old ? Fingerprint.ofVersionOne(rule) : Fingerprint.of(rule));
        }
    }

    static void write(DataOutput out, Saved saved) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(saved.transitions);
        out.writeLong(saved.minute);
        out.writeInt(saved.rules.size());
        for (int rule = 0; rule < saved.rules.size(); rule++) {
            Bytes.text(out, saved.rules.get(rule).id());
            out.writeLong(Fingerprint.of(saved.rules.get(rule)));
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
            ReadingFormat.write(out, reading);
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
                SavedAlert.of(alert).write(out);
            }
        }
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
            alerts.add(SavedAlert.read(in));
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
            log.add(ReadingFormat.read(in));
        }
        return log;
    }
}
