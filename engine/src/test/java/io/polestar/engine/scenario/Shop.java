package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Pacemaker;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Redefinition;
import io.polestar.engine.Status;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.recovery.DataFolder;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A real engine whose clock is moved by hand, what is sent to it, and a taker of its messages that survives it as an outbox does. */
final class Shop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(2);
    /** Small, as each is searched to its end at every start. */
    private static final long SEGMENT_BYTES = 1 << 20;

    private static final String CARE = "polestar-care";

    final AtomicLong wall;
    final Map<String, Load> loads = new LinkedHashMap<>();
    private long stepMillis;
    private final Path root;
    private final List<Message> untold = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private String definition;
    private Path directory;
    private Engine engine;
    private int lives;
    private boolean full;
    /** What the engine's own ticks see: a time at which everything that is sent then has been sent. */
    private volatile long settledMillis;

    Shop(Path root, String definition, long startMillis, long stepMillis) throws Exception {
        this.root = root;
        this.wall = new AtomicLong(startMillis);
        this.settledMillis = startMillis;
        this.stepMillis = stepMillis;
        this.definition = definition;
        this.directory = root.resolve("life0");
        this.engine = open(directory);
        Pacemaker.deliver(engine, new Outbox());
        Pacemaker.tick(engine);
    }

    private Engine open(Path data) throws Exception {
        Engine opened = Engine.open(
                EngineConfig.in(data, ClockMode.WALL, this::now, () -> 42L)
                        .withMinFreeBytes(0)
                        .withJournal(SEGMENT_BYTES, Long.MAX_VALUE)
                        .withSnapshotMillis(3_600_000),
                DefinitionReader.read(definition, "scenario"));
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> opened.readiness().state() != Readiness.State.REPLAYING);
        assertThat(opened.readiness().isReady())
                .as(opened.readiness().message())
                .isTrue();
        return opened;
    }

    private long now() {
        return Thread.currentThread().getName().equals(CARE) ? settledMillis : wall.get();
    }

    /** Never says that anything is on disk, so that each restart offers all of it again. */
    private final class Outbox implements MessageFeed.Taker {
        @Override
        public boolean offer(Message message) {
            return take(message);
        }

        @Override
        public long takenSequence() {
            return 0;
        }
    }

    private synchronized boolean take(Message message) {
        if (full) {
            return false;
        }
        if (ids.add(message.id())) {
            untold.add(message);
        }
        return true;
    }

    /** Has the outbox forget what it took, as if it had died before it was on disk. */
    synchronized void forgetMessages() {
        ids.clear();
    }

    /** Has the outbox take nothing until further notice, or whatever waits for it. */
    void full(boolean now) throws Exception {
        synchronized (this) {
            full = now;
        }
        Pacemaker.deliver(engine, new Outbox());
    }

    /** The messages taken since the last call; one that came again is not among them. */
    synchronized List<Message> takeTold() {
        List<Message> told = List.copyOf(untold);
        untold.clear();
        return told;
    }

    Engine engine() {
        return engine;
    }

    /** Has time go by in other steps from here on. */
    void stepMillis(long millis) {
        stepMillis = millis;
    }

    /** Lets time go by in small steps, with what is sent meanwhile. */
    void passTo(long untilMillis) throws Exception {
        while (wall.get() < untilMillis) {
            long before = wall.get();
            long now = Math.min(untilMillis, before + stepMillis);
            wall.set(now);
            EventBatch batch = engine.borrowBatch();
            int events = 0;
            for (Load load : loads.values()) {
                events += load.addTo(batch, before, now);
            }
            if (events == 0) {
                engine.giveBack(batch);
            } else {
                append(batch);
            }
            Pacemaker.tick(engine);
            settledMillis = now;
        }
    }

    /** Sends events of one time. */
    void send(int count, Load like, long timeMillis) throws Exception {
        EventBatch batch = engine.borrowBatch();
        for (int sent = 0; sent < count; sent++) {
            like.addOne(batch, timeMillis);
        }
        append(batch);
        Pacemaker.tick(engine);
    }

    /** Sends the past at once, as an import does: no rule fires of it. */
    void backfill(Load load, long fromMillis, long untilMillis) throws Exception {
        EventBatch batch = engine.borrowBatch();
        batch.backfill(true);
        load.addTo(batch, fromMillis - 1, untilMillis);
        append(batch);
        Pacemaker.tick(engine);
    }

    /** Has the engine save itself, so that the journal is read back from here. */
    void snapshot() throws Exception {
        Pacemaker.snapshot(engine);
    }

    private void append(EventBatch batch) {
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(receipt.refusals()).isEmpty();
    }

    void define(String next) throws Exception {
        definition = next;
        engine.define(DefinitionReader.read(next, "scenario"));
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> engine.redefinition().state() != Redefinition.State.COUNTING);
        assertThat(engine.redefinition().state()).isEqualTo(Redefinition.State.ADOPTED);
        Pacemaker.tick(engine);
    }

    /** Stops the engine in good order and starts it again. */
    void restart() throws Exception {
        engine.close();
        reopen();
    }

    /** Stops the engine and starts it with another definition. */
    void reopen(String next) throws Exception {
        definition = next;
        restart();
    }

    /** Starts another engine on what the death of the process leaves. */
    void crash() throws Exception {
        Path left = DataFolder.dead(directory, root.resolve("life" + ++lives));
        engine.close();
        directory = left;
        reopen();
    }

    private void reopen() throws Exception {
        engine = open(directory);
        Pacemaker.deliver(engine, new Outbox());
        Pacemaker.tick(engine);
    }

    /** The alert hash of a backtest of the first rule, beside the engine that runs. */
    long backtest() throws Exception {
        Definition inForce = engine.definition();
        String rule = inForce.rules().get(0).id();
        return engine.backtest(new BacktestRequest(inForce, rule, BacktestRequest.EVER, BacktestRequest.NOW))
                .alertHash();
    }

    /** Closes the engine, and has another one go on from the latest snapshot but the one of the close. */
    Replayed readTail() throws Exception {
        engine.close();
        DataFolder.forgetClose(directory);
        return read();
    }

    /** Has another engine read the whole journal; after {@link #readTail}. */
    Replayed readAll() throws Exception {
        DataFolder.forgetAllButJournal(directory);
        return read();
    }

    private Replayed read() throws Exception {
        List<String> again = new ArrayList<>();
        try (Engine other = open(directory)) {
            Pacemaker.deliver(other, MessageFeed.Taker.of(message -> again.add(message.id())));
            return new Replayed(other.alertHash(), other.stateHash(), again);
        }
    }

    /** What a replay came to. */
    record Replayed(long hash, long stateHash, List<String> messages) {}

    synchronized List<String> allIds() {
        return List.copyOf(ids);
    }

    @Override
    public void close() throws Exception {
        engine.close();
    }
}
