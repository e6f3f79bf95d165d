package io.polestar.api.live;

import io.polestar.api.live.Update.Outgoing;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One connection: what it is subscribed to and what waits to go out to it. While a send is under way, changes are
 * conflated: the newest per topic waits, and the number it replaced is told with it. Notices (acks, alerts, errors) are
 * never replaced; when more wait than a bound, the connection is closed, and a resume brings the alerts again.
 *
 * <p>The hub's thread offers, any thread completes a send: what waits is guarded by this object's lock, and a send is
 * started outside of it. {@link #topics} belongs to the hub's thread alone.
 */
final class Subscriber {
    private static final int NOTICES = 512;

    private final Outlet outlet;
    private final LongAdder dropped;
    private final Set<Topic> topics = new HashSet<>();

    private final ArrayDeque<Outgoing> notices = new ArrayDeque<>();
    private final Map<Topic, Waiting> changes = new LinkedHashMap<>();
    private boolean sending;
    private boolean closed;

    /** @param dropped counts changes that are never sent because newer ones come first */
    Subscriber(Outlet outlet, LongAdder dropped) {
        this.outlet = outlet;
        this.dropped = dropped;
    }

    /** The topics subscribed to; hub's thread only. */
    Set<Topic> topics() {
        return topics;
    }

    /** The first content of a topic: takes the place of whatever waits of it. */
    void offerSnapshot(Update update) {
        offer(update, true);
    }

    /** A changed content of a topic. */
    void offerChange(Update update) {
        offer(update, false);
    }

    /** A message that must not be dropped. */
    void offerNotice(Outgoing message) {
        boolean room;
        synchronized (this) {
            if (closed) {
                return;
            }
            room = notices.size() < NOTICES;
            if (room) {
                notices.add(message);
            }
        }
        if (room) {
            pump();
        } else {
            close(CloseStatus.TRY_AGAIN_LATER, "more than " + NOTICES + " messages wait for this reader");
        }
    }

    /** A message that only a connection with nothing else to send is sent. */
    void offerIfQuiet(Outgoing message) {
        synchronized (this) {
            if (closed || sending || !notices.isEmpty() || !changes.isEmpty()) {
                return;
            }
            notices.add(message);
        }
        pump();
    }

    /** Forgets what waits of a topic. */
    synchronized void forget(Topic topic) {
        changes.remove(topic);
    }

    /** Ends the connection. */
    void close(int status, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notices.clear();
            changes.clear();
        }
        outlet.close(status, reason);
    }

    /** The connection is gone: nothing more is sent. */
    synchronized void closed() {
        closed = true;
        notices.clear();
        changes.clear();
    }

    /** Whether nothing more will be sent. */
    synchronized boolean isClosed() {
        return closed;
    }

    private void offer(Update update, boolean snapshot) {
        synchronized (this) {
            if (closed) {
                return;
            }
            Waiting waiting = changes.get(update.topic());
            if (waiting == null) {
                changes.put(update.topic(), new Waiting(update, snapshot, 0));
            } else {
                dropped.increment();
                changes.put(update.topic(), new Waiting(update, snapshot || waiting.snapshot(), waiting.dropped() + 1));
            }
        }
        pump();
    }

    /**
     * Sends what waits, one after the other. Only the thread that turned {@code sending} on is in the loop; a send that
     * completes at once goes round it, one that completes later calls back in.
     */
    private void pump() {
        while (true) {
            Outgoing next;
            synchronized (this) {
                if (sending || closed) {
                    return;
                }
                next = take();
                if (next == null) {
                    return;
                }
                sending = true;
            }
            Step step = new Step();
            outlet.send(next, step);
            if (!step.startedAgain()) {
                return;
            }
        }
    }

    /** The next message; alerts and acks first, then changes in the order they began to wait. Under the lock. */
    private @Nullable Outgoing take() {
        Outgoing notice = notices.poll();
        if (notice != null) {
            return notice;
        }
        var iterator = changes.values().iterator();
        if (!iterator.hasNext()) {
            return null;
        }
        Waiting first = iterator.next();
        iterator.remove();
        Update update = first.update();
        long completeTo = update.sequence();
        for (Waiting other : changes.values()) {
            completeTo = Math.min(completeTo, other.update().sequence());
        }
        return first.snapshot() ? update.snapshot(completeTo) : update.change(completeTo, first.dropped());
    }

    private synchronized void sent() {
        sending = false;
    }

    private record Waiting(Update update, boolean snapshot, long dropped) {}

    /** Tells a send that completed inside {@code send} from one that completes later. */
    private final class Step implements Runnable {
        private final Thread starter = Thread.currentThread();
        private boolean returned;
        private boolean completedInside;

        @Override
        public void run() {
            sent();
            if (Thread.currentThread() == starter && !returned) {
                completedInside = true;
            } else {
                pump();
            }
        }

        /** Called once by the starter after send has returned: true when it must go on itself. */
        boolean startedAgain() {
            returned = true;
            return completedInside;
        }
    }
}
