package io.polestar.engine.gauge;

import io.polestar.engine.alert.RuleValues;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How gauges stand in a snapshot. Rules are known by their ids and what their memory depends on, segments by their texts.
 *
 * <pre>
 *     int   rules that remember   then for each: text id, text memory, int segments,
 *                                 then for each: boolean, text of the segment or nothing, int length, what is remembered
 *     int   -1                    the end
 * </pre>
 */
final class GaugeFormat {
    private static final int END = -1;

    private final List<Rule> rules;
    private final Gauge[] gauges;

    GaugeFormat(List<Rule> rules, Gauge[] gauges) {
        this.rules = rules;
        this.gauges = gauges;
    }

    void write(DataOutput out, int[] counts, RuleValues places) throws IOException {
        int remembering = 0;
        for (Gauge gauge : gauges) {
            remembering += gauge.remembers() ? 1 : 0;
        }
        out.writeInt(remembering);
        for (int rule = 0; rule < gauges.length; rule++) {
            if (gauges[rule].remembers()) {
                text(out, rules.get(rule).id());
                text(out, gauges[rule].memory(rules.get(rule)));
                out.writeInt(counts[rule]);
                for (int place = 0; place < counts[rule]; place++) {
                    Segment segment = places.segment(rule, place);
                    out.writeBoolean(segment != null);
                    if (segment != null) {
                        text(out, segment.value());
                    }
                    byte[] payload = payload(gauges[rule], place);
                    out.writeInt(payload.length);
                    out.write(payload);
                }
            }
        }
        out.writeInt(END);
    }

    private static byte[] payload(Gauge gauge, int place) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        gauge.writeTo(place, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    void read(DataInput in, int[] counts, RuleValues places) throws IOException {
        Map<String, Integer> ordinals = new HashMap<>();
        for (int rule = 0; rule < gauges.length; rule++) {
            ordinals.put(rules.get(rule).id(), rule);
        }
        for (int left = in.readInt(); left > 0; left--) {
            Integer known = ordinals.get(text(in));
            String memory = text(in);
            int rule = known != null
                            && gauges[known].remembers()
                            && gauges[known].memory(rules.get(known)).equals(memory)
                    ? known
                    : END;
            int count = in.readInt();
            for (int index = 0; index < count; index++) {
                String segment = in.readBoolean() ? text(in) : null;
                byte[] payload = new byte[in.readInt()];
                in.readFully(payload);
                int place = rule == END ? END : placeOf(rule, segment, places);
                if (place >= 0) {
                    gauges[rule].readFrom(place, new DataInputStream(new ByteArrayInputStream(payload)));
                    counts[rule] = Math.max(counts[rule], place + 1);
                }
            }
        }
        if (in.readInt() != END) {
            throw new IOException("what rules remember is damaged");
        }
    }

    private int placeOf(int rule, @Nullable String segment, RuleValues places) {
        String each = rules.get(rule).watched().each();
        return places.place(rule, each == null || segment == null ? null : new Segment(each, segment));
    }

    /** Writes something. */
    interface Content {
        void writeTo(DataOutput out) throws IOException;
    }

    static DataInput copy(Content content) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(bytes(content)));
    }

    static long digest(Content content) throws IOException {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes(content)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void text(DataOutput out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInput in) throws IOException {
        byte[] utf8 = new byte[in.readInt()];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
