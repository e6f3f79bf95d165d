package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import org.agrona.collections.Long2LongHashMap;

/**
 * Events that later corrections took back. Windows that are counted from the journal with this at hand leave such events out at once,
 * and their retractions with them: what cannot be undone is not done. An event may have been corrected several times; then as many of
 * the events with its identity and time are left out, the earliest first. One thread.
 */
public final class Retracted {
    private static final long NONE = 0;

    private final Long2LongHashMap timesByEvent = new Long2LongHashMap(NONE);
    private final EventCursor cursor = new EventCursor();
    private long retractionsLeft;

    /** Notes the retractions of a journalled batch. */
    public void note(byte[] batch) {
        cursor.wrap(batch);
        while (cursor.next()) {
            if (cursor.retracts() && !cursor.dropped()) {
                timesByEvent.put(key(cursor), timesByEvent.get(key(cursor)) + 1);
                retractionsLeft++;
            }
        }
    }

    /** Whether an event is to be left out; to be asked once for each that counts, in journal order. */
    boolean leavesOut(EventCursor event) {
        if (retractionsLeft == 0) {
            return false;
        }
        if (event.retracts()) {
            retractionsLeft--;
            return true;
        }
        long key = key(event);
        long times = timesByEvent.get(key);
        if (times > 1) {
            timesByEvent.put(key, times - 1);
        } else if (times == 1) {
            timesByEvent.remove(key);
        }
        return times != NONE;
    }

    private static long key(EventCursor event) {
        return KeyedHash.combine(event.identity(), event.timeMillis());
    }
}
