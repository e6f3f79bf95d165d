package io.polestar.engine;

import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.ActFormat;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.event.BatchPool;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.explain.Explainer;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.gauge.Anomalies;
import io.polestar.engine.gauge.AnomalyReader;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.ring.InputRing;
import io.polestar.engine.snapshot.SnapshotFiles;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.Reader;
import io.polestar.engine.view.TrustReader;
import io.polestar.engine.view.Views;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The parts of an engine that has recovered, from its start to its close. */
final class Running implements AutoCloseable {
    private static final long CORRECT_MILLIS = 250;
    private static final long ACT_SECONDS = 10;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Journal journal;
    private final Counter counter;
    private final HistoryKeeper history;
    private final InputRing ring;
    private final Appender appender;
    private final Care care;
    private final EngineConfig config;
    private final DefinitionShelf shelf;
    private final Redefiner redefiner;
    private volatile Served served;

    Running(
            EngineConfig config,
            DataDirectory directory,
            DefinitionShelf shelf,
            Journal journal,
            SnapshotFiles snapshots,
            BatchPool pool,
            Recovery.Result recovered,
            Consumer<Throwable> failed) {
        this.journal = journal;
        this.counter = recovered.counter();
        this.history = recovered.history();
        this.ring = new InputRing(
                config.ringSlots(),
                config.ringBytes(),
                counter,
                pool::giveBack,
                failed,
                task -> new Thread(task, "polestar-counter"));
        this.appender = new Appender(
                recovered.gate(), journal, ring, pool, config, counter.sequence(), counter.wallMillis(), failed);
        this.care = new Care(config, journal, snapshots, appender, counter, history, failed);
        this.config = config;
        this.shelf = shelf;
        this.redefiner =
                new Redefiner(config, directory, shelf, journal, appender, counter, history, care::snapshotSoon);
        this.served = serve(counter.tree());
    }

    /** What is read of a tree. */
    private record Served(Tree tree, Views views, Explanations explanations, Anomalies anomalies) {}

    private Served serve(Tree tree) {
        Views views = new Reader(
                tree.catalog(),
                tree.board(),
                history,
                config.clock() == ClockMode.STREAM,
                config.wallMillis(),
                tree.alerts()::current,
                tree.alerts()::log);
        TrustReader trust = new TrustReader(tree.definition(), config.clock() == ClockMode.STREAM, config.wallMillis());
        Explanations explanations =
                new Explainer(tree.catalog(), tree.board(), new Past(tree.catalog(), history), trust);
        Anomalies anomalies = new AnomalyReader(tree.catalog(), tree.board(), history, trust);
        return new Served(tree, views, explanations, anomalies);
    }

    /** Begins to take events; a definition that is new to the journal is written there first. */
    void start(Recovery.Result recovered) throws IOException {
        journal.start();
        ring.start();
        appender.measureDisk();
        DefinitionRecord unwritten = recovered.unwritten();
        if (unwritten != null) {
            appender.define(unwritten.encode());
            Definition inForce = counter.tree().definition();
            shelf.keep(appender.sequence(), config.wallMillis().getAsLong(), inForce.version(), inForce.text());
        }
        care.start(unwritten != null);
        care.every(CORRECT_MILLIS, this::correct);
    }

    private void correct() throws IOException {
        if (counter.hasUncorrected()) {
            redefiner.correct();
        }
    }

    /** Journals an act and waits until it is done. */
    Act.Outcome act(Act act) throws IOException, InterruptedException {
        byte[] record = ActFormat.encode(act);
        CompletableFuture<Act.Outcome> done = new CompletableFuture<>();
        if (!appender.act(record, (sequence, wallMillis) -> take(record, sequence, wallMillis, done))) {
            return new Act.Outcome(false, "", "no room now, the ring or the disk is full");
        }
        try {
            return done.get(ACT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("an act was journalled but has not been counted", failure);
        }
    }

    private void take(byte[] record, long sequence, long wallMillis, CompletableFuture<Act.Outcome> done) {
        try {
            done.complete(counter.act(record, record.length, sequence, wallMillis));
            counter.publish();
        } catch (IOException failure) {
            done.completeExceptionally(failure);
            throw new IllegalStateException("an act that was just written cannot be read", failure);
        }
    }

    Redefiner redefiner() {
        return redefiner;
    }

    Counter counter() {
        return counter;
    }

    HistoryKeeper history() {
        return history;
    }

    InputRing ring() {
        return ring;
    }

    Appender appender() {
        return appender;
    }

    Care care() {
        return care;
    }

    /** Everything that can be read of the definition in force. */
    Views views() {
        return served().views;
    }

    /** What can be asked of the definition in force. */
    Explanations explanations() {
        return served().explanations;
    }

    /** What the past has taught of the definition in force. */
    Anomalies anomalies() {
        return served().anomalies;
    }

    private Served served() {
        Tree tree = counter.tree();
        Served current = served;
        if (current.tree != tree) {
            current = serve(tree);
            served = current;
        }
        return current;
    }

    /** Has the counting thread run something, as soon as the ring has room. */
    void call(Runnable call) {
        while (!appender.call(call)) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** Has messages about alerts taken from here on. */
    void deliverTo(MessageFeed.Taker taker) {
        call(() -> counter.messages().deliverTo(taker));
    }

    /** Hash of alerts and messages after all that was appended before the call. */
    long alertHash() throws InterruptedException {
        CompletableFuture<Long> hash = new CompletableFuture<>();
        call(() -> hash.complete(counter.alertHash()));
        try {
            return hash.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Hash of the state after all that was appended before the call. */
    long stateHash() throws InterruptedException {
        CompletableFuture<Long> hash = new CompletableFuture<>();
        if (!appender.cut(-1, cut -> hash.complete(counter.stateHash()))) {
            throw new IllegalStateException(
                    "no hash now: the ring is full, or a definition waits for room on the disk");
        }
        try {
            long counted = hash.get();
            history.drain();
            return KeyedHash.combine(counted, history.stateHash());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        redefiner.close();
        care.close();
        ring.close();
        history.close();
    }
}
