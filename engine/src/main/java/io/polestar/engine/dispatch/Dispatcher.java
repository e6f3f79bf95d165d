package io.polestar.engine.dispatch;

import io.polestar.engine.alert.Transition;
import io.polestar.engine.dispatch.Strand.Untold;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Route;
import io.polestar.engine.tree.Rule;
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
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decides who is told what of alerts, and when. One thread, the one that evaluates rules, does everything with it. It asks nothing but
 * its arguments: the same transitions at the same clock give the same messages under the same ids.
 *
 * <pre>
 *     transition ──▶ case ──▶ a strand for each route ──▶ group ──▶ gate of the channel ──▶ message
 * </pre>
 *
 * <ul>
 *   <li>What is silenced or inhibited is not told. It is told when that ends and it still fires; of what was over by then nobody hears.
 *       An alert whose explanation has ceased is given its group's interval to cease as well.
 *   <li>The end of an alert is told to all who were told that it fires, also during a silence, and to nobody else.
 *   <li>Acknowledging stops escalation and reminders; taking it back begins escalation anew.
 * </ul>
 *
 * <p>What is kept grows with the alerts that fire, with those that ended within the interval of their group, and with those in a digest that
 * is due; each change costs O(log) of it, and a moment at which nothing is due costs one comparison.
 */
public final class Dispatcher {
    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<Route> routes;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Ledger ledger;
    private final Outlet outlet;
    private final Rounds rounds;
    private long dueMillis = NEVER;

    /**
     * For the rules, routes and channels of a definition; nothing to be told.
     *
     * @param listener gets each message, once; must return at once
     */
    public Dispatcher(Definition definition, Consumer<Message> listener) {
        this.routes = definition.routes();
        definition.rules().forEach(rule -> rules.put(rule.id(), rule));
        this.ledger = new Ledger(routes);
        this.outlet = new Outlet(definition.channels(), listener);
        this.rounds = new Rounds(ledger, outlet);
    }

    /** Takes a transition; what follows from it is told by {@link #advance}, together with what happened at the same moment. */
    public void accept(Transition transition) {
        Case known = ledger.find(transition.episode());
        if (known == null) {
            Rule rule = rules.get(transition.rule());
            if (rule != null
                    && transition.to() == AlertState.FIRING
                    && !transition.episode().isEmpty()) {
                open(rule, transition);
            }
        } else if (known.open) {
            change(known, transition);
        }
        dueMillis = Math.min(dueMillis, ledger.dueMillis());
    }

    private void open(Rule rule, Transition transition) {
        Case opened = new Case(transition.number(), transition.segment(), Notes.of(rule, transition));
        opened.muted = transition.flags().muted();
        opened.acknowledged = transition.flags().acknowledged();
        ledger.add(opened);
        place(opened, rule);
        opened.strands.forEach(strand -> planFiring(strand, transition.decisionMillis()));
    }

    /** Finds the routes of a case. A channel that several of them name is told by the first. */
    private void place(Case of, Rule rule) {
        Set<String> taken = new TreeSet<>();
        for (int number = 0; number < routes.size(); number++) {
            Route route = routes.get(number);
            if (route.matches(rule, of.segment)) {
                List<String> channels = route.to().stream()
                        .filter(channel -> !taken.contains(channel))
                        .toList();
                if (!channels.isEmpty()) {
                    ledger.place(of, ledger.group(number, route.grouping().key(rule, of.segment)), channels);
                    taken.addAll(channels);
                }
                if (!route.goesOn()) {
                    return;
                }
            }
        }
    }

    private void planFiring(Strand strand, long clockMillis) {
        strand.untold = Untold.FIRING;
        if (!strand.of.muted) {
            Group group = strand.group;
            long earliest =
                    group.earliestMillis(clockMillis, group.settings.grouping().waitMillis());
            ledger.plan(strand, Untold.FIRING, Math.min(earliest, Math.max(clockMillis, group.flushMillis)));
        }
    }

    private void change(Case known, Transition transition) {
        Rule rule = rules.get(transition.rule());
        known.note = rule == null ? Notes.after(known.note, transition) : Notes.of(rule, transition);
        if (transition.to() == AlertState.RESOLVED || transition.to() == AlertState.INACTIVE) {
            end(known, transition);
            return;
        }
        boolean muted = transition.flags().muted();
        boolean acknowledged = transition.flags().acknowledged();
        if (acknowledged != known.acknowledged) {
            known.acknowledged = acknowledged;
            known.strands.forEach(strand -> {
                strand.level = 0;
                ledger.press(strand, transition.decisionMillis());
            });
        }
        if (muted != known.muted) {
            known.muted = muted;
            known.strands.forEach(strand -> mute(strand, transition));
        }
    }

    private void mute(Strand strand, Transition transition) {
        long clockMillis = transition.decisionMillis();
        if (strand.of.muted) {
            ledger.hold(strand);
        } else if (strand.untold == Untold.NOTHING) {
            ledger.press(strand, clockMillis);
        } else if (transition.reason() == AlertReason.UNINHIBITED) {
            Group group = strand.group;
            ledger.plan(
                    strand,
                    Untold.FIRING,
                    group.earliestMillis(clockMillis, group.settings.grouping().intervalMillis()));
        } else {
            planFiring(strand, clockMillis);
        }
    }

    /** A channel that was told on several routes, on one of them by escalation, hears the end on the first. */
    private void end(Case ended, Transition transition) {
        ended.open = false;
        ended.retracted = transition.reason() == AlertReason.RETRACTED;
        Set<String> hearing = new TreeSet<>();
        for (Strand strand : List.copyOf(ended.strands)) {
            ledger.hold(strand);
            strand.told.removeIf(channel -> !hearing.add(channel));
            if (strand.told.isEmpty()) {
                ledger.drop(strand);
            } else {
                ledger.plan(strand, Untold.END, strand.group.earliestMillis(transition.decisionMillis(), 0));
            }
        }
        ledger.close(ended);
    }

    /**
     * Tells what is due by now.
     *
     * @param clockMillis the engine's clock, epoch milliseconds; does not run backwards
     * @param sequence journal sequence the decisions rest on
     */
    public void advance(long clockMillis, long sequence) {
        if (clockMillis < dueMillis) {
            return;
        }
        outlet.at(clockMillis, sequence);
        rounds.run(clockMillis);
        outlet.roll();
        dueMillis = Math.min(outlet.dueMillis(), ledger.dueMillis());
    }

    /** How many messages were told. */
    public long told() {
        return outlet.told();
    }

    /**
     * Takes over from the dispatcher of the definition before. Where routes and channels are the same, everything goes on as it was. Otherwise
     * open cases are routed anew: who was told stays so and hears the end; of what nobody has been told, those are told whom the new routes
     * name.
     */
    public void takeOver(Dispatcher before, long clockMillis, long sequence) {
        if (routes.equals(before.routes)) {
            copy(before);
            return;
        }
        before.outlet.at(clockMillis, sequence);
        before.rounds.tellEnds(clockMillis);
        outlet.takeOver(before.outlet);
        for (Case old : before.ledger.cases()) {
            reroute(old, clockMillis);
        }
        dueMillis = clockMillis;
    }

    private void copy(Dispatcher before) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            before.writeTo(new DataOutputStream(bytes));
            readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private void reroute(Case old, long clockMillis) {
        Case moved = new Case(old.number, old.segment, old.note);
        moved.muted = old.muted;
        moved.acknowledged = old.acknowledged;
        ledger.add(moved);
        Rule rule = rules.get(old.note.rule());
        if (rule != null) {
            place(moved, rule);
        }
        Set<String> told = new TreeSet<>();
        long pressing = clockMillis;
        for (Strand strand : old.strands) {
            told.addAll(strand.told);
            pressing = strand.told.isEmpty() ? pressing : Math.min(pressing, strand.pressingMillis);
        }
        if (told.isEmpty()) {
            moved.strands.forEach(strand -> planFiring(strand, clockMillis));
            return;
        }
        if (moved.strands.isEmpty()) {
            ledger.place(moved, ledger.group(Group.ORPHANS, "rule=" + old.note.rule()), List.of());
        }
        for (Strand strand : moved.strands) {
            inherit(strand, told, pressing, clockMillis);
        }
    }

    private void inherit(Strand strand, Set<String> told, long pressingMillis, long clockMillis) {
        boolean first = strand == strand.of.strands.get(0);
        for (String channel : told) {
            if (strand.channels.contains(channel) || first && !isNamed(channel, strand.of)) {
                strand.told.add(channel);
            }
        }
        Route settings = strand.group.settings;
        for (Route.Escalation level : settings.escalate()) {
            strand.level += pressingMillis + level.afterMillis() <= clockMillis ? 1 : 0;
        }
        ledger.press(strand, pressingMillis);
        if (settings.remindMillis() > 0) {
            strand.group.remindMillis = clockMillis + settings.remindMillis();
            ledger.wait(strand.group);
        }
    }

    private static boolean isNamed(String channel, Case of) {
        return of.strands.stream().anyMatch(strand -> strand.channels.contains(channel));
    }

    /** Saves all of it for {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        DispatchFormat.write(out, ledger, outlet);
    }

    /**
     * Takes over what {@link #writeTo} saved under the same routes; must be new.
     *
     * @throws IOException if the input is not what {@link #writeTo} wrote
     */
    public void readFrom(DataInput in) throws IOException {
        DispatchFormat.read(in, ledger, outlet, routes.size());
        dueMillis = Math.min(outlet.dueMillis(), ledger.dueMillis());
    }

    /** A digest of everything {@link #writeTo} saves, the messages told so far among it. */
    public long stateHash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return ByteBuffer.wrap(Outlet.digest(bytes.toByteArray())).getLong();
    }
}
