package io.polestar.api.channel.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers by name in lower case; of a repeated one the last
 * @param body the body, or its beginning if it is long
 */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {
    private static final long SECOND_MILLIS = 1_000;

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** How long the receiver asks to be left alone, milliseconds; 0 when it does not say so in seconds. */
    public long retryAfterMillis() {
        @Nullable String seconds = headers.get("retry-after");
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) * SECOND_MILLIS : 0;
    }
}
