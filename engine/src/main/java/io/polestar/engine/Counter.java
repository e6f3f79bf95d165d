package io.polestar.engine;

import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.ActFormat;
import io.polestar.engine.dispatch.Dispatcher;
import io.polestar.engine.dispatch.MessageFeed;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.ring.InputRing;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Outline;
import io.polestar.engine.window.Takeover;
import io.polestar.engine.window.Windows;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/**
 * The stage that counts: journal records into windows, windows into alerts, alerts into
 * messages, all of it onto the board. Live and in recovery the same
 * code runs on the same records, so both end in the same state. One thread.
 *
 * <p>Rules are evaluated at every moment at which values change by themselves, at every tick, and after a batch whose journalled
 * wall clock has entered another slice of {@value #EVALUATION_MILLIS} ms; all of it depends on the journal alone. A batch that
 * brings history is counted without any evaluation.
 */
final class Counter implements InputRing.Stage {
    static final int EVALUATION_MILLIS = 5;

    private final HistoryKeeper history;
    private final boolean streamClock;
    private final MessageFeed messages = new MessageFeed();
    private Dispatcher dispatcher;
    private volatile Tree tree;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private LongConsumer judged = clockMillis -> {};
    private volatile boolean uncorrected;
    private boolean muted;
    private boolean backfill;
    private long lookedAtSequence;
    private String fileVersion = "";
    private long sequence;
    private long wallMillis;
    private long eventWallMillis;
    private long evaluatedSlice = Long.MIN_VALUE;
    private long publishedSequence;

    Counter(Definition definition, ClockMode clock, KeyedHash hash, HistoryKeeper history) {
        this.history = history;
        this.streamClock = clock == ClockMode.STREAM;
        this.tree = Tree.of(
                definition,
                new Windows(definition, clock == ClockMode.STREAM, hash, history::offer, this::pass),
                history);
        this.dispatcher = new Dispatcher(definition, messages::add);
        tree.alerts().onTransition(transition -> dispatcher.accept(transition));
    }

    /** The definition in force and what belongs to it. Any thread. */
    Tree tree() {
        return tree;
    }

    /**
     * Puts another definition in force, with its values on its board before anyone can read there. Rules that watch the same keep their state.
     *
     * @param counted what {@link Outline#counting} counted for it, behind the same record as this
     * @return what history is to do about it
     */
    Takeover adopt(Definition definition, Windows counted) {
        Tree before = tree;
        Takeover takeover = Takeover.of(definition, before.windows(), counted, this::pass);
        Tree after = Tree.of(definition, takeover.windows(), history);
        try {
            after.gauges().takeOver(before.gauges());
        } catch (IOException failure) {
            throw new IllegalStateException("memory does not fail to be read", failure);
        }
        Windows now = after.windows();
        Dispatcher successor = new Dispatcher(definition, messages::add);
        successor.takeOver(dispatcher, now.clockMillis(), sequence);
        dispatcher = successor;
        after.alerts()
                .takeOver(before.alerts(), after.gauges(), now.clockMillis(), sequence, now.newestMillis(), wallMillis);
        after.board().publish(sequence, wallMillis, eventWallMillis);
        tree = after;
        return takeover;
    }

    /** What is to be told of alerts. The counting thread's. */
    MessageFeed messages() {
        return messages;
    }

    /** Whether a correction waits for some metrics to be counted anew; up to a quarter of a second late. Any thread. */
    boolean hasUncorrected() {
        return uncorrected;
    }

    /** Calls the listener after every publication, on the counting thread. */
    void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls the listener after each evaluation of the rules with the clock it was at, on the counting thread. */
    void onJudged(LongConsumer listener) {
        judged = listener;
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
        if (EventCursor.isBackfill(batch)) {
            countPast(batch);
        } else {
            tree.windows().apply(batch, batchWallMillis);
            tree.gauges().count(batch);
            evaluateIfDue();
        }
    }

    /** Counts what is told about the past; rules are judged before it, and overlook what it alone does to them. */
    private void countPast(byte[] batch) {
        tree.windows().tick(wallMillis);
        evaluate(tree.windows().clockMillis());
        backfill = true;
        tree.windows().apply(batch, wallMillis);
        tree.gauges().count(batch);
        backfill = false;
        if (judges()) {
            tree.alerts().overlook(tree.windows().clockMillis(), tree.gauges());
        }
    }

    /** Rules are not judged before there is a clock: a stream clock begins with the first event. */
    private boolean judges() {
        return !muted && !backfill && !tree.alerts().isEmpty() && tree.windows().clockMillis() != Long.MIN_VALUE;
    }

    void countTick(long tickSequence, long tickWallMillis) {
        sequence = tickSequence;
        wallMillis = tickWallMillis;
        tree.windows().tick(tickWallMillis);
        evaluate(tree.windows().clockMillis());
    }

    private void evaluateIfDue() {
        long slice = Math.floorDiv(wallMillis, EVALUATION_MILLIS);
        if (slice != evaluatedSlice) {
            evaluatedSlice = slice;
            evaluate(tree.windows().clockMillis());
        }
    }

    private void evaluate(long clockMillis) {
        judge(clockMillis);
        tell(clockMillis);
    }

    /**
     * A moment on the way to a record's time. Where the clock is the wall's it has gone by already, as when the engine was down: rules are judged
     * at it, but nobody is told before the record's own time, so that what was due several times meanwhile is told once.
     */
    private void pass(long clockMillis) {
        judge(clockMillis);
        if (streamClock) {
            tell(clockMillis);
        }
    }

    private void judge(long clockMillis) {
        if (judges()) {
            tree.alerts().evaluate(clockMillis, sequence, tree.windows().newestMillis(), wallMillis, tree.gauges());
            judged.accept(clockMillis);
        }
    }

    private void tell(long clockMillis) {
        if (!muted && !backfill) {
            dispatcher.advance(clockMillis, sequence);
        }
    }

    private void publishIfDue(boolean endOfBatch, boolean atTick) {
        if (endOfBatch && tree.board().publishIfDue(sequence, wallMillis, eventWallMillis, atTick)) {
            publishedSequence = sequence;
            listeners.forEach(Runnable::run);
        }
    }

    /** Publishes now, whatever was published when. */
    void publish() {
        tree.board().publish(sequence, wallMillis, eventWallMillis);
        publishedSequence = sequence;
        listeners.forEach(Runnable::run);
    }

    /** Publishes what a tick left unpublished because other work stood behind it in the ring or readers asked for patience. */
    void publishLeftOver() {
        uncorrected = tree.windows().hasUncorrected();
        if (publishedSequence != sequence) {
            publish();
        } else if (sequence == lookedAtSequence) {
            tree.board().publishPutOff();
        }
        lookedAtSequence = sequence;
    }

    /** Writes everything this holds. */
    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(fileVersion);
        out.writeLong(evaluatedSlice);
        tree.windows().writeTo(out);
        tree.alerts().writeTo(out);
        tree.gauges().writeTo(out);
        dispatcher.writeTo(out);
        messages.writeTo(out);
    }

    /** Takes up a state after the record of that sequence and time. */
    void restore(byte[] state, long atSequence, long atWallMillis, long lastEventWallMillis) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        fileVersion = in.readUTF();
        evaluatedSlice = in.readLong();
        tree.windows().readFrom(in);
        tree.alerts().readFrom(in, tree.gauges());
        if (in.available() > 0) {
            tree.gauges().readFrom(in);
        }
        if (in.available() > 0) {
            dispatcher.readFrom(in);
            messages.readFrom(in);
        }
        sequence = atSequence;
        wallMillis = atWallMillis;
        eventWallMillis = lastEventWallMillis;
    }

    /** Version of the definition that was last read from a file rather than sent in. */
    String fileVersion() {
        return fileVersion;
    }

    void fileVersion(String version) {
        fileVersion = version;
    }

    /** Takes over rule states that another definition's rules left behind. */
    void carryAlerts(byte[] state) {
        try {
            tree.alerts().readFrom(new DataInputStream(new ByteArrayInputStream(state)), tree.gauges());
        } catch (IOException failure) {
            throw new IllegalArgumentException("these are no rule states", failure);
        }
    }

    /**
     * Does what an operator wants, behind all that was counted before.
     *
     * @param payload as {@link ActFormat} writes it
     */
    Act.Outcome act(byte[] payload, int length, long actSequence, long actWallMillis) throws IOException {
        Act act = ActFormat.decode(payload, length);
        countTick(actSequence, actWallMillis);
        Windows windows = tree.windows();
        Act.Outcome outcome =
                tree.alerts().act(act, windows.clockMillis(), sequence, windows.newestMillis(), wallMillis);
        evaluate(windows.clockMillis());
        return outcome;
    }

    /** Hash of alerts and of all messages about them: equal for equal journals and rules, live, replayed and in a backtest. */
    long alertHash() {
        return KeyedHash.combine(tree.alerts().stateHash(), dispatcher.stateHash());
    }

    /** Hash of windows, alerts and messages: equal for equal journals, however they were read. */
    long stateHash() {
        try {
            long rules = KeyedHash.combine(alertHash(), tree.gauges().stateHash());
            return KeyedHash.combine(tree.windows().stateHash(), rules);
        } catch (IOException failure) {
            throw new IllegalStateException("memory does not fail to be written", failure);
        }
    }
}
