package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * All alert rules of a tree, their states and their latest transitions.
 *
 * <p>One thread, the one that writes windows, evaluates, listens, saves and restores. {@link #current()} and {@link #log()} are immutable and
 * may be read by any thread. The book asks nothing but its arguments: the same evaluations from the same snapshot give the same
 * transitions. An evaluation costs one comparison for each rule and allocates nothing unless a rule changes its state.
 */
public final class AlertBook {
    /** The most transitions remembered. */
    public static final int LOG_CAPACITY = 200;

    private final RuleState[] states;
    private final RuleState.Moment moment = new RuleState.Moment();
    private final Deque<AlertReading> newestFirst = new ArrayDeque<>(LOG_CAPACITY);
    private final List<AlertReading> fresh = new ArrayList<>();
    private final List<Consumer<AlertReading>> listeners = new ArrayList<>();
    private volatile List<AlertReading> current = List.of();
    private volatile List<AlertReading> log = List.of();

    /** For rules in the definition's order; all inactive. */
    public AlertBook(List<Rule> rules) {
        states = rules.stream().map(RuleState::new).toArray(RuleState[]::new);
        publish();
    }

    /** Where the values that rules watch come from. */
    @FunctionalInterface
    public interface RuleValues {
        /** The value watched by the rule at that place of the definition's list; NaN for no data. */
        double value(int ruleOrdinal);
    }

    /**
     * Judges every rule. Evaluating again at the same clock changes nothing.
     *
     * @param clockMillis the engine's clock, epoch milliseconds; does not run backwards
     * @param sequence journal sequence the values rest on
     * @param eventMillis time of the newest event in them, epoch milliseconds
     * @param ingestMillis when that event was taken in, epoch milliseconds
     * @param values asked once for each rule
     */
    public void evaluate(long clockMillis, long sequence, long eventMillis, long ingestMillis, RuleValues values) {
        moment.clockMillis = clockMillis;
        moment.sequence = sequence;
        moment.eventMillis = eventMillis;
        moment.ingestMillis = ingestMillis;
        for (int ordinal = 0; ordinal < states.length; ordinal++) {
            if (states[ordinal].step(values.value(ordinal), moment)) {
                fresh.add(states[ordinal].reading());
            }
        }
        if (!fresh.isEmpty()) {
            record();
        }
    }

    /** Has rules overlook conditions that hold now and did not at the last evaluation, until they have ceased to hold once. */
    public void overlook(RuleValues values) {
        for (int ordinal = 0; ordinal < states.length; ordinal++) {
            states[ordinal].overlook(values.value(ordinal));
        }
    }

    private void record() {
        for (AlertReading transition : fresh) {
            if (newestFirst.size() == LOG_CAPACITY) {
                newestFirst.removeLast();
            }
            newestFirst.addFirst(transition);
        }
        publish();
        List<AlertReading> transitions = List.copyOf(fresh);
        fresh.clear();
        for (AlertReading transition : transitions) {
            listeners.forEach(listener -> listener.accept(transition));
        }
    }

    private void publish() {
        List<AlertReading> readings = new ArrayList<>(states.length);
        for (RuleState state : states) {
            readings.add(state.reading());
        }
        current = List.copyOf(readings);
        log = List.copyOf(newestFirst);
    }

    /**
     * The latest transition of each rule, in the definition's order. A rule that never made one is inactive with a value of NaN and zeros
     * for sequence and times.
     */
    public List<AlertReading> current() {
        return current;
    }

    /** The latest transitions, newest first, at most {@link #LOG_CAPACITY}. */
    public List<AlertReading> log() {
        return log;
    }

    /** Has a listener told of each transition, once, on the evaluating thread, after {@link #current()} and {@link #log()} show it. */
    public void onTransition(Consumer<AlertReading> listener) {
        listeners.add(listener);
    }

    /** Saves states and log for {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        AlertFormat.write(out, states, newestFirst);
    }

    /**
     * Takes over what {@link #writeTo} saved. A rule keeps its state by its id if what it watches is unchanged; other rules start afresh.
     * Listeners are not told.
     *
     * @throws IOException if the input is not what {@link #writeTo} wrote; the book is unchanged then
     */
    public void readFrom(DataInput in) throws IOException {
        AlertFormat.Content content = AlertFormat.read(in);
        for (int ordinal = 0; ordinal < states.length; ordinal++) {
            states[ordinal] = restored(states[ordinal].rule(), content);
        }
        newestFirst.clear();
        newestFirst.addAll(content.log());
        publish();
    }

    private static RuleState restored(Rule rule, AlertFormat.Content content) {
        RuleState state = new RuleState(rule);
        AlertFormat.SavedRule saved = content.rules().get(rule.id());
        if (saved != null && saved.fingerprint() == AlertFormat.fingerprint(rule)) {
            state.restore(saved.reading(), saved.ceasedMillis(), saved.overlooks());
        }
        return state;
    }

    /** A digest of everything {@link #writeTo} saves; two books of the same rules and past give the same. */
    public long stateHash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return AlertFormat.digest(bytes.toByteArray());
    }
}
