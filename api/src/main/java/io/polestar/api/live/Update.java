package io.polestar.api.live;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A topic's content at one sequence, encoded once and shared by all its subscribers. Immutable but for the memory of the
 * whole message, which any thread may fill in.
 */
final class Update {
    private final Topic topic;
    private final String topicJson;
    private final long sequence;
    private final String dataJson;
    private volatile @Nullable Outgoing change;

    Update(Topic topic, String topicJson, long sequence, String dataJson) {
        this.topic = topic;
        this.topicJson = topicJson;
        this.sequence = sequence;
        this.dataJson = dataJson;
    }

    Topic topic() {
        return topic;
    }

    long sequence() {
        return sequence;
    }

    /** The message that opens a subscription. */
    Outgoing snapshot(long completeTo) {
        return new Outgoing(
                "{\"type\":\"snapshot\",\"topic\":" + topicJson + ",\"sequence\":" + completeTo + ",\"data\":"
                        + dataJson + "}",
                completeTo);
    }

    /**
     * The message that tells of a change.
     *
     * @param completeTo everything up to this sequence has been sent on the connection
     * @param dropped changes of this topic that a slow connection was not sent
     */
    Outgoing change(long completeTo, long dropped) {
        if (completeTo != sequence || dropped != 0) {
            return message(completeTo, dropped);
        }
        Outgoing shared = change;
        if (shared == null) {
            shared = message(sequence, 0);
            change = shared;
        }
        return shared;
    }

    private Outgoing message(long completeTo, long dropped) {
        return new Outgoing(
                "{\"type\":\"change\",\"topic\":" + topicJson + ",\"sequence\":" + completeTo + ",\"dropped\":"
                        + dropped + ",\"data\":" + dataJson + "}",
                completeTo);
    }

    /** A message as it goes out, with its server-sent form made when it is first wanted. */
    static final class Outgoing {
        private final String text;
        private final long sequence;
        private volatile byte @Nullable [] event;

        /** @param sequence what a client resumes from after this message; negative when it says nothing about that */
        Outgoing(String text, long sequence) {
            this.text = text;
            this.sequence = sequence;
        }

        /** The JSON text. */
        String text() {
            return text;
        }

        /** The same as a server-sent event; its id is the sequence. */
        byte[] event() {
            byte[] made = event;
            if (made == null) {
                String id = sequence < 0 ? "" : "id: " + sequence + "\n";
                made = (id + "data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8);
                event = made;
            }
            return made;
        }
    }
}
