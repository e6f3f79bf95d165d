package io.polestar.api.live;

import io.polestar.api.backend.Backend;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.Problems;
import io.polestar.engine.view.AlertsReading;
import io.polestar.engine.view.Views;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each wanted topic when the engine has published, and sends what changed to all who want it.
 *
 * <pre>
 *   engine ── published ───▶ hub's thread: read due topics ─▶ read alerts ─▶ offer alerts, then changes
 *   connections ─ commands ─▶    ▲ rests twice as long as the last tick took, at least 1 ms
 * </pre>
 *
 * Alerts are read after the values and offered before them: a client that has seen a value of sequence N has been sent
 * every transition up to N, so that a resume from N misses none. Topics, subscriptions and the feed belong to the hub's
 * thread; other threads hand it commands over a bounded queue.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private static final int COMMANDS = 8_192;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REST_FACTOR = 2;
    private static final long NOT_READY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ADMITTED = Long.MAX_VALUE;

    private final Backend backend;
    private final LiveLimits limits;
    private final Clock clock;
    private final Thread thread;
    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS);
    private final AtomicLong publications = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder droppedChanges = new LongAdder();
    private volatile boolean wakeOnPublish;
    private volatile boolean running = true;
    private volatile int topicCount;

    private final TopicBoard board;
    private final AlertFeed alerts;
    /** Each connection with the moment by which it must have shown a token. */
    private final Map<Subscriber, Long> deadlines = new LinkedHashMap<>();

    private long alertsReadAtPublication;
    private long restUntilNanos;
    private long nextHeartbeatNanos;

    /** A hub over that engine; call {@link #start()}. */
    public Hub(Backend backend, LiveLimits limits, Clock clock) {
        this.backend = backend;
        this.limits = limits;
        this.clock = clock;
        this.board = new TopicBoard(limits);
        this.alerts = new AlertFeed(clock);
        this.thread = new Thread(this::run, "polestar-live");
        this.thread.setDaemon(true);
    }

    /** Starts to listen to the engine. */
    public void start() {
        backend.onPublish(this::published);
        thread.start();
    }

    /** Connections open now. */
    public int connectionCount() {
        return connections.get();
    }

    /** Distinct topics held now. */
    public int topicCount() {
        return topicCount;
    }

    /** Changes that slow connections were never sent because newer ones came first, since the start. */
    public long droppedChanges() {
        return droppedChanges.sum();
    }

    /** A new connection's side of the hub. */
    Subscriber subscriber(Outlet outlet) {
        return new Subscriber(outlet, droppedChanges);
    }

    /** Bounds in force. */
    LiveLimits limits() {
        return limits;
    }

    /** Takes a place for a connection; false when all are taken. {@link #leave} gives it back. */
    boolean takePlace() {
        if (connections.incrementAndGet() <= limits.subscribers()) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    /** A connection has opened; {@code admitted} is false while it has not shown its token. */
    void join(Subscriber subscriber, boolean admitted) {
        submit(subscriber, () -> deadlines.put(subscriber, admitted ? ADMITTED : deadlineNanos()));
    }

    /** The connection has shown its token. */
    void admit(Subscriber subscriber) {
        submit(subscriber, () -> deadlines.replace(subscriber, ADMITTED));
    }

    /** The connection is gone; its place is free again. */
    void leave(Subscriber subscriber) {
        subscriber.closed();
        connections.decrementAndGet();
        commands.offer(() -> forget(subscriber));
        LockSupport.unpark(thread);
    }

    /** Subscribes; each topic is answered by a snapshot, or by nothing when it has not changed since the resume. */
    void subscribe(Subscriber subscriber, List<Topic> wanted, @Nullable Long resume) {
        submit(subscriber, () -> {
            int count = 0;
            Problem problem = null;
            for (Topic topic : wanted) {
                problem = add(subscriber, topic, resume);
                if (problem != null) {
                    break;
                }
                count++;
            }
            subscriber.offerNotice(Messages.ack("subscribe", count));
            if (problem != null) {
                subscriber.offerNotice(Messages.error(problem));
            }
        });
    }

    /** Ends subscriptions. */
    void unsubscribe(Subscriber subscriber, List<Topic> unwanted) {
        submit(subscriber, () -> {
            unwanted.forEach(topic -> remove(subscriber, topic));
            subscriber.offerNotice(Messages.ack("unsubscribe", unwanted.size()));
        });
    }

    /** Answers a ping after everything that the connection asked before. */
    void ping(Subscriber subscriber) {
        submit(subscriber, () -> subscriber.offerNotice(Messages.ack("ping", 0)));
    }

    /** Closes every connection and ends the thread. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the engine's thread. */
    private void published() {
        publications.incrementAndGet();
        if (wakeOnPublish) {
            LockSupport.unpark(thread);
        }
    }

    private void submit(Subscriber subscriber, Runnable command) {
        if (running && commands.offer(command)) {
            LockSupport.unpark(thread);
        } else {
            subscriber.close(CloseStatus.TRY_AGAIN_LATER, "the server has too many live commands waiting");
        }
    }

    private void run() {
        nextHeartbeatNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.heartbeatMillis());
        while (running) {
            try {
                await();
                tick();
            } catch (RuntimeException e) {
                LOG.error("a live tick failed; the next one goes on", e);
            }
        }
        List.copyOf(deadlines.keySet())
                .forEach(subscriber -> subscriber.close(CloseStatus.GOING_AWAY, "the server is stopping"));
    }

    /** Waits out the rest after a tick, then for a publication, a command or the next moment something is due. */
    private void await() {
        long seen = publications.get();
        long rest = restUntilNanos - System.nanoTime();
        if (rest > 0) {
            LockSupport.parkNanos(this, rest);
        }
        wakeOnPublish = alerts.wanted() || board.wanted();
        long wait = nanosUntilWork(seen);
        if (wait > 0 && commands.isEmpty() && publications.get() == seen && running) {
            LockSupport.parkNanos(this, wait);
        }
        wakeOnPublish = false;
    }

    private long nanosUntilWork(long publication) {
        long now = System.nanoTime();
        long untilHeartbeat = nextHeartbeatNanos - now;
        if (!alerts.wanted() && !board.wanted()) {
            return untilHeartbeat;
        }
        if (!backend.readiness().isReady()) {
            return Math.min(untilHeartbeat, NOT_READY_NANOS);
        }
        if (alerts.wanted() && alertsReadAtPublication != publication) {
            return 0;
        }
        return Math.min(untilHeartbeat, board.nanosUntilDue(publication, now));
    }

    private void tick() {
        long began = System.nanoTime();
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        boolean ready = backend.readiness().isReady();
        if (ready && (board.wanted() || alerts.wanted())) {
            send(began);
        }
        if (began - nextHeartbeatNanos >= 0) {
            beat(ready, began);
        }
        topicCount = board.size();
        long ended = System.nanoTime();
        restUntilNanos = ended + Math.max(REST_NANOS, REST_FACTOR * (ended - began));
    }

    private void send(long nowNanos) {
        Views views = backend.views();
        long publication = publications.get();
        board.read(views, publication, nowNanos);
        alertsReadAtPublication = publication;
        if (alerts.wanted()) {
            alerts.accept(views.alerts());
        }
        board.offer(nowNanos);
    }

    /** Tells quiet connections that the server lives, and sweeps what is not needed any more. */
    private void beat(boolean ready, long nowNanos) {
        nextHeartbeatNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(limits.heartbeatMillis());
        board.sweep(nowNanos);
        AlertsReading reading = ready ? backend.views().alerts() : null;
        if (reading != null && alerts.wanted()) {
            alerts.accept(reading);
        }
        Update.Outgoing message = Messages.heartbeat(clock.millis(), reading == null ? null : reading.trust());
        List.copyOf(deadlines.keySet()).forEach(subscriber -> beat(subscriber, message, nowNanos));
    }

    private void beat(Subscriber subscriber, Update.Outgoing message, long nowNanos) {
        long deadlineNanos = deadlines.getOrDefault(subscriber, ADMITTED);
        if (subscriber.isClosed()) {
            forget(subscriber);
        } else if (deadlineNanos == ADMITTED) {
            subscriber.offerIfQuiet(message);
        } else if (nowNanos - deadlineNanos >= 0) {
            subscriber.close(CloseStatus.POLICY, "no token came in time");
        }
    }

    private @Nullable Problem add(Subscriber subscriber, Topic topic, @Nullable Long resume) {
        boolean fresh = !subscriber.topics().contains(topic);
        if (fresh && subscriber.topics().size() >= limits.topicsPerSubscriber()) {
            return Problems.invalid("a connection holds at most " + limits.topicsPerSubscriber() + " topics");
        }
        if (topic instanceof Topic.OfAlerts) {
            alerts.add(subscriber, resume);
        } else {
            Problem problem = board.add(subscriber, topic, resume, System.nanoTime());
            if (problem != null) {
                return problem;
            }
        }
        subscriber.topics().add(topic);
        return null;
    }

    private void remove(Subscriber subscriber, Topic topic) {
        subscriber.topics().remove(topic);
        subscriber.forget(topic);
        if (topic instanceof Topic.OfAlerts) {
            alerts.remove(subscriber);
        } else {
            board.remove(subscriber, topic, System.nanoTime());
        }
    }

    private void forget(Subscriber subscriber) {
        List.copyOf(subscriber.topics()).forEach(topic -> remove(subscriber, topic));
        deadlines.remove(subscriber);
    }

    private long deadlineNanos() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.firstMessageMillis());
    }
}
