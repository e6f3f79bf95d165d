package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an {@link AlertBook} stands in a snapshot. Big-endian; texts as {@link DataOutput#writeUTF}.
 *
 * <pre>
 *     byte  version, 2
 *     int   rules       then for each: long fingerprint, long ceasedMillis, boolean overlooks (not in version 1), reading
 *     int   log         then each reading, newest first
 *
 *     reading: text rule, text state, double value, double threshold,
 *              long eventMillis, long ingestMillis, long decisionMillis, long sequence, long sinceMillis
 * </pre>
 */
final class AlertFormat {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_OVERLOOKS = 1;
    private static final int MAX_RULES = 10_000;

    private AlertFormat() {}

    /** What a snapshot holds. */
    record Content(Map<String, SavedRule> rules, List<AlertReading> log) {}

    /** What a snapshot holds of one rule. */
    record SavedRule(long fingerprint, long ceasedMillis, boolean overlooks, AlertReading reading) {}

    static void write(DataOutput out, RuleState[] states, Collection<AlertReading> log) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(states.length);
        for (RuleState state : states) {
            out.writeLong(fingerprint(state.rule()));
            out.writeLong(state.ceasedMillis());
            out.writeBoolean(state.overlooks());
            writeReading(out, state.reading());
        }
        out.writeInt(log.size());
        for (AlertReading reading : log) {
            writeReading(out, reading);
        }
    }

    static Content read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION && version != WITHOUT_OVERLOOKS) {
            throw new IOException("alerts are of another version, version=" + version + " known=" + VERSION);
        }
        Map<String, SavedRule> rules = new HashMap<>();
        for (int i = readCount(in, MAX_RULES); i > 0; i--) {
            SavedRule rule = new SavedRule(
                    in.readLong(), in.readLong(), version == VERSION && in.readBoolean(), readReading(in));
            rules.put(rule.reading().rule(), rule);
        }
        List<AlertReading> log = new ArrayList<>();
        for (int i = readCount(in, AlertBook.LOG_CAPACITY); i > 0; i--) {
            log.add(readReading(in));
        }
        return new Content(rules, log);
    }

    private static int readCount(DataInput in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("alerts are damaged, count=" + count + " most=" + most);
        }
        return count;
    }

    private static void writeReading(DataOutput out, AlertReading reading) throws IOException {
        out.writeUTF(reading.rule());
        out.writeUTF(reading.state().name());
        out.writeDouble(reading.value());
        out.writeDouble(reading.threshold());
        out.writeLong(reading.eventMillis());
        out.writeLong(reading.ingestMillis());
        out.writeLong(reading.decisionMillis());
        out.writeLong(reading.sequence());
        out.writeLong(reading.sinceMillis());
    }

    private static AlertReading readReading(DataInput in) throws IOException {
        return new AlertReading(
                in.readUTF(),
                readState(in),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static AlertState readState(DataInput in) throws IOException {
        String name = in.readUTF();
        try {
            return AlertState.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("alerts are damaged, state=" + name, e);
        }
    }

    /** Tells apart rules that watch something else or wait otherwise; labels, severity and owner do not count. */
    static long fingerprint(Rule rule) {
        Segment segment = rule.segment();
        String watched = String.join(
                "\n",
                rule.metric(),
                Boolean.toString(rule.window().calendar()),
                Long.toString(rule.window().lengthMillis()),
                segment == null ? "" : segment.dimension(),
                segment == null ? "" : segment.value(),
                rule.direction().name(),
                Double.toString(rule.threshold()),
                Long.toString(rule.forMillis()),
                Long.toString(rule.keepFiringForMillis()));
        return digest(watched.getBytes(StandardCharsets.UTF_8));
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
