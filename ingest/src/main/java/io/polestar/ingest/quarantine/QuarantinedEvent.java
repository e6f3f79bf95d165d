package io.polestar.ingest.quarantine;

import io.polestar.engine.Refusal;
import io.polestar.ingest.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event in the quarantine.
 *
 * @param id its number here: 1, 2, 3 … over the life of the data directory
 * @param timeMillis when it came, epoch milliseconds
 * @param source the source that its text names; null when that cannot be read
 * @param format how to read the text: {@link WireFormat#JSON} or {@link WireFormat#CLOUDEVENT}
 * @param text the event as it was sent, as much of it as is kept
 * @param complete whether the text is all of it and exactly what was sent, so that it can be sent again
 * @param reason why it was rejected, and at which position of its body
 */
public record QuarantinedEvent(
        long id,
        long timeMillis,
        @Nullable String source,
        WireFormat format,
        String text,
        boolean complete,
        Refusal reason) {
    private static final int OTHER_BYTES = 128;

    /** What it counts for against {@link QuarantineLimits#bytes()}. */
    long bytes() {
        return OTHER_BYTES
                + utf8(text)
                + utf8(reason.field())
                + utf8(reason.value())
                + utf8(reason.rule())
                + (source == null ? 0 : utf8(source));
    }

    private static long utf8(String text) {
        long bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        return bytes;
    }
}
