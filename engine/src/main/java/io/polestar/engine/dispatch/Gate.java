package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Message.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets so many messages a minute through to one channel. What comes beyond is held and told in one digest when the minute is over:
 * each alert once, as it stands by then. After a minute that held as many messages as may go, the next is held from its beginning: a
 * storm is one digest a minute. The counting thread's.
 */
final class Gate {
    static final long MINUTE_MILLIS = 60_000;
    static final String DIGEST = "digest";

    final String channel;
    final int perMinute;
    final Map<String, AlertNote> held = new LinkedHashMap<>();
    long sinceMillis = Dispatcher.NEVER;
    int passed;
    int heldMessages;
    boolean holding;

    Gate(String channel, int perMinute) {
        this.channel = channel;
        this.perMinute = perMinute;
    }

    /** Takes over how another gate of the same channel stands. */
    void takeOver(Gate before) {
        held.putAll(before.held);
        sinceMillis = before.sinceMillis;
        passed = before.passed;
        heldMessages = before.heldMessages;
        holding = before.holding;
    }

    void take(Message message, Outlet outlet) {
        roll(message.decisionMillis(), outlet);
        if (sinceMillis == Dispatcher.NEVER) {
            sinceMillis = message.decisionMillis();
        }
        if (!holding && passed < perMinute) {
            passed++;
            outlet.tell(message);
            return;
        }
        holding = true;
        heldMessages++;
        message.alerts().forEach(alert -> held.put(alert.episode(), alert));
    }

    /** Ends the minute if it is over. */
    void roll(long clockMillis, Outlet outlet) {
        if (sinceMillis == Dispatcher.NEVER || clockMillis - sinceMillis < MINUTE_MILLIS) {
            return;
        }
        if (held.isEmpty()) {
            sinceMillis = Dispatcher.NEVER;
            passed = 0;
            holding = false;
            return;
        }
        List<AlertNote> alerts = new ArrayList<>(Math.min(held.size(), Outlet.MOST_ALERTS));
        for (AlertNote alert : held.values()) {
            if (alerts.size() < Outlet.MOST_ALERTS) {
                alerts.add(alert);
            }
        }
        alerts.forEach(alert -> held.remove(alert.episode()));
        sinceMillis = clockMillis;
        passed = 1;
        holding = heldMessages >= perMinute || !held.isEmpty();
        heldMessages = 0;
        outlet.tell(outlet.message(channel, Cause.DIGEST, DIGEST, alerts));
    }

    /** When a digest is due; {@link Dispatcher#NEVER} for none. */
    long dueMillis() {
        return held.isEmpty() ? Dispatcher.NEVER : sinceMillis + MINUTE_MILLIS;
    }
}
