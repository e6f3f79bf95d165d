package io.polestar.api.command;

import io.polestar.api.json.Json;
import io.polestar.engine.inspect.JournalStats;
import io.polestar.engine.inspect.Verification;
import io.polestar.engine.journal.Damage;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.journal.SegmentSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what was found in a journal, for a person and for {@code grep}. */
final class JournalReport {
    private static final double MEBIBYTE = 1 << 20;
    private static final int NAMES = 30;

    private JournalReport() {}

    /** Prints what verifying found; true when nothing is lost. */
    static boolean print(Verification found, PrintWriter out) {
        segments(found.segments(), out);
        for (Verification.Place place : found.places()) {
            out.printf(
                    Locale.ROOT,
                    "%s  %s; readable records before it %d, after it %d%n",
                    place.damage().tail() ? "tail  " : "DAMAGE",
                    place.damage(),
                    place.recordsBefore(),
                    place.recordsAfter());
        }
        found.undecodable().forEach(record -> out.println("DAMAGE  a record that cannot be taken apart, " + record));
        out.printf(
                Locale.ROOT,
                "%s: records=%d events=%d sequence=%d..%d segments=%d%n",
                found.isSound() ? "sound" : "DAMAGED",
                found.records(),
                found.events(),
                found.firstSequence(),
                found.lastSequence(),
                found.segments().size());
        out.flush();
        return found.isSound();
    }

    /** Prints what a journal holds; true when nothing is lost. */
    static boolean print(JournalStats stats, PrintWriter out) {
        segments(stats.segments(), out);
        line(
                out,
                "size",
                "%.1f MiB in %d segments",
                stats.bytes() / MEBIBYTE,
                stats.segments().size());
        line(
                out,
                "records",
                "batches=%d ticks=%d definitions=%d",
                stats.records().getOrDefault(RecordKind.BATCH, 0L),
                stats.records().getOrDefault(RecordKind.TICK, 0L),
                stats.records().getOrDefault(RecordKind.DEFINITION, 0L));
        line(
                out,
                "events",
                "taken=%d duplicates=%d refused=%d corrections=%d",
                stats.events(),
                stats.duplicates(),
                stats.refused(),
                stats.corrections());
        line(out, "sequence", "%d to %d", stats.firstSequence(), stats.lastSequence());
        line(out, "arrived", "%s to %s", time(stats.firstWallMillis()), time(stats.lastWallMillis()));
        line(out, "event time", "%s to %s", time(stats.firstEventMillis()), time(stats.lastEventMillis()));
        names("type", stats.types(), out);
        names("source", stats.sources(), out);
        for (JournalStats.InForce definition : stats.definitions()) {
            line(
                    out,
                    "definition",
                    "%s since sequence %d, %s: %s",
                    definition.version(),
                    definition.sequence(),
                    time(definition.wallMillis()),
                    definition.name());
        }
        for (Damage damage : stats.damages()) {
            line(out, damage.tail() ? "tail" : "DAMAGE", "%s", damage);
        }
        out.flush();
        return stats.damages().stream().allMatch(Damage::tail);
    }

    private static void segments(List<SegmentSummary> segments, PrintWriter out) {
        for (SegmentSummary segment : segments) {
            line(
                    out,
                    "segment",
                    "%08d  records=%d sequence=%d..%d %.1f MiB",
                    segment.number(),
                    segment.records(),
                    segment.firstSequence(),
                    segment.lastSequence(),
                    segment.bytes() / MEBIBYTE);
        }
    }

    private static void names(String word, List<JournalStats.Counted> names, PrintWriter out) {
        for (JournalStats.Counted name : names.subList(0, Math.min(NAMES, names.size()))) {
            line(out, word, "%s  events=%d", name.name().replaceAll("\\p{Cntrl}", "\uFFFD"), name.events());
        }
        if (names.size() > NAMES) {
            long rest = names.subList(NAMES, names.size()).stream()
                    .mapToLong(JournalStats.Counted::events)
                    .sum();
            line(out, word, "(%d more)  events=%d", names.size() - NAMES, rest);
        }
    }

    private static String time(long epochMillis) {
        return epochMillis == 0 ? "-" : Json.time(epochMillis);
    }

    private static void line(PrintWriter out, String word, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-11s " + format, prepend(word, values)));
    }

    private static Object[] prepend(String word, Object[] values) {
        Object[] all = new Object[values.length + 1];
        all[0] = word;
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
