package io.polestar.engine;

import io.polestar.engine.alert.AlertBook;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.ring.InputRing;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.LiveCells;
import io.polestar.engine.window.Windows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The stage that counts: journal records into windows, windows into alerts, both onto the board. Live and in recovery the same
 * code runs on the same records, so both end in the same state. One thread.
 *
 * <p>Rules are evaluated at every moment at which values change by themselves, at every tick, and after a batch whose journalled
 * wall clock has entered another slice of {@value #EVALUATION_MILLIS} ms; all of it depends on the journal alone.
 */
final class Counter implements InputRing.Stage {
    static final int EVALUATION_MILLIS = 5;

    private final Windows windows;
    private final Catalog catalog;
    private final AlertBook alerts;
    private final RuleWatch watch;
    private final Board board;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean muted;
    private long sequence;
    private long wallMillis;
    private long eventWallMillis;
    private long evaluatedSlice = Long.MIN_VALUE;
    private long publishedSequence;

    Counter(Definition definition, ClockMode clock, KeyedHash hash, Consumer<HistoryRow> history) {
        this.windows = new Windows(definition, clock == ClockMode.STREAM, hash, history, this::evaluate);
        this.catalog = new Catalog(definition, windows);
        this.alerts = new AlertBook(definition.rules());
        this.watch = new RuleWatch(catalog, new LiveCells(windows));
        this.board = new Board(windows);
    }

    Catalog catalog() {
        return catalog;
    }

    AlertBook alerts() {
        return alerts;
    }

    Board board() {
        return board;
    }

    /** Calls the listener after every publication, on the counting thread. */
    void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /** Sequence of the last record counted. */
    long sequence() {
        return sequence;
    }

    long wallMillis() {
        return wallMillis;
    }

    long eventWallMillis() {
        return eventWallMillis;
    }

    /** Leaves the rules alone while records are counted that were written under another definition. */
    void mute(boolean rulesMuted) {
        muted = rulesMuted;
    }

    @Override
    public void batch(EventBatch batch, long batchSequence, long batchWallMillis, boolean endOfBatch) {
        count(batch.bytes(), batchSequence, batchWallMillis);
        publishIfDue(endOfBatch, false);
    }

    @Override
    public void tick(long tickSequence, long tickWallMillis, boolean endOfBatch) {
        countTick(tickSequence, tickWallMillis);
        publishIfDue(endOfBatch, true);
    }

    void count(byte[] batch, long batchSequence, long batchWallMillis) {
        sequence = batchSequence;
        wallMillis = batchWallMillis;
        eventWallMillis = batchWallMillis;
        windows.apply(batch, batchWallMillis);
        evaluateIfDue();
    }

    void countTick(long tickSequence, long tickWallMillis) {
        sequence = tickSequence;
        wallMillis = tickWallMillis;
        windows.tick(tickWallMillis);
        evaluate(windows.clockMillis());
    }

    private void evaluateIfDue() {
        long slice = Math.floorDiv(wallMillis, EVALUATION_MILLIS);
        if (slice != evaluatedSlice) {
            evaluatedSlice = slice;
            evaluate(windows.clockMillis());
        }
    }

    private void evaluate(long clockMillis) {
        if (!muted && !watch.isEmpty()) {
            windows.flush();
            alerts.evaluate(clockMillis, sequence, windows.newestMillis(), wallMillis, watch);
        }
    }

    private void publishIfDue(boolean endOfBatch, boolean atTick) {
        if (endOfBatch && board.publishIfDue(sequence, wallMillis, eventWallMillis, atTick)) {
            publishedSequence = sequence;
            listeners.forEach(Runnable::run);
        }
    }

    /** Publishes now, whatever was published when. */
    void publish() {
        board.publish(sequence, wallMillis, eventWallMillis);
        publishedSequence = sequence;
        listeners.forEach(Runnable::run);
    }

    /** Publishes what a tick left unpublished because other work stood behind it in the ring or readers asked for patience. */
    void publishLeftOver() {
        if (publishedSequence != sequence) {
            publish();
        }
    }

    /** Everything this holds, as bytes. */
    byte[] state() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(evaluatedSlice);
            windows.writeTo(out);
            alerts.writeTo(out);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new IllegalStateException("memory does not fail to be written", failure);
        }
    }

    /** Takes up a state after the record of that sequence and time. */
    void restore(byte[] state, long atSequence, long atWallMillis, long lastEventWallMillis) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        evaluatedSlice = in.readLong();
        windows.readFrom(in);
        alerts.readFrom(in);
        sequence = atSequence;
        wallMillis = atWallMillis;
        eventWallMillis = lastEventWallMillis;
    }

    /** Takes over rule states that another definition's rules left behind. */
    void carryAlerts(byte[] state) throws IOException {
        alerts.readFrom(new DataInputStream(new ByteArrayInputStream(state)));
    }

    /** The rule states alone, as bytes. */
    byte[] alertState() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            alerts.writeTo(out);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new IllegalStateException("memory does not fail to be written", failure);
        }
    }

    /** Hash of windows and alerts: equal for equal journals, however they were read. */
    long stateHash() {
        return KeyedHash.combine(windows.stateHash(), alerts.stateHash());
    }
}
