package io.polestar.api.command;

import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.Episode;
import io.polestar.engine.tree.Segment;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A backtest for people: what came of the rule in lines, then a table of its episodes. Times are in the tree's zone. */
final class BacktestTable {
    private static final String ROW = "%-19s  %-19s  %9s  %-9s  %12s  %12s  %-16s  %s";

    private final PrintWriter out;
    private final DateTimeFormatter times;

    BacktestTable(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.times =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    void print(BacktestReport report) {
        BacktestReport.Reading journal = report.journal();
        line("rule", "%s  definition=%s", report.rule(), report.definition());
        line("time", "%s to %s", time(report.fromMillis()), time(report.toMillis()));
        line(
                "journal",
                "begins at %s%s  events=%d",
                time(journal.beginMillis()),
                journal.cut()
                        ? " (what was before is deleted: long windows and baselines are less than they were)"
                        : "",
                journal.events());
        line("fired", "%d times, firing for %s", report.fired(), length(report.firingMillis()));
        line("inhibited", "for %s of it", length(report.inhibitedMillis()));
        line("silenced", "for %s of it", length(report.silencedMillis()));
        line("inhibits", "%s", inhibits(report));
        line("messages", "%d%s", report.messageCount(), messages(report));
        line("states", "%s", states(report));
        line("alert hash", "%016x", report.alertHash());
        if (!report.episodes().isEmpty()) {
            out.println();
            row("fired", "ended", "lasted", "outcome", "peak", "threshold", "inhibited by", "segment");
            report.episodes().forEach(this::episode);
        }
        if (report.episodesLeftOut() > 0) {
            out.println("(" + report.episodesLeftOut() + " more)");
        }
    }

    private static String inhibits(BacktestReport report) {
        return report.inhibits().isEmpty()
                ? "nothing"
                : report.inhibits().entrySet().stream()
                        .map(rule -> rule.getKey() + "=" + rule.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String messages(BacktestReport report) {
        return report.messages().stream()
                .map(told -> "  " + told.channel() + " " + lower(told.cause()) + "=" + told.count())
                .collect(Collectors.joining());
    }

    private static String states(BacktestReport report) {
        return report.entered().entrySet().stream()
                .map(state -> lower(state.getKey()) + "=" + state.getValue())
                .collect(Collectors.joining(" "));
    }

    private void episode(Episode episode) {
        row(
                time(episode.firingMillis()),
                episode.endMillis() == Episode.GOING_ON ? "-" : time(episode.endMillis()),
                length(episode.durationMillis()),
                lower(episode.outcome()),
                number(episode.peak()),
                number(episode.threshold()),
                episode.inhibitedBy().isEmpty() ? "-" : String.join(",", episode.inhibitedBy()),
                segment(episode.segment()));
    }

    private void row(String... cells) {
        out.println(String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing());
    }

    private static String segment(@Nullable Segment segment) {
        return segment == null
                ? "-"
                : segment.dimension() + "=" + segment.value().replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private String time(long epochMillis) {
        return epochMillis == 0 ? "-" : times.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Whole seconds, in the largest units. */
    private static String length(long millis) {
        long seconds = Math.round(millis / 1_000.0);
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        return seconds < 86_400
                ? seconds / 3_600 + "h" + seconds % 3_600 / 60 + "m"
                : seconds / 86_400 + "d" + seconds % 86_400 / 3_600 + "h";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void line(String word, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-11s ", word) + String.format(Locale.ROOT, format, values));
    }
}
