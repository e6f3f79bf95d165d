package io.polestar.engine.dispatch;

import java.util.List;

/**
 * One thing to tell through one channel. The same journal gives the same messages, ids included, live and replayed.
 *
 * @param id tells this message from all others for ever; whoever gets it twice may drop the second
 * @param channel id of the channel it goes through
 * @param group key of the alerts it was grouped with
 * @param cause why it is sent
 * @param sequence journal sequence it rests on; does not fall from one message to the next
 * @param decisionMillis the engine's clock when it was decided, epoch milliseconds
 * @param alerts the alerts it tells of; may be empty for a test
 */
public record Message(
        String id,
        String channel,
        String group,
        Cause cause,
        long sequence,
        long decisionMillis,
        List<AlertNote> alerts) {
    public Message {
        alerts = List.copyOf(alerts);
    }

    /** Why a message is sent. */
    public enum Cause {
        /** An alert fires. */
        FIRED,
        /** All alerts it tells of have ceased. */
        RESOLVED,
        /** An alert still fires. */
        REMINDED,
        /** Nobody has acknowledged in time. */
        ESCALATED,
        /** A provisional firing proved wrong once all events were there. */
        RETRACTED,
        /** Several things at once, because the channel had had enough. */
        DIGEST,
        /** Somebody tries out the channel. */
        TEST
    }
}
