package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import java.util.Arrays;

/** Events taken out of their batch: each as a sealed batch of its own, in an array no longer than it. */
final class SingleEvent {
    private SingleEvent() {}

    /** A copy of the event at a cursor, whose properties are gone through by that. */
    static byte[] of(EventCursor event, EventBatch scratch) {
        scratch.reset();
        if (!scratch.copy(event)) {
            throw new IllegalStateException("an event of a batch fits into a batch of its own");
        }
        return sealed(scratch);
    }

    /** The one event of a batch. */
    static byte[] sealed(EventBatch scratch) {
        int length = scratch.seal();
        return Arrays.copyOf(scratch.bytes(), length);
    }

    /** Puts a cursor before the properties of the event. */
    static EventCursor open(byte[] single, EventCursor cursor) {
        cursor.wrap(single);
        cursor.next();
        return cursor;
    }
}
