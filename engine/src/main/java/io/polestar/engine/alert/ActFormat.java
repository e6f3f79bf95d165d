package io.polestar.engine.alert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An act as the payload of a journal record: byte version, 1; byte kind, below; then its parts in the order of the record, texts as
 * int length and UTF-8.
 *
 * <pre>
 *     1 acknowledge   2 unacknowledge   3 silence   4 end of a silence   5 re-arm   6 annotation
 * </pre>
 */
public final class ActFormat {
    private static final byte VERSION = 1;
    private static final byte ACKNOWLEDGE = 1;
    private static final byte UNACKNOWLEDGE = 2;
    private static final byte HUSH = 3;
    private static final byte END_SILENCE = 4;
    private static final byte REARM = 5;
    private static final byte ANNOTATE = 6;

    private ActFormat() {}

    /** The payload of an act. */
    public static byte[] encode(Act act) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, act);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Act act) throws IOException {
        if (act instanceof Act.Acknowledge acknowledge) {
            out.writeByte(ACKNOWLEDGE);
            Bytes.text(out, acknowledge.episode());
            Bytes.text(out, acknowledge.owner());
            Bytes.text(out, acknowledge.comment());
        } else if (act instanceof Act.Unacknowledge unacknowledge) {
            out.writeByte(UNACKNOWLEDGE);
            Bytes.text(out, unacknowledge.episode());
        } else if (act instanceof Act.Hush hush) {
            out.writeByte(HUSH);
            Bytes.matchers(out, hush.match());
            out.writeLong(hush.startMillis());
            out.writeLong(hush.endMillis());
            Bytes.text(out, hush.creator());
            Bytes.text(out, hush.comment());
        } else if (act instanceof Act.EndSilence end) {
            out.writeByte(END_SILENCE);
            Bytes.text(out, end.id());
        } else if (act instanceof Act.Rearm rearm) {
            out.writeByte(REARM);
            Bytes.text(out, rearm.rule());
            Bytes.text(out, rearm.segment());
        } else if (act instanceof Act.Annotate annotate) {
            out.writeByte(ANNOTATE);
            out.writeLong(annotate.timeMillis());
            Bytes.text(out, annotate.metric());
            Bytes.text(out, annotate.text());
            Bytes.text(out, annotate.author());
        }
    }

    /**
     * Reads a payload.
     *
     * @throws IOException if it is none that this version knows
     */
    public static Act decode(byte[] payload, int length) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload, 0, length));
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("an act is of another version, version=" + version + " known=" + VERSION);
        }
        byte kind = in.readByte();
        try {
            return switch (kind) {
                case ACKNOWLEDGE -> new Act.Acknowledge(Bytes.text(in), Bytes.text(in), Bytes.text(in));
                case UNACKNOWLEDGE -> new Act.Unacknowledge(Bytes.text(in));
                case HUSH ->
                    new Act.Hush(Bytes.matchers(in), in.readLong(), in.readLong(), Bytes.text(in), Bytes.text(in));
                case END_SILENCE -> new Act.EndSilence(Bytes.text(in));
                case REARM -> new Act.Rearm(Bytes.text(in), Bytes.textOrNull(in));
                case ANNOTATE -> new Act.Annotate(in.readLong(), Bytes.textOrNull(in), Bytes.text(in), Bytes.text(in));
                default -> throw new IOException("unknown kind of act, kind=" + kind);
            };
        } catch (IllegalArgumentException wrong) {
            throw new IOException("an act is damaged: " + wrong.getMessage(), wrong);
        }
    }
}
