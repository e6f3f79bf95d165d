package io.polestar.engine;

import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.AlertBook;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.event.BatchPool;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.gauge.Anomalies;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.snapshot.SnapshotFiles;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: events in, values and alerts out. Opening it returns at once; a thread of its own brings the state back from disk
 * ({@link #readiness} says how far), then it takes events. All methods are safe from any thread.
 *
 * <pre>
 * append ─▶ gate ─▶ journal ─▶ ring ─▶ counter: windows ─▶ alerts ─▶ board ─▶ views
 *            caller's thread, one lock      one thread                     any thread
 * </pre>
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long ALARM_FACTOR = 2;
    private static final long TOLD_EVERY_EVENTS = 1_000;

    private final EngineConfig config;
    private final Definition definition;
    private final DataDirectory directory;
    private final Journal journal;
    private final SnapshotFiles snapshots;
    private final BatchPool pool;
    private final KeyedHash hash;
    private final DefinitionShelf shelf;
    private final Object reconciling = new Object();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final RoomWait roomWait = new RoomWait();
    private final Publication publication = new Publication();
    private final Backtests backtests;
    private final Thread recovering;

    private volatile Readiness readiness = new Readiness(Readiness.State.REPLAYING, 0, 0, "reading the journal back");
    private volatile @Nullable Running running;
    private MessageFeed.@Nullable Taker taker;
    private volatile boolean closed;
    private long replayedEvents;

    /**
     * Opens the data directory and begins to recover.
     *
     * @throws IOException when the directory cannot be used: another engine has it, it was made with the other clock, the disk fails
     */
    public static Engine open(EngineConfig config, Definition definition) throws IOException {
        Engine engine = new Engine(config, definition);
        engine.recovering.start();
        return engine;
    }

    private Engine(EngineConfig config, Definition definition) throws IOException {
        this.config = config;
        this.definition = definition;
        this.directory = new DataDirectory(config);
        this.hash = new KeyedHash(directory.key());
        this.shelf = new DefinitionShelf(directory.definitions());
        this.journal = new Journal(
                directory.journal(), config.segmentBytes(), config.retention().segmentMillis());
        this.snapshots = new SnapshotFiles(directory.snapshots());
        this.backtests = new Backtests(config, directory, journal, hash);
        this.pool = new BatchPool(() -> new EventBatch(hash));
        this.recovering = new Thread(this::recover, "polestar-recovery");
    }

    private void recover() {
        try {
            Recovery.Result recovered =
                    new Recovery(directory, shelf, config, journal, snapshots, hash, this::replayed).run(definition);
            Running started = new Running(config, directory, shelf, journal, snapshots, pool, recovered, this::fail);
            synchronized (this) {
                if (closed) {
                    started.close();
                    return;
                }
                started.start(recovered);
                running = started;
                if (taker != null) {
                    started.deliverTo(taker);
                }
                recovered.counter().onPublish(this::published);
                publication.reached(recovered.counter().sequence());
                if (readiness.state() != Readiness.State.FAILED) {
                    readiness = new Readiness(Readiness.State.READY, replayedEvents, 1, readyMessage(recovered));
                }
            }
            LOG.info("{}, {} events replayed", readiness.message(), readiness.replayedEvents());
        } catch (Throwable failure) { // whatever it is: an engine that is not ready must say why
            fail(failure);
        }
    }

    private static String readyMessage(Recovery.Result recovered) {
        return recovered.tornTails() == 0
                ? "ready"
                : "ready; " + recovered.tornTails() + " half-written journal tails were dropped";
    }

    private void replayed(long events, double fraction) {
        replayedEvents = events;
        if (Math.abs(events - readiness.replayedEvents()) >= TOLD_EVERY_EVENTS) {
            String message = String.format(
                    Locale.ROOT, "reading the journal back: %,d events so far, %.0f %%", events, 100 * fraction);
            readiness = new Readiness(Readiness.State.REPLAYING, events, fraction, message);
        }
    }

    private void published() {
        for (Runnable listener : listeners) {
            listener.run();
        }
        Running current = running;
        if (current != null) {
            publication.reached(current.counter().sequence());
        }
    }

    private void fail(Throwable failure) {
        LOG.error("the engine has stopped", failure);
        readiness = new Readiness(
                Readiness.State.FAILED, readiness.replayedEvents(), 0, String.valueOf(failure.getMessage()));
    }

    /** How far recovery is, or what stopped the engine. */
    public Readiness readiness() {
        return readiness;
    }

    /** The definition whose values are served; until the engine is ready, the one it was opened with. */
    public Definition definition() {
        Running current = running;
        return current == null ? definition : current.counter().tree().definition();
    }

    /** An empty batch to fill, or null when the ring has no room and gets none within a tenth of a second. */
    public @Nullable EventBatch borrowBatch() {
        Running current = running;
        return current != null && !roomWait.await(current.ring()) ? null : pool.take();
    }

    /** Takes back a borrowed batch that was not appended. */
    public void giveBack(EventBatch batch) {
        pool.giveBack(batch);
    }

    /** Journals and counts a batch, which belongs to the engine from here on. Returns when the asked ack level is reached. */
    public Receipt append(EventBatch batch, Acks acks) {
        Running current = running;
        if (current == null || readiness.state() != Readiness.State.READY) {
            pool.giveBack(batch);
            Status status = readiness.state() == Readiness.State.FAILED ? Status.FAILED : Status.NOT_READY;
            return new Receipt(status, 0, 0, 0, List.of());
        }
        return current.appender().append(batch, acks);
    }

    /**
     * Begins to put another definition in force; {@link #redefinition} says how far that is. What it adds is counted from the journal in the
     * background; until it takes force, all at once, the one before is served.
     *
     * @throws IllegalStateException while another change is under way, and while the engine recovers or after it failed to
     */
    public Redefinition define(Definition next) {
        return required().redefiner().define(next);
    }

    /**
     * Does what an operator wants about alerts: journals it, then waits until it is counted, no longer than some seconds.
     *
     * @return what came of it; not done, too, when ring or disk has no room
     * @throws IllegalStateException while the engine recovers or after it failed to
     */
    public Act.Outcome act(Act act) throws IOException, InterruptedException {
        return required().act(act);
    }

    /**
     * Has messages about alerts taken from here on, beginning with those that nobody has taken yet; of an engine that recovers, once it is
     * ready. The taker is asked on the counting thread.
     */
    public synchronized void deliverTo(MessageFeed.Taker next) {
        taker = next;
        Running current = running;
        if (current != null) {
            current.deliverTo(next);
        }
    }

    /** How many messages about alerts were given up because nobody took them. */
    public long lostMessages() {
        return required().counter().messages().lost();
    }

    /**
     * Hash of alerts and of all messages about them, after everything appended so far: equal for the same journal and rules, live, replayed
     * and in a backtest.
     */
    public long alertHash() throws InterruptedException {
        return required().alertHash();
    }

    /** What operators have said of alerts and what happened when. */
    public Operations operations() {
        AlertBook alerts = required().counter().tree().alerts();
        return new Operations(alerts.silences(), alerts.annotations());
    }

    /** How far the latest change of the definition is. */
    public Redefinition redefinition() {
        Running current = running;
        return current == null ? Redefinition.NOTHING : current.redefiner().latest();
    }

    /** Every definition that has been in force, oldest first; the last is the one in force. */
    public List<DefinitionVersion> definitionVersions() throws IOException {
        return shelf.versions();
    }

    /**
     * The text of a definition that has been in force.
     *
     * @throws java.nio.file.NoSuchFileException when it is not kept
     */
    public String definitionText(String version) throws IOException {
        return shelf.text(version);
    }

    /**
     * Counts a metric under two definitions side by side, from the journal, up to the newest record. Takes as long as reading the journal
     * twice; one call at a time, others wait.
     *
     * @throws IllegalArgumentException when one of them has no such metric, or the metric no such window
     */
    public Reconciliation reconcile(String metric, String window, Definition first, Definition second)
            throws IOException {
        long upTo = required().appender().sequence();
        synchronized (reconciling) {
            return new Reconciler(journal, config.clock(), hash).reconcile(metric, window, first, second, upTo);
        }
    }

    /**
     * Says what would have come of a rule, by reading the journal up to its newest record with a counter and rules of its own: what is served
     * stays as it is. Takes as much memory as the definition's windows, and that share of a processor that counting the past may take.
     *
     * @throws IllegalStateException while another backtest runs, while the engine recovers or after it failed to
     * @throws java.util.concurrent.CancellationException when it was cancelled, or the engine closed
     */
    public BacktestReport backtest(BacktestRequest request) throws IOException {
        return backtests.run(request, required().appender().sequence());
    }

    /** Stops the backtest that runs, soon; false when none does. */
    public boolean cancelBacktest() {
        return backtests.cancel();
    }

    /**
     * Everything that can be read.
     *
     * @throws IllegalStateException while the engine recovers or after it failed to
     */
    public Views views() {
        return required().views();
    }

    /**
     * What can be asked about the tree: why a metric changed, and what would follow if others did.
     *
     * @throws IllegalStateException while the engine recovers or after it failed to
     */
    public Explanations explanations() {
        return required().explanations();
    }

    /**
     * What the past has taught of the metrics, as anomaly rules see them.
     *
     * @throws IllegalStateException while the engine recovers or after it failed to
     */
    public Anomalies anomalies() {
        return required().anomalies();
    }

    Running required() {
        Running current = running;
        if (current == null) {
            throw new IllegalStateException("the engine is not ready: " + readiness.message());
        }
        return current;
    }

    /** Has the listener called after each publication, on the counting thread: it must return at once. */
    public void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /** Waits until a record is counted and published; false when the time ran out first. */
    public boolean awaitSequence(long sequence, long timeoutMillis) throws InterruptedException {
        return publication.await(sequence, timeoutMillis);
    }

    /** What the engine has done and holds. */
    public EngineStats stats() {
        Running current = required();
        return current.counter()
                .tree()
                .board()
                .read(face -> new EngineStats(
                        face.sequence(),
                        face.figures().events(),
                        face.figures().duplicates(),
                        face.figures().refused(),
                        face.figures().late(),
                        face.figures().beyondPanes(),
                        face.figures().valueErrors(),
                        face.figures().retractions(),
                        face.hasUncorrected() ? 1 : 0,
                        current.ring().used(),
                        current.ring().slots(),
                        current.ring().bytesInFlight(),
                        journal.sizeBytes(),
                        current.appender().diskFreeBytes(),
                        diskAlarm(current.appender().diskFreeBytes()),
                        current.appender().dedupIds(),
                        current.appender().dedupSpanMillis(),
                        current.history().bytesOnDisk(),
                        current.care().snapshotSequence(),
                        current.care().snapshotMillis()));
    }

    private long diskAlarm(long freeBytes) {
        if (freeBytes < config.minFreeBytes()) {
            return 2;
        }
        return freeBytes < config.minFreeBytes() * ALARM_FACTOR ? 1 : 0;
    }

    /**
     * Hash of the whole state after everything appended so far: equal for the same journal, live, replayed whole or from a snapshot.
     */
    public long stateHash() throws InterruptedException {
        return required().stateHash();
    }

    /** Counts what was appended, takes a snapshot and lets the directory go. */
    @Override
    public void close() throws IOException {
        try {
            recovering.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            Running current = running;
            running = null;
            readiness = new Readiness(Readiness.State.FAILED, readiness.replayedEvents(), 0, "closed");
            try (directory;
                    journal;
                    backtests) {
                if (current != null) {
                    current.close();
                }
            }
        }
    }
}
