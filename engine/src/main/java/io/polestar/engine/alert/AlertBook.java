package io.polestar.engine.alert;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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
    private final AlertTable table;
    private final Desk desk;
    private final AlertLog log;
    private final Telling telling;
    private final Judgement judgement;
    private final OperatorActs acts;
    private final Moment moment = new Moment();

    /** For the rules of a definition, in its order; all inactive. */
    public AlertBook(Definition definition) {
        this.rules = definition.rules();
        this.table = new AlertTable(rules);
        this.desk = new Desk(definition.maintenance());
        this.log = new AlertLog(rules.size());
        this.telling = new Telling(rules, table, desk.silences(), new Inhibition(definition), log);
        this.judgement = new Judgement(rules, table, telling);
        this.acts = new OperatorActs(rules, table, desk, judgement, telling);
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
        judgement.judge(clockMillis, values);
        if (covered || telling.isDue()) {
            telling.tell(covered, moment);
        }
    }

    /**
     * Has rules overlook conditions that hold now and led nowhere at the last evaluation, until they have ceased to hold once. Called when
     * something was told about the past, right after it is counted.
     */
    public void overlook(long clockMillis, RuleValues values) {
        judgement.overlook(clockMillis, values);
    }

    private void at(long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        moment.clockMillis = clockMillis;
        moment.sequence = sequence;
        moment.eventMillis = eventMillis;
        moment.ingestMillis = ingestMillis;
    }

    /**
     * Does what an operator wants.
     *
     * @param clockMillis the engine's clock, as are the other arguments those of {@link #evaluate}
     */
    public Act.Outcome act(Act act, long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        at(clockMillis, sequence, eventMillis, ingestMillis);
        Act.Outcome outcome = acts.act(act, moment);
        if (outcome.done()) {
            boolean covered = desk.silences().advance(clockMillis);
            telling.tell(covered || act instanceof Act.Hush || act instanceof Act.EndSilence, moment);
        }
        return outcome;
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
        telling.listen(listener);
    }

    /** Saves all of it for {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        AlertFormat.write(
                out,
                new AlertFormat.Saved(
                        telling.transitions(),
                        judgement.minute(),
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
        restore(AlertFormat.read(in), values);
    }

    /** Returns what was saved of episodes that go on but are no rule's any more. */
    private List<SavedAlert> restore(AlertFormat.Content content, RuleValues values) {
        List<SavedAlert> ended = fill(content, values);
        judgement.restore(content.minute());
        desk.takeOver(content.silences(), content.annotations());
        telling.restore(content.transitions(), content.log());
        return ended;
    }

    /**
     * Takes over what the book of the definition before holds, as {@link #readFrom} does, and its listeners; tells them of episodes that end
     * because their rule is gone or watches something else. The arguments are those of {@link #evaluate}.
     */
    public void takeOver(
            AlertBook before, RuleValues values, long clockMillis, long sequence, long eventMillis, long ingestMillis) {
        List<SavedAlert> ended;
        try {
            ended = restore(AlertFormat.read(new DataInputStream(new ByteArrayInputStream(before.bytes()))), values);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be read", e);
        }
        telling.listenAlso(before.telling);
        at(clockMillis, sequence, eventMillis, ingestMillis);
        telling.end(ended, moment);
    }

    private List<SavedAlert> fill(AlertFormat.Content content, RuleValues values) {
        table.clear();
        Set<SavedAlert> kept = new HashSet<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            Rule of = rules.get(rule);
            AlertFormat.SavedRule saved = content.rules().get(of.id());
            if (saved != null && saved.isOf(of)) {
                for (SavedAlert alert : saved.alerts()) {
                    int place = values.place(rule, alert.reading().segment());
                    if (place >= 0) {
                        table.put(alert.toAlert(rule, place, values.segment(rule, place)));
                        kept.add(alert);
                    }
                }
            }
        }
        return content.rules().values().stream()
                .flatMap(saved -> saved.alerts().stream())
                .filter(alert -> alert.open() && !kept.contains(alert))
                .toList();
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
