package io.polestar.engine.dispatch;

import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.dispatch.Strand.Untold;
import io.polestar.engine.tree.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is due: what is new in a group, what still fires, and what nobody has acknowledged. The counting thread's. */
final class Rounds {
    private final Ledger ledger;
    private final Outlet outlet;

    Rounds(Ledger ledger, Outlet outlet) {
        this.ledger = ledger;
        this.outlet = outlet;
    }

    void run(long clockMillis) {
        for (Group group = ledger.nextDue(clockMillis); group != null; group = ledger.nextDue(clockMillis)) {
            if (group.flushMillis <= clockMillis) {
                flush(group, clockMillis);
            }
            if (group.remindMillis <= clockMillis) {
                remind(group, clockMillis);
            }
            ledger.settle(group, clockMillis);
        }
        escalate(clockMillis);
    }

    /** Tells at once of everything that is over. */
    void tellEnds(long clockMillis) {
        for (Group group : ledger.groups()) {
            group.untold.stream()
                    .filter(strand -> strand.untold == Untold.END)
                    .forEach(strand -> strand.readyMillis = clockMillis);
            flush(group, clockMillis);
            ledger.settle(group, clockMillis);
        }
    }

    private void flush(Group group, long clockMillis) {
        List<Strand> ready = group.takeReady(clockMillis);
        if (ready.isEmpty()) {
            return;
        }
        Map<String, List<Strand>> byChannel = new LinkedHashMap<>();
        for (Strand strand : ready) {
            add(byChannel, strand, strand.untold == Untold.FIRING ? strand.channels : strand.told);
        }
        byChannel.forEach((channel, strands) -> outlet.send(channel, cause(strands), group.key, notes(strands)));
        group.toldMillis = clockMillis;
        long remind = group.settings.remindMillis();
        group.remindMillis = remind == 0 ? Dispatcher.NEVER : clockMillis + remind;
        for (Strand strand : ready) {
            if (strand.untold == Untold.FIRING) {
                strand.untold = Untold.NOTHING;
                strand.told.addAll(strand.channels);
                ledger.press(strand, clockMillis);
            } else {
                ledger.drop(strand);
            }
        }
    }

    private static void add(Map<String, List<Strand>> byChannel, Strand strand, Collection<String> channels) {
        channels.forEach(channel ->
                byChannel.computeIfAbsent(channel, id -> new ArrayList<>()).add(strand));
    }

    private static List<AlertNote> notes(List<Strand> strands) {
        return strands.stream().map(strand -> strand.of.note).toList();
    }

    private static Cause cause(List<Strand> strands) {
        if (strands.stream().anyMatch(strand -> strand.untold == Untold.FIRING)) {
            return Cause.FIRED;
        }
        return strands.stream().allMatch(strand -> strand.of.retracted) ? Cause.RETRACTED : Cause.RESOLVED;
    }

    /**
     * An alert that somebody has taken on, or that is muted, is left out; the reminder of the others goes on. Other routes may have come since it was told:
     * whoever hears of it by a reminder hears its end.
     */
    private void remind(Group group, long clockMillis) {
        Map<String, List<Strand>> byChannel = new LinkedHashMap<>();
        boolean anyTold = false;
        for (Strand strand : group.strands) {
            boolean told = strand.of.open && strand.untold == Untold.NOTHING && !strand.told.isEmpty();
            anyTold |= told;
            if (told && strand.of.isPressing()) {
                add(byChannel, strand, strand.channels);
                strand.told.addAll(strand.channels);
            }
        }
        byChannel.forEach((channel, strands) -> outlet.send(channel, Cause.REMINDED, group.key, notes(strands)));
        group.remindMillis = anyTold ? clockMillis + group.settings.remindMillis() : Dispatcher.NEVER;
    }

    /** One level of one group. */
    private record Round(Group group, int level) {}

    private void escalate(long clockMillis) {
        for (Map<Round, List<Strand>> rounds = due(clockMillis); !rounds.isEmpty(); rounds = due(clockMillis)) {
            rounds.forEach((round, strands) -> {
                Route.Escalation level = round.group.settings.escalate().get(round.level);
                level.to().forEach(channel -> outlet.send(channel, Cause.ESCALATED, round.group.key, notes(strands)));
                for (Strand strand : strands) {
                    strand.told.addAll(level.to());
                    strand.level++;
                    ledger.press(strand, strand.pressingMillis);
                }
            });
        }
    }

    private Map<Round, List<Strand>> due(long clockMillis) {
        Map<Round, List<Strand>> rounds = new LinkedHashMap<>();
        @Nullable Strand strand = ledger.takeEscalating(clockMillis);
        while (strand != null) {
            rounds.computeIfAbsent(new Round(strand.group, strand.level), round -> new ArrayList<>())
                    .add(strand);
            strand = ledger.takeEscalating(clockMillis);
        }
        return rounds;
    }
}
