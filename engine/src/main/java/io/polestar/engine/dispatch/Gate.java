package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Message.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets so many messages through to one channel in any 60 s. What comes beyond is held and told in one digest when the minute is over:
 * each alert once, as it stands by then. A minute begins with the first message after the last one. After a minute that held as many messages as may go, the next is held from its beginning: a
 * storm is one digest a minute. The counting thread's.
 */
final class Gate {
    static final long MINUTE_MILLIS = 60_000;
    static final String DIGEST = "digest";

    final String channel;
    final int perMinute;
    final Map<String, AlertNote> held = new LinkedHashMap<>();
    long sinceMillis = Dispatcher.NEVER;
    /** When messages went through, of the last 60 s, oldest first. */
    final Deque<Long> sent = new ArrayDeque<>();

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
        sent.addAll(before.sent);
        heldMessages = before.heldMessages;
        holding = before.holding;
    }

    void take(Message message, Outlet outlet) {
        roll(message.decisionMillis(), outlet);
        if (sinceMillis == Dispatcher.NEVER) {
            sinceMillis = message.decisionMillis();
        }
        if (!holding && sent.size() < perMinute) {
            sent.add(message.decisionMillis());
            outlet.tell(message);
            return;
        }
        holding = true;
        heldMessages++;
        message.alerts().forEach(alert -> held.put(alert.episode(), alert));
    }

    /** Ends the minute if it is over. By then what went through at its beginning is 60 s ago, so that there is room for the digest. */
    void roll(long clockMillis, Outlet outlet) {
        while (!sent.isEmpty() && clockMillis - sent.getFirst() >= MINUTE_MILLIS) {
            sent.removeFirst();
        }
        if (sinceMillis == Dispatcher.NEVER || clockMillis - sinceMillis < MINUTE_MILLIS) {
            return;
        }
        if (held.isEmpty()) {
            sinceMillis = Dispatcher.NEVER;
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
        sent.add(clockMillis);
        holding = heldMessages >= perMinute || !held.isEmpty();
        heldMessages = 0;
        outlet.tell(outlet.message(channel, Cause.DIGEST, DIGEST, alerts));
    }

    /** When a digest is due; {@link Dispatcher#NEVER} for none. */
    long dueMillis() {
        return held.isEmpty() ? Dispatcher.NEVER : sinceMillis + MINUTE_MILLIS;
    }
}
