package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.view.AlertState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Notes and messages as bytes, part by part in the order of their records. Texts: int length, UTF-8; a length of -1 is null. */
final class NoteFormat {
    private static final int MAX_TEXT_BYTES = 1 << 20;
    private static final int MAX_LABELS = 1_000;

    private NoteFormat() {}

    static void write(DataOutput out, AlertNote note) throws IOException {
        text(out, note.rule());
        text(out, note.segment());
        text(out, note.episode());
        text(out, note.severity());
        text(out, note.owner());
        out.writeInt(note.labels().size());
        for (Map.Entry<String, String> label : note.labels().entrySet()) {
            text(out, label.getKey());
            text(out, label.getValue());
        }
        text(out, note.state().name());
        out.writeBoolean(note.provisional());
        text(out, note.metric());
        text(out, note.window());
        out.writeDouble(note.value());
        out.writeDouble(note.threshold());
        out.writeDouble(note.bandLow());
        out.writeDouble(note.bandHigh());
        out.writeLong(note.sinceMillis());
        out.writeLong(note.eventMillis());
        out.writeLong(note.ingestMillis());
        out.writeLong(note.decisionMillis());
        out.writeLong(note.sequence());
    }

    static AlertNote read(DataInput in) throws IOException {
        return new AlertNote(
                text(in),
                textOrNull(in),
                text(in),
                text(in),
                textOrNull(in),
                labels(in),
                constant(in, AlertState.class),
                in.readBoolean(),
                text(in),
                text(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    static void write(DataOutput out, Message message) throws IOException {
        text(out, message.id());
        text(out, message.channel());
        text(out, message.group());
        text(out, message.cause().name());
        out.writeLong(message.sequence());
        out.writeLong(message.decisionMillis());
        out.writeInt(message.alerts().size());
        for (AlertNote alert : message.alerts()) {
            write(out, alert);
        }
    }

    static Message readMessage(DataInput in) throws IOException {
        String id = text(in);
        String channel = text(in);
        String group = text(in);
        Cause cause = constant(in, Cause.class);
        long sequence = in.readLong();
        long decisionMillis = in.readLong();
        List<AlertNote> alerts = new ArrayList<>();
        for (int left = DispatchFormat.count(in.readInt(), Outlet.MOST_ALERTS); left > 0; left--) {
            alerts.add(read(in));
        }
        return new Message(id, channel, group, cause, sequence, decisionMillis, alerts);
    }

    private static Map<String, String> labels(DataInput in) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        for (int left = DispatchFormat.count(in.readInt(), MAX_LABELS); left > 0; left--) {
            labels.put(text(in), text(in));
        }
        return labels;
    }

    private static <E extends Enum<E>> E constant(DataInput in, Class<E> type) throws IOException {
        String name = text(in);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("messages are damaged, " + type.getSimpleName() + "=" + name, e);
        }
    }

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
        byte[] utf8 = new byte[DispatchFormat.count(length, MAX_TEXT_BYTES)];
        in.readFully(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    static String text(DataInput in) throws IOException {
        String text = textOrNull(in);
        if (text == null) {
            throw new IOException("messages are damaged, a text is missing");
        }
        return text;
    }
}
