package io.polestar.engine.alert;

import io.polestar.engine.tree.Matchers;
import io.polestar.engine.tree.Segment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts that acts and snapshots of alerts have in common, as bytes. Texts: int length, UTF-8; a length of -1 is null. */
final class Bytes {
    private static final int MAX_TEXT_BYTES = 1 << 16;

    private Bytes() {}

    static void text(DataOutput out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static @Nullable String textOrNull(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        byte[] utf8 = new byte[count(length, MAX_TEXT_BYTES)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static String text(DataInput in) throws IOException {
        String text = textOrNull(in);
        if (text == null) {
            throw new IOException("alerts are damaged, a text is missing");
        }
        return text;
    }

    static int count(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("alerts are damaged, count=" + count + " most=" + most);
        }
        return count;
    }

    static void segment(DataOutput out, @Nullable Segment segment) throws IOException {
        text(out, segment == null ? null : segment.dimension());
        text(out, segment == null ? null : segment.value());
    }

    static @Nullable Segment segment(DataInput in) throws IOException {
        String dimension = textOrNull(in);
        String value = textOrNull(in);
        return dimension == null || value == null ? null : new Segment(dimension, value);
    }

    static void matchers(DataOutput out, Matchers match) throws IOException {
        out.writeInt(match.values().size());
        for (Map.Entry<String, String> matcher : new TreeMap<>(match.values()).entrySet()) {
            text(out, matcher.getKey());
            text(out, matcher.getValue());
        }
    }

    static Matchers matchers(DataInput in) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (int left = count(in.readInt(), Matchers.MOST); left > 0; left--) {
            values.put(text(in), text(in));
        }
        return new Matchers(values);
    }

    static <E extends Enum<E>> E constant(DataInput in, Class<E> type) throws IOException {
        String name = text(in);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("alerts are damaged, " + type.getSimpleName() + "=" + name, e);
        }
    }
}
