package io.polestar.engine;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.window.Outline;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another definition in force while events go on: a thread of its own counts from the journal what the definition adds, at a
 * share of one processor; when it is a few records behind, the change is journalled, and the counting thread, arrived at
 * that record, counts the rest and adopts the result. Events before the record are counted once by each of the two, those after it by the new one.
 * So are metrics counted anew that could not take a correction back. One change at a time.
 */
final class Redefiner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redefiner.class);
    private static final long NEAR_RECORDS = 64;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long CLOSE_SECONDS = 10;

    private final EngineConfig config;
    private final DataDirectory directory;
    private final DefinitionShelf shelf;
    private final Journal journal;
    private final Appender appender;
    private final Counter counter;
    private final HistoryKeeper history;
    private final Runnable adopted;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "polestar-recount"));

    private volatile Redefinition latest = Redefinition.NOTHING;
    private volatile boolean closing;

    /** @param adopted told on the counting thread when another definition has taken force; must return at once */
    Redefiner(
            EngineConfig config,
            DataDirectory directory,
            DefinitionShelf shelf,
            Journal journal,
            Appender appender,
            Counter counter,
            HistoryKeeper history,
            Runnable adopted) {
        this.config = config;
        this.directory = directory;
        this.shelf = shelf;
        this.journal = journal;
        this.appender = appender;
        this.counter = counter;
        this.history = history;
        this.adopted = adopted;
    }

    Redefinition latest() {
        return latest;
    }

    /**
     * Begins to put a definition in force.
     *
     * @throws IllegalStateException while another change is under way
     */
    Redefinition define(Definition next) {
        return begin(next, (outline, metric) -> false);
    }

    /**
     * Begins to count anew what could not take a correction back, unless a change is under way, or the journal has been cut: a metric
     * counted from what is left of it would lose more than the correction takes back.
     */
    void correct() throws IOException {
        if (latest.state() != Redefinition.State.COUNTING && journal.reachesBack()) {
            Definition current = counter.tree().definition();
            begin(current, (outline, metric) -> outline.isUncorrected(current, metric));
        }
    }

    /** Which metrics are counted anew although the definition says nothing new about them. */
    private interface Recounted {
        boolean test(Outline outline, Metric metric);
    }

    private synchronized Redefinition begin(Definition next, Recounted recounted) {
        if (latest.state() == Redefinition.State.COUNTING) {
            throw new IllegalStateException("definition " + latest.version() + " is still being counted");
        }
        latest = new Redefinition(Redefinition.State.COUNTING, next.version(), Set.of(), 0, 0, "");
        thread.execute(() -> run(next, recounted));
        return latest;
    }

    private void run(Definition next, Recounted recounted) {
        try {
            change(next, recounted);
        } catch (CancellationException closed) {
            latest = latest.failed(closed);
        } catch (IOException | RuntimeException | ExecutionException failure) {
            LOG.error("definition {} did not take force, the one before stays", next.version(), failure);
            latest = latest.failed(failure);
        } catch (InterruptedException interruption) {
            latest = latest.failed(interruption);
            Thread.currentThread().interrupt();
        }
    }

    private void change(Definition next, Recounted recounted)
            throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<Outline> asked = new CompletableFuture<>();
        while (!appender.cut(
                -1, cut -> asked.complete(new Outline(counter.tree().windows())))) {
            pause();
        }
        Outline outline = asked.get();
        Predicate<Metric> anew = metric -> recounted.test(outline, metric);
        Set<String> corrected =
                next.metrics().stream().filter(anew).map(Metric::id).collect(Collectors.toSet());
        Set<String> counted = next.metrics().stream()
                .filter(metric -> outline.lacks(next, metric) || anew.test(metric))
                .map(Metric::id)
                .collect(Collectors.toSet());
        latest = new Redefinition(Redefinition.State.COUNTING, next.version(), counted, 0, 0, "");
        DefinitionRecord record = new DefinitionRecord(
                next.text(),
                counter.fileVersion(),
                corrected,
                corrected.isEmpty() ? 0 : appender.sequence(),
                outline.segmentCounts(),
                new byte[0]);
        Recount recount = new Recount(next, record, outline, journal, directory.recount(), history);
        try {
            catchUp(recount);
            adopt(recount);
        } catch (IOException | RuntimeException failure) {
            recount.close();
            throw failure;
        }
    }

    private void catchUp(Recount recount) throws IOException {
        DutyCycle pace = new DutyCycle(
                config.wallMillis(),
                config.recountShare(),
                () -> closing,
                sequence -> latest = latest.at(Math.min(1, sequence / (double) Math.max(1, counter.sequence()))));
        while (!recount.isEmpty() && appender.sequence() - recount.sequence() > NEAR_RECORDS) {
            recount.readTo(appender.sequence(), pace);
        }
    }

    private void adopt(Recount recount) throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<Long> done = new CompletableFuture<>();
        byte[] record = recount.record().encode();
        while (!appender.redefine(record, (sequence, wallMillis) -> takeForce(recount, sequence, wallMillis, done))) {
            pause();
        }
        long sequence = done.get();
        Definition inForce = recount.definition();
        shelf.keep(sequence, config.wallMillis().getAsLong(), inForce.version(), inForce.text());
        latest = latest.adopted(sequence);
        LOG.info("definition {} is in force from record {} on", inForce.version(), sequence);
    }

    /** The counting thread, arrived at the record of the change: what fails here stops the engine, and the next start adopts it. */
    private void takeForce(Recount recount, long sequence, long wallMillis, CompletableFuture<Long> done) {
        try {
            recount.readTo(sequence - 1, Recount.Pace.FULL);
            recount.adoptInto(counter);
            counter.countTick(sequence, wallMillis);
            counter.publish();
            adopted.run();
            done.complete(sequence);
        } catch (IOException failure) {
            done.completeExceptionally(failure);
            throw new IllegalStateException("the journal could not be read to its end for a definition", failure);
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
            throw failure;
        }
    }

    private void pause() {
        if (closing) {
            throw new CancellationException("the engine was closed");
        }
        LockSupport.parkNanos(RETRY_NANOS);
    }

    @Override
    public void close() {
        closing = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the recounting thread did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
