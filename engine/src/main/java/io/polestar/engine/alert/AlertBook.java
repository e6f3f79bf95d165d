package io.polestar.engine.alert;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All alerts of a tree: their states, what operators did about them, and which explain others.
 *
 * <p>One thread, the one that writes windows, evaluates, acts, listens, saves and restores. {@link #current()}, {@link #log()},
 * {@link #silences()} and {@link #annotations()} may be read by any thread. The book asks nothing but its arguments: the same evaluations
 * and acts from the same snapshot give the same transitions. An evaluation looks only where something may be seen that was not there
 * before, and allocates nothing unless an alert makes a transition.
 *
 * <pre>
 *     marks ──▶ look ──▶ state ──▶ provisional ──▶ combinations ──▶ silences, inhibition ──▶ transitions told
 * </pre>
 */
public final class AlertBook {
    /** The most transitions remembered. */
    public static final int LOG_CAPACITY = 200;

    /** The most annotations kept; the oldest go first. */
    public static final int MOST_ANNOTATIONS = 1_000;

    private final List<Rule> rules;
    private final Schedule schedule;
    private final Desk desk;
    private final Inhibition inhibition;
    private final AlertLog log;
    private final MarkSet marks;
    private final Moment moment = new Moment();
    private final Sight sight = new Sight();
    private final List<Move> moves = new ArrayList<>();
    private final Set<Integer> touched = new TreeSet<>();
    private final List<Consumer<Transition>> listeners = new ArrayList<>();
    private final Combinations combined;
    private final Schedule.RuleMarker woken = this::markSeen;
    private AlertTable table;
    private long transitions;

    /** For the rules of a definition, in its order; all inactive. */
    public AlertBook(Definition definition) {
        this.rules = definition.rules();
        this.schedule = new Schedule(rules);
        this.desk = new Desk(definition.maintenance());
        this.inhibition = new Inhibition(definition);
        this.combined = new Combinations(rules);
        this.log = new AlertLog(rules.size());
        this.marks = new MarkSet(rules.size());
        this.table = new AlertTable(rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            log.put(rule, table.readings(rule, inactive(rule, rules.get(rule).segment())));
        }
        log.publish();
    }

    /** The rules, in the definition's order. */
    public List<Rule> rules() {
        return rules;
    }

    /** Whether there is nothing to be evaluated. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * Judges what has changed. Evaluating again at the same clock changes nothing.
     *
     * @param clockMillis the engine's clock, epoch milliseconds; does not run backwards
     * @param sequence journal sequence the values rest on
     * @param eventMillis time of the newest event in them, epoch milliseconds
     * @param ingestMillis when the record was taken in, epoch milliseconds
     */
    public void evaluate(long clockMillis, long sequence, long eventMillis, long ingestMillis, RuleValues values) {
        at(clockMillis, sequence, eventMillis, ingestMillis);
        boolean covered = desk.silences().advance(clockMillis);
        schedule.advance(clockMillis, woken);
        values.mark(clockMillis, marks);
        table.markDue(clockMillis, marks);
        for (int rule = marks.nextRule(0); rule >= 0; rule = marks.nextRule(rule + 1)) {
            if (!schedule.isCombination(rule)) {
                judge(rule, values);
            }
        }
        if (table.hasProvisional()) {
            settleProvisional(values);
        }
        for (int rule : schedule.combinations()) {
            if (marks.nextPlace(rule, 0) >= 0) {
                judge(rule, values);
            }
        }
        if (covered || !moves.isEmpty()) {
            tell(covered);
        }
    }

    /**
     * Has rules overlook conditions that hold now and led nowhere at the last evaluation, until they have ceased to hold once. Called when
     * something was told about the past, right after it is counted.
     */
    public void overlook(long clockMillis, RuleValues values) {
        values.reconsider();
        values.mark(clockMillis, marks);
        for (int rule = marks.nextRule(0); rule >= 0; rule = marks.nextRule(rule + 1)) {
            for (int place = marks.nextPlace(rule, 0); place >= 0; place = marks.nextPlace(rule, place + 1)) {
                overlook(rule, place, clockMillis, values);
            }
        }
    }

    private void overlook(int rule, int place, long clockMillis, RuleValues values) {
        if (schedule.isCombination(rule)) {
            return;
        }
        Alert alert = table.find(rule, place);
        values.look(rule, place, clockMillis, sight);
        if (sight.verdict() != Verdict.HOLDS || alert != null && alert.isUnderWay()) {
            return;
        }
        if (alert == null) {
            Segment segment = values.segment(rule, place);
            alert = new Alert(rule, place, segment, inactive(rule, segment));
            table.put(alert);
        }
        alert.overlooks = true;
    }

    /** Marks where a rule has seen something, and its one place. */
    private void markSeen(int rule) {
        marks.markAll(rule, Math.max(1, table.row(rule).length));
    }

    private void at(long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        moment.clockMillis = clockMillis;
        moment.sequence = sequence;
        moment.eventMillis = eventMillis;
        moment.ingestMillis = ingestMillis;
    }

    private void judge(int rule, RuleValues values) {
        for (int place = marks.nextPlace(rule, 0); place >= 0; place = marks.nextPlace(rule, place + 1)) {
            if (schedule.isActive(rule)) {
                judge(rule, place, values);
            }
        }
        marks.clear(rule);
    }

    private void judge(int rule, int place, RuleValues values) {
        Rule of = rules.get(rule);
        Alert alert = table.find(rule, place);
        if (of.trigger() instanceof Trigger.Combination combination) {
            combined.look(combination, values.segment(rule, place), table, sight);
        } else {
            values.look(rule, place, moment.clockMillis, sight);
        }
        if (alert == null) {
            if (!worthAnAlert(of, sight.verdict())) {
                return;
            }
            Segment segment = values.segment(rule, place);
            alert = new Alert(rule, place, segment, inactive(rule, segment));
        }
        alert.see(sight.verdict());
        AlertState next = alert.next(sight.verdict(), moment.clockMillis, of.timing());
        if (next != alert.state) {
            move(alert, next, reason(alert.state, next));
        }
    }

    /** That sources are silent is said once for a rule, not for each segment that has nothing to say. */
    private static boolean worthAnAlert(Rule rule, Verdict verdict) {
        return verdict == Verdict.HOLDS
                || verdict == Verdict.FAILED
                || verdict == Verdict.SILENT && rule.watched().each() == null;
    }

    private static AlertReason reason(AlertState from, AlertState to) {
        if (from == AlertState.ERROR || to == AlertState.ERROR) {
            return AlertReason.FAILURE;
        }
        return from == AlertState.NO_DATA || to == AlertState.NO_DATA ? AlertReason.SOURCES : AlertReason.CONDITION;
    }

    private void move(Alert alert, AlertState to, AlertReason reason) {
        AlertState from = alert.state;
        boolean wasProvisional = alert.provisionalMillis != 0;
        alert.noteSight(sight);
        alert.enter(to, reason, ++transitions, moment.clockMillis, rules.get(alert.rule));
        table.put(alert);
        Move move = Move.of(alert, transitions, from, reason);
        moves.add(wasProvisional ? move.asProvisional() : move);
        for (int user : schedule.users(alert.rule)) {
            markUser(user, alert);
        }
    }

    private void markUser(int user, Alert alert) {
        String each = rules.get(user).watched().each();
        if (each == null) {
            marks.mark(user, 0);
        } else if (alert.segment != null
                && alert.segment.dimension().equals(each)
                && rules.get(alert.rule).watched().each() != null) {
            marks.mark(user, alert.place);
        } else {
            marks.markAll(user, Math.max(table.row(user).length, combined.places(rules.get(user), table)));
        }
    }

    private void settleProvisional(RuleValues values) {
        for (Alert alert : table.takeSettled(values.watermarkMillis())) {
            values.lookBack(alert.rule, alert.place, alert.provisionalMillis, sight);
            if (sight.verdict() == Verdict.CEASED) {
                move(alert, AlertState.INACTIVE, AlertReason.RETRACTED);
            } else {
                alert.provisionalMillis = 0;
                flag(alert, AlertReason.CONFIRMED);
            }
        }
    }

    /** A transition that leaves the state as it is. */
    private void flag(Alert alert, AlertReason reason) {
        moves.add(Move.of(alert, ++transitions, alert.state, reason));
    }

    /** Finds out what lies on top of the alerts that moved, and of others that it may have changed for; then tells all of it. */
    private void tell(boolean covered) {
        int decided = moves.size();
        for (int index = 0; index < decided; index++) {
            Alert alert = moves.get(index).alert();
            alert.silencedBy = desk.silences().covering(rules.get(alert.rule), alert.segment, moment.clockMillis);
            alert.inhibitedBy = inhibition.explaining(alert, table);
        }
        if (covered) {
            for (int rule = 0; rule < rules.size(); rule++) {
                table.open(rule).forEach(this::flagSilenced);
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

    private void flagSilenced(Alert alert) {
        String by = desk.silences().covering(rules.get(alert.rule), alert.segment, moment.clockMillis);
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

    private AlertReading inactive(int rule, @Nullable Segment segment) {
        Rule of = rules.get(rule);
        return AlertReading.inactive(
                of.id(),
                segment,
                of.trigger().level().low(),
                of.trigger().level().high());
    }

    /**
     * Does what an operator wants.
     *
     * @param clockMillis the engine's clock, as are the other arguments those of {@link #evaluate}
     */
    public Act.Outcome act(Act act, long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        at(clockMillis, sequence, eventMillis, ingestMillis);
        Act.Outcome outcome = act(act);
        if (outcome.done()) {
            tell(desk.silences().advance(clockMillis) || act instanceof Act.Hush || act instanceof Act.EndSilence);
        }
        return outcome;
    }

    private Act.Outcome act(Act act) {
        if (act instanceof Act.Acknowledge acknowledge) {
            return acknowledge(acknowledge);
        }
        if (act instanceof Act.Unacknowledge unacknowledge) {
            return unacknowledge(unacknowledge);
        }
        if (act instanceof Act.Hush hush) {
            return desk.hush(hush, moment);
        }
        if (act instanceof Act.EndSilence end) {
            return desk.end(end, moment);
        }
        return act instanceof Act.Rearm rearm ? rearm(rearm) : desk.annotate((Act.Annotate) act, moment);
    }

    private Act.Outcome acknowledge(Act.Acknowledge act) {
        Alert alert = table.byEpisode(act.episode());
        if (alert == null) {
            return noEpisode(act.episode());
        }
        alert.acknowledgement = new AlertReading.Acknowledgement(act.owner(), act.comment(), moment.clockMillis);
        flag(alert, AlertReason.ACKNOWLEDGED);
        return Act.Outcome.done(alert.episode);
    }

    private Act.Outcome unacknowledge(Act.Unacknowledge act) {
        Alert alert = table.byEpisode(act.episode());
        if (alert == null) {
            return noEpisode(act.episode());
        }
        if (alert.acknowledgement == null) {
            return Act.Outcome.not(alert.episode, "the alert is not acknowledged");
        }
        alert.acknowledgement = null;
        flag(alert, AlertReason.UNACKNOWLEDGED);
        return Act.Outcome.done(alert.episode);
    }

    private static Act.Outcome noEpisode(String episode) {
        return Act.Outcome.not(episode, "no alert of that id is firing");
    }

    private Act.Outcome rearm(Act.Rearm rearm) {
        boolean found = false;
        for (int rule = 0; rule < rules.size(); rule++) {
            if (rules.get(rule).id().equals(rearm.rule())) {
                found = true;
                for (Alert alert : table.row(rule)) {
                    if (alert != null && alert.spent && meant(rearm, alert)) {
                        alert.spent = false;
                        marks.mark(rule, alert.place);
                        flag(alert, AlertReason.REARMED);
                    }
                }
            }
        }
        return found
                ? Act.Outcome.done(rearm.rule())
                : Act.Outcome.not(rearm.rule(), "the tree has no such alert rule");
    }

    private static boolean meant(Act.Rearm rearm, Alert alert) {
        return rearm.segment() == null
                || alert.segment != null && rearm.segment().equals(alert.segment.value());
    }

    /**
     * How each alert stands, in the definition's order: of a rule for each segment those that have made a transition. A rule that
     * never made one is inactive with a value of NaN and zeros for sequence and times.
     */
    public List<AlertReading> current() {
        return log.current();
    }

    /** The latest transitions, newest first, at most {@link #LOG_CAPACITY}. */
    public List<AlertReading> log() {
        return log.log();
    }

    /** The silences that operators made, oldest first; those long over are forgotten. */
    public List<Silence> silences() {
        return desk.shownSilences();
    }

    /** What operators noted, oldest first. */
    public List<Annotation> annotations() {
        return desk.annotations();
    }

    /** Has a listener told of each transition, once, on the evaluating thread, after {@link #current()} and {@link #log()} show it. */
    public void onTransition(Consumer<Transition> listener) {
        listeners.add(listener);
    }

    /** Saves all of it for {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        AlertFormat.write(
                out,
                new AlertFormat.Saved(
                        transitions,
                        schedule.minute(),
                        rules,
                        table,
                        desk.shownSilences(),
                        desk.annotations(),
                        log.entries()));
    }

    /**
     * Takes over what {@link #writeTo} saved. A rule keeps its alerts by its id if all that decides when it fires is unchanged; other rules
     * start afresh. Listeners are not told.
     *
     * @throws IOException if the input is not what {@link #writeTo} wrote; the book is unchanged then
     */
    public void readFrom(DataInput in, RuleValues values) throws IOException {
        restore(AlertFormat.read(in), values, new ArrayList<>());
    }

    private void restore(AlertFormat.Content content, RuleValues values, List<SavedAlert> ended) {
        table = restored(content, values, ended);
        transitions = content.transitions();
        schedule.restore(content.minute());
        desk.takeOver(content.silences(), content.annotations());
        log.takeOver(content.log());
        for (int rule = 0; rule < rules.size(); rule++) {
            touched.add(rule);
        }
        publishTouched();
    }

    /**
     * Takes over what the book of the definition before holds, as {@link #readFrom} does, and its listeners; tells them of episodes that end
     * because their rule is gone or watches something else. The arguments are those of {@link #evaluate}.
     */
    public void takeOver(
            AlertBook before, RuleValues values, long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        List<SavedAlert> ended = new ArrayList<>();
        try {
            restore(AlertFormat.read(new DataInputStream(new ByteArrayInputStream(before.bytes()))), values, ended);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be read", e);
        }
        listeners.addAll(before.listeners);
        at(clockMillis, sequence, eventMillis, ingestMillis);
        for (SavedAlert gone : ended) {
            AlertReading reading = gone.ended(++transitions, moment);
            log.add(reading);
            listeners.forEach(listener -> listener.accept(Move.transition(reading)));
        }
        log.publish();
    }

    private AlertTable restored(AlertFormat.Content content, RuleValues values, List<SavedAlert> ended) {
        AlertTable fresh = new AlertTable(rules);
        Set<SavedAlert> kept = new HashSet<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            Rule of = rules.get(rule);
            AlertFormat.SavedRule saved = content.rules().get(of.id());
            if (saved != null && saved.isOf(of)) {
                for (SavedAlert alert : saved.alerts()) {
                    int place = values.place(rule, alert.reading().segment());
                    if (place >= 0) {
                        fresh.put(alert.toAlert(rule, place, values.segment(rule, place)));
                        kept.add(alert);
                    }
                }
            }
        }
        for (AlertFormat.SavedRule saved : content.rules().values()) {
            saved.alerts().stream()
                    .filter(alert -> alert.open() && !kept.contains(alert))
                    .forEach(ended::add);
        }
        return fresh;
    }

    /** A digest of everything {@link #writeTo} saves; two books of the same rules and past give the same. */
    public long stateHash() {
        return Fingerprint.digest(bytes());
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
