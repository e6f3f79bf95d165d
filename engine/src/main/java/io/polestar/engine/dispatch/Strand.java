package io.polestar.engine.dispatch;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A case on one of its routes: who is to be told, and who has been. The counting thread's. */
final class Strand {
    /** In the order of their cases. */
    static final Comparator<Strand> BY_NUMBER =
            Comparator.<Strand>comparingLong(strand -> strand.of.number).thenComparingInt(strand -> strand.group.route);

    /** In the order in which they escalate. */
    static final Comparator<Strand> BY_ESCALATION =
            Comparator.<Strand>comparingLong(strand -> strand.escalateMillis).thenComparing(BY_NUMBER);

    /** What is still to be told. */
    enum Untold {
        NOTHING,
        FIRING,
        END
    }

    final Case of;
    final Group group;
    /** Ids of the channels that are told. */
    final List<String> channels;
    /** Ids of the channels that have been told that it fires, those it was escalated to among them. */
    final Set<String> told = new TreeSet<>();

    Untold untold = Untold.NOTHING;
    /** When the untold is to be told at the earliest. */
    long readyMillis = Dispatcher.NEVER;
    /** How many escalations there were. */
    int level;
    /** What the next escalation counts from. */
    long pressingMillis;
    /** When it comes; {@link Dispatcher#NEVER} when none is due. */
    long escalateMillis = Dispatcher.NEVER;

    Strand(Case of, Group group, List<String> channels) {
        this.of = of;
        this.group = group;
        this.channels = List.copyOf(channels);
    }
}
