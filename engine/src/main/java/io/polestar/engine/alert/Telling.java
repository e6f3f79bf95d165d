package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transitions on their way to those who listen: numbered when they are decided, and told once what lies on top of their alerts is known.
 * One thread; what is shown in the log may be read by any.
 */
final class Telling {
    private final List<Rule> rules;
    private final AlertTable table;
    private final Silences silences;
    private final Inhibition inhibition;
    private final AlertLog log;
    private final List<Move> moves = new ArrayList<>();
    private final Set<Integer> touched = new TreeSet<>();
    private final List<Consumer<Transition>> listeners = new ArrayList<>();
    private long transitions;

    Telling(List<Rule> rules, AlertTable table, Silences silences, Inhibition inhibition, AlertLog log) {
        this.rules = rules;
        this.table = table;
        this.silences = silences;
        this.inhibition = inhibition;
        this.log = log;
        publishAll();
    }

    /** How many transitions there have been; also the number of the latest. */
    long transitions() {
        return transitions;
    }

    void listen(Consumer<Transition> listener) {
        listeners.add(listener);
    }

    /** Tells from now on also those whom another told. */
    void listenAlso(Telling before) {
        listeners.addAll(before.listeners);
    }

    /** How a place stands of which nothing has been seen. */
    AlertReading inactive(int rule, @Nullable Segment segment) {
        Rule of = rules.get(rule);
        return AlertReading.inactive(
                of.id(),
                segment,
                of.trigger().level().low(),
                of.trigger().level().high());
    }

    /** Whether something is decided that was not told yet. */
    boolean isDue() {
        return !moves.isEmpty();
    }

    /** Has an alert enter a state, which is to be told. */
    void enter(Alert alert, AlertState to, AlertReason reason, long clockMillis) {
        AlertState from = alert.state;
        boolean wasProvisional = alert.provisionalMillis != 0;
        alert.enter(to, reason, ++transitions, clockMillis, rules.get(alert.rule));
        table.put(alert);
        Move move = Move.of(alert, transitions, from, reason);
        moves.add(wasProvisional ? move.asProvisional() : move);
    }

    /** A transition that leaves the state as it is. */
    void flag(Alert alert, AlertReason reason) {
        moves.add(Move.of(alert, ++transitions, alert.state, reason));
    }

    /**
     * Finds out what lies on top of the alerts that moved, and of others that it may have changed for; then tells all of it.
     *
     * @param covered whether silences have begun or ended
     */
    void tell(boolean covered, Moment moment) {
        int decided = moves.size();
        for (int index = 0; index < decided; index++) {
            Alert alert = moves.get(index).alert();
            alert.silencedBy = silences.covering(rules.get(alert.rule), alert.segment, moment.clockMillis);
            alert.inhibitedBy = inhibition.explaining(alert, table);
        }
        if (covered) {
            for (int rule = 0; rule < rules.size(); rule++) {
                table.open(rule).forEach(alert -> flagSilenced(alert, moment.clockMillis));
            }
        }
        for (int rule : inhibition.targets()) {
            table.open(rule).forEach(this::flagInhibited);
        }
        List<Transition> told = new ArrayList<>(moves.size());
        for (Move move : moves) {
            AlertReading reading = move.reading(rules.get(move.alert().rule).id(), moment);
            move.alert().reading = reading;
            touched.add(move.alert().rule);
            log.add(reading);
            told.add(Move.transition(reading));
        }
        moves.clear();
        publishTouched();
        for (Transition transition : told) {
            listeners.forEach(listener -> listener.accept(transition));
        }
    }

    private void flagSilenced(Alert alert, long clockMillis) {
        String by = silences.covering(rules.get(alert.rule), alert.segment, clockMillis);
        if (!Objects.equals(by, alert.silencedBy)) {
            alert.silencedBy = by;
            flag(alert, by == null ? AlertReason.UNSILENCED : AlertReason.SILENCED);
        }
    }

    private void flagInhibited(Alert alert) {
        String by = inhibition.explaining(alert, table);
        if (!Objects.equals(by, alert.inhibitedBy)) {
            alert.inhibitedBy = by;
            flag(alert, by == null ? AlertReason.UNINHIBITED : AlertReason.INHIBITED);
        }
    }

    private void publishTouched() {
        for (int rule : touched) {
            log.put(rule, table.readings(rule, inactive(rule, rules.get(rule).segment())));
        }
        touched.clear();
        log.publish();
    }

    /** Tells of episodes that have ended because their rule is gone or watches something else. */
    void end(List<SavedAlert> ended, Moment moment) {
        for (SavedAlert gone : ended) {
            AlertReading reading = gone.ended(++transitions, moment);
            log.add(reading);
            listeners.forEach(listener -> listener.accept(Move.transition(reading)));
        }
        log.publish();
    }

    /** Goes on from what was saved; the table holds its alerts already. */
    void restore(long savedTransitions, List<AlertReading> savedLog) {
        transitions = savedTransitions;
        log.takeOver(savedLog);
        publishAll();
    }

    private void publishAll() {
        for (int rule = 0; rule < rules.size(); rule++) {
            touched.add(rule);
        }
        publishTouched();
    }
}
