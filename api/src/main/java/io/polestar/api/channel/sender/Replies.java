package io.polestar.api.channel.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.channel.outgoing.HttpReply;
import java.io.IOException;
import java.util.Set;

/** What answers over HTTP mean. */
final class Replies {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long robots want to be left alone that have had too much: their limits are by the minute. */
    static final long ROBOT_REST_MILLIS = 60_000;

    private Replies() {}

    /** By the status: 2xx is taken; 408, 425, 429 and 5xx may go well later; all else, redirects among it, will not. */
    static Outcome byStatus(HttpReply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return Outcome.DELIVERED;
        }
        String reason = "answered " + status;
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Outcome.TryLater(reason, reply.retryAfterMillis());
        }
        String text = reply.text().strip();
        return new Outcome.Refused(text.isEmpty() ? reason : reason + ": " + text);
    }

    /**
     * Of a robot, which answers 200 whatever it thinks of the message: by a number in the body, 0 for well.
     *
     * @param code the number's name
     * @param message the name of the words that go with it
     * @param busy numbers that mean that it has had too many messages, or cannot for the moment
     */
    static Outcome byCode(HttpReply reply, String code, String message, Set<Integer> busy) {
        Outcome byStatus = byStatus(reply);
        if (!(byStatus instanceof Outcome.Delivered)) {
            return byStatus;
        }
        JsonNode body = parsed(reply);
        JsonNode number = body.path(code);
        if (!number.isInt()) {
            return new Outcome.TryLater("answered without " + code, 0);
        }
        if (number.asInt() == 0) {
            return byStatus;
        }
        String reason = code + " " + number.asInt() + ": " + body.path(message).asText();
        return busy.contains(number.asInt())
                ? new Outcome.TryLater(reason, Math.max(ROBOT_REST_MILLIS, reply.retryAfterMillis()))
                : new Outcome.Refused(reason);
    }

    private static JsonNode parsed(HttpReply reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            return body == null ? JSON.missingNode() : body;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }
}
