package io.polestar.engine;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Window;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.LiveCells;
import io.polestar.engine.window.WindowBounds;
import io.polestar.engine.window.Windows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts one metric under two definitions side by side, from the journal's beginning up to one record, and finds the events within its
 * window that only one of the two counts. Reads the journal twice. One thread.
 */
final class Reconciler {
    private final Journal journal;
    private final boolean streamClock;
    private final KeyedHash hash;
    private final EventCursor cursor = new EventCursor();

    Reconciler(Journal journal, ClockMode clock, KeyedHash hash) {
        this.journal = journal;
        this.streamClock = clock == ClockMode.STREAM;
        this.hash = hash;
    }

    /** One of the two definitions while it is counted. */
    private final class Side {
        private final Definition definition;
        private final Windows windows;

        Side(Definition definition, String metric) {
            this.definition = definition;
            this.windows = Windows.of(definition, metric, streamClock, hash);
        }

        double value(String metric, Window window) {
            windows.flush();
            Catalog catalog = new Catalog(definition, windows);
            return new Evaluator(catalog, new LiveCells(windows))
                    .value(catalog.metric(metric), catalog.window(window.name()), Catalog.WHOLE, 0);
        }
    }

    /**
     * @param metric id of a metric of both definitions
     * @param windowName name of a window it has in both
     * @param upTo sequence of the last record to be counted
     */
    Reconciliation reconcile(String metric, String windowName, Definition first, Definition second, long upTo)
            throws IOException {
        Window window = window(first, metric, windowName);
        window(second, metric, windowName);
        Side one = new Side(first, metric);
        Side other = new Side(second, metric);
        long counted = 0;
        try (JournalReader reader = journal.read(0)) {
            while (counted < upTo && reader.next()) {
                counted = reader.sequence();
                apply(reader, one.windows);
                apply(reader, other.windows);
            }
        }
        long to = one.windows.clockMillis();
        long from = WindowBounds.fromMillis(window, first.zone(), to);
        Differences differences = new Differences(one.windows, other.windows, from, to);
        try (JournalReader reader = journal.read(0)) {
            for (long read = 0; read < counted && reader.next(); read = reader.sequence()) {
                if (reader.kind() == RecordKind.BATCH) {
                    differences.look(reader);
                }
            }
        }
        return new Reconciliation(
                counted,
                from,
                to,
                one.value(metric, window),
                other.value(metric, window),
                differences.events,
                differences.onlyOne,
                differences.onlyOther);
    }

    private static Window window(Definition definition, String metric, String name) {
        return definition.metric(metric).windows().stream()
                .filter(window -> window.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metric " + metric + " of definition "
                        + definition.version() + " has no such window, window=" + name));
    }

    private static void apply(JournalReader reader, Windows windows) {
        if (reader.kind() == RecordKind.BATCH) {
            windows.apply(reader.payload(), reader.wallMillis());
        } else {
            windows.tick(reader.wallMillis());
        }
    }

    /** What only one of the two counts. */
    private final class Differences {
        private final Windows one;
        private final Windows other;
        private final long fromMillis;
        private final long toMillis;
        private final List<Reconciliation.OneSided> events = new ArrayList<>();
        private long onlyOne;
        private long onlyOther;

        Differences(Windows one, Windows other, long fromMillis, long toMillis) {
            this.one = one;
            this.other = other;
            this.fromMillis = fromMillis;
            this.toMillis = toMillis;
        }

        void look(JournalReader reader) {
            boolean[] byOne = one.counted(reader.payload());
            boolean[] byOther = other.counted(reader.payload());
            cursor.wrap(reader.payload());
            for (int event = 0; cursor.next(); event++) {
                boolean within = cursor.timeMillis() >= fromMillis && cursor.timeMillis() < toMillis;
                if (within && byOne[event] != byOther[event]) {
                    onlyOne += byOne[event] ? 1 : 0;
                    onlyOther += byOther[event] ? 1 : 0;
                    if (events.size() < Reconciliation.MOST_EVENTS) {
                        events.add(new Reconciliation.OneSided(
                                reader.sequence(),
                                cursor.name(cursor.sourceRef()),
                                cursor.id(),
                                cursor.timeMillis(),
                                byOne[event],
                                cursor.retracts()));
                    }
                }
            }
        }
    }
}
