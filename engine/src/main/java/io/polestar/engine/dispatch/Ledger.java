package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Strand.Untold;
import io.polestar.engine.tree.Route;
import io.polestar.engine.tree.Route.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All cases that are not closed, the groups they are told in, and when something is to be done about which. A change costs O(log n) of the
 * groups and strands that wait. The counting thread's.
 */
final class Ledger {
    private static final Route ORPHANS = new Route(null, List.of("nobody"), Grouping.USUAL, 0, List.of(), false);

    private final List<Route> routes;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Group>> groups = new HashMap<>();
    private final TreeSet<Group> waiting = new TreeSet<>(Group.BY_DUE);
    private final TreeSet<Strand> escalating = new TreeSet<>(Strand.BY_ESCALATION);

    Ledger(List<Route> routes) {
        this.routes = routes;
    }

    @Nullable
    Case find(String episode) {
        return cases.get(episode);
    }

    void add(Case opened) {
        cases.put(opened.note.episode(), opened);
    }

    /** By their beginning. */
    Iterable<Case> cases() {
        return cases.values();
    }

    int caseCount() {
        return cases.size();
    }

    /** The group of a route and a key, made when there is none. */
    Group group(int route, String key) {
        Route settings = route == Group.ORPHANS ? ORPHANS : routes.get(route);
        return groups.computeIfAbsent(route, number -> new TreeMap<>())
                .computeIfAbsent(key, text -> new Group(route, text, settings));
    }

    /** By route and key. */
    List<Group> groups() {
        List<Group> all = new ArrayList<>();
        new TreeMap<>(groups).values().forEach(ofRoute -> all.addAll(ofRoute.values()));
        return all;
    }

    Strand place(Case of, Group group, List<String> channels) {
        Strand strand = new Strand(of, group, channels);
        of.strands.add(strand);
        group.strands.add(strand);
        return strand;
    }

    /** Has something be told of a strand, with what else its group tells, at the earliest at a time. */
    void plan(Strand strand, Untold what, long readyMillis) {
        Group group = strand.group;
        strand.untold = what;
        strand.readyMillis = readyMillis;
        group.untold.add(strand);
        group.flushMillis = Math.min(group.flushMillis, readyMillis);
        wait(group);
    }

    /** Has nothing be told of a strand for the time being. */
    void hold(Strand strand) {
        strand.group.untold.remove(strand);
        calm(strand);
    }

    /** Lets a strand escalate from a time on, beginning with the level it has reached. */
    void press(Strand strand, long sinceMillis) {
        calm(strand);
        strand.pressingMillis = sinceMillis;
        List<Route.Escalation> levels = strand.group.settings.escalate();
        if (strand.of.isPressing() && !strand.told.isEmpty() && strand.level < levels.size()) {
            strand.escalateMillis = sinceMillis + levels.get(strand.level).afterMillis();
            escalating.add(strand);
        }
    }

    /** Has a strand escalate no more. */
    void calm(Strand strand) {
        if (strand.escalateMillis != Dispatcher.NEVER) {
            escalating.remove(strand);
            strand.escalateMillis = Dispatcher.NEVER;
        }
    }

    /** Forgets a strand of which nothing is left to be told, and its case with the last of them. */
    void drop(Strand strand) {
        hold(strand);
        strand.group.strands.remove(strand);
        strand.of.strands.remove(strand);
        wait(strand.group);
        close(strand.of);
    }

    /** Forgets a case that is over and of which nobody is left to be told. */
    void close(Case over) {
        if (!over.open && over.strands.isEmpty()) {
            cases.remove(over.note.episode());
        }
    }

    /** Notes when there is something to do about a group. */
    void wait(Group group) {
        waiting.remove(group);
        group.dueMillis = group.nextMillis();
        if (group.dueMillis != Dispatcher.NEVER) {
            waiting.add(group);
        }
    }

    /** Forgets a group that is over, or notes when there is something to do about it. */
    void settle(Group group, long clockMillis) {
        Map<String, Group> ofRoute = groups.get(group.route);
        if (group.isOver(clockMillis) && ofRoute != null) {
            waiting.remove(group);
            ofRoute.remove(group.key);
        } else {
            wait(group);
        }
    }

    /** A group about which there is something to do by now; null for none. */
    @Nullable
    Group nextDue(long clockMillis) {
        return waiting.isEmpty() || waiting.first().dueMillis > clockMillis ? null : waiting.first();
    }

    /** A strand that escalates by now, which does so no more; null for none. */
    @Nullable
    Strand takeEscalating(long clockMillis) {
        if (escalating.isEmpty() || escalating.first().escalateMillis > clockMillis) {
            return null;
        }
        Strand strand = escalating.first();
        calm(strand);
        return strand;
    }

    /** When there is something to do. */
    long dueMillis() {
        long group = waiting.isEmpty() ? Dispatcher.NEVER : waiting.first().dueMillis;
        long strand = escalating.isEmpty() ? Dispatcher.NEVER : escalating.first().escalateMillis;
        return Math.min(group, strand);
    }
}
