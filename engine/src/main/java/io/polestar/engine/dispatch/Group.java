package io.polestar.engine.dispatch;

import io.polestar.engine.tree.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Alerts of one route that are told in one message. The counting thread's. */
final class Group {
    /** In the order in which there is something to do. */
    static final Comparator<Group> BY_DUE = Comparator.<Group>comparingLong(group -> group.dueMillis)
            .thenComparingInt(group -> group.route)
            .thenComparing(group -> group.key);

    /** The place of the route of those whose route is no more: they are told their end, and nothing else. */
    static final int ORPHANS = -1;

    final int route;
    final String key;
    final Route settings;
    final Set<Strand> strands = new TreeSet<>(Strand.BY_NUMBER);
    /** Those of which something is to be told. */
    final Set<Strand> untold = new TreeSet<>(Strand.BY_NUMBER);

    /** When something was last told; {@link Dispatcher#NEVER} before. */
    long toldMillis = Dispatcher.NEVER;
    /** When something is to be told; {@link Dispatcher#NEVER} for nothing. */
    long flushMillis = Dispatcher.NEVER;
    /** When what still fires is told again; {@link Dispatcher#NEVER} for never. */
    long remindMillis = Dispatcher.NEVER;
    /** When there is something to do next, as the dispatcher has noted it. */
    long dueMillis = Dispatcher.NEVER;

    Group(int route, String key, Route settings) {
        this.route = route;
        this.key = key;
        this.settings = settings;
    }

    /** Whether nothing is left to be remembered of it. */
    boolean isOver(long clockMillis) {
        return strands.isEmpty() && clockMillis >= forgetMillis();
    }

    private long forgetMillis() {
        return toldMillis == Dispatcher.NEVER
                ? Long.MIN_VALUE
                : toldMillis + settings.grouping().intervalMillis();
    }

    long nextMillis() {
        long next = Math.min(flushMillis, remindMillis);
        return strands.isEmpty() ? Math.min(next, forgetMillis()) : next;
    }

    /** When something that is to be told from now on may be told: at once, after a wait for others, or when the interval is over. */
    long earliestMillis(long clockMillis, long waitMillis) {
        long waited = clockMillis + waitMillis;
        return toldMillis == Dispatcher.NEVER
                ? waited
                : Math.max(waited, toldMillis + settings.grouping().intervalMillis());
    }

    /** Those of which something is to be told now; they are untold no more. The others wait for the next message. */
    List<Strand> takeReady(long clockMillis) {
        List<Strand> ready = new ArrayList<>();
        flushMillis = Dispatcher.NEVER;
        for (Strand strand : untold) {
            if (strand.readyMillis <= clockMillis) {
                ready.add(strand);
            }
        }
        ready.forEach(untold::remove);
        for (Strand strand : untold) {
            if (!ready.isEmpty()) {
                strand.readyMillis = Math.max(
                        strand.readyMillis, clockMillis + settings.grouping().intervalMillis());
            }
            flushMillis = Math.min(flushMillis, strand.readyMillis);
        }
        return ready;
    }
}
