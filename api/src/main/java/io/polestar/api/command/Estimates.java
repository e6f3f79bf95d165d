package io.polestar.api.command;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Footprint;
import io.polestar.engine.window.Footprint.Each;
import io.polestar.engine.window.Footprint.Gathering;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what a definition takes of disk and memory, as far as it can be told before events come. */
final class Estimates {
    private static final double MEBIBYTE = 1 << 20;
    private static final int LARGEST = 5;
    private static final int LISTED = 20;

    private Estimates() {}

    static void print(Definition definition, PrintWriter out) {
        List<Gathering> gatherings = Footprint.of(definition);
        long series = gatherings.stream().mapToLong(Gathering::historySeries).sum();
        out.println(text(
                "history     at most %s on disk for %,d series, when every segment has data in every step",
                size(HistoryKeeper.estimateBytes(definition.history(), 0, Math.toIntExact(series))), series));
        out.println(text(
                "memory      at most %s for the windows of %,d segments, when every segment has data in every pane",
                size(gatherings.stream().mapToLong(Gathering::mostBytes).sum()),
                gatherings.stream().mapToLong(Gathering::series).sum()));
        gatherings.stream()
                .sorted(Comparator.comparingLong(Gathering::mostBytes).reversed())
                .limit(LARGEST)
                .forEach(gathering -> out.println(text(
                        "            %s: %s, %,d segments of %,d bytes",
                        names(gathering), size(gathering.mostBytes()), gathering.series(), gathering.seriesBytes())));
        subjects(gatherings, out);
    }

    private static void subjects(List<Gathering> gatherings, PrintWriter out) {
        List<Gathering> known = gatherings.stream()
                .filter(gathering -> !gathering.each().isEmpty())
                .toList();
        for (int index = 0; index < Math.min(LISTED, known.size()); index++) {
            out.println((index == 0 ? "on top      " : "            ") + names(known.get(index)) + ": "
                    + known.get(index).each().stream().map(Estimates::shown).collect(Collectors.joining(", "))
                    + bound(known.get(index)));
        }
        if (known.size() > LISTED) {
            out.println("            and " + (known.size() - LISTED) + " more");
        }
    }

    private static String bound(Gathering gathering) {
        long most = gathering.each().get(0).mostBytes();
        return gathering.subjectBudget() == 0
                ? ""
                : text(
                        ", exact up to %,d of them (%s)",
                        gathering.subjectBudget(), size((double) most * gathering.subjectBudget()));
    }

    private static String shown(Each each) {
        return each.leastBytes() + " to " + each.mostBytes() + " bytes " + each.what();
    }

    private static String names(Gathering gathering) {
        return String.join(", ", gathering.metrics());
    }

    private static String size(double bytes) {
        return text(bytes < MEBIBYTE ? "%.1f MiB" : "%,.0f MiB", bytes / MEBIBYTE);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
