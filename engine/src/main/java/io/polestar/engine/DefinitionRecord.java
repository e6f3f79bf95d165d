package io.polestar.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The payload of a definition in the journal: the text, and the states that its rules take over.
 *
 * <pre>
 * int length, text in UTF-8 · rule states as the alert book writes them
 * </pre>
 */
final class DefinitionRecord {
    private DefinitionRecord() {}

    static byte[] encode(String text, byte[] alerts) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + utf8.length + alerts.length)
                .putInt(utf8.length)
                .put(utf8)
                .put(alerts)
                .array();
    }

    static String text(byte[] payload, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(payload, 0, length);
        return new String(payload, Integer.BYTES, bytes.getInt(), StandardCharsets.UTF_8);
    }

    static byte[] alerts(byte[] payload, int length) {
        int from = Integer.BYTES + ByteBuffer.wrap(payload, 0, length).getInt();
        return Arrays.copyOfRange(payload, from, length);
    }
}
