package io.polestar.engine;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Outline;
import io.polestar.engine.window.Retracted;
import io.polestar.engine.window.Takeover;
import io.polestar.engine.window.Windows;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Counts, from the journal's beginning, what a definition asks for and the windows in force lack: the records and the code that
 * counts them are the same as live, so the result is what counting from the start would have given. One thread at a
 * time.
 */
final class Recount implements AutoCloseable {
    /** Told of every record read; it may pause. */
    interface Pace {
        /** Reads as fast as it can. */
        Pace FULL = sequence -> {};

        void read(long sequence);
    }

    private final Definition definition;
    private final DefinitionRecord record;
    private final Journal journal;
    private final HistoryKeeper ofCounter;
    private final HistoryKeeper history;
    private final Windows windows;
    private final boolean empty;
    private long sequence;
    private long position;

    /**
     * @param outline of the windows in force
     * @param record what will be journalled when the definition takes force
     * @param scratch a folder for what is recorded meanwhile; what is in it is deleted
     * @param ofCounter history of the windows in force, which takes over what is recorded
     */
    Recount(
            Definition definition,
            DefinitionRecord record,
            Outline outline,
            Journal journal,
            Path scratch,
            HistoryKeeper ofCounter)
            throws IOException {
        this.definition = definition;
        this.record = record;
        this.journal = journal;
        DataDirectory.delete(scratch);
        this.ofCounter = ofCounter;
        this.history = HistoryKeeper.open(scratch, ofCounter.tiers(), 0);
        this.windows = outline.counting(definition, metric -> record.recounted().contains(metric.id()), history::offer);
        if (record.correctedUpTo() > 0) {
            windows.leaveOut(retractedUpTo(record.correctedUpTo()));
        }
        this.empty = definition.metrics().stream()
                .noneMatch(metric ->
                        outline.lacks(definition, metric) || record.recounted().contains(metric.id()));
    }

    private Retracted retractedUpTo(long lastSequence) throws IOException {
        Retracted retracted = new Retracted();
        try (JournalReader reader = journal.read(0)) {
            while (reader.next() && reader.sequence() <= lastSequence) {
                if (reader.kind() == RecordKind.BATCH) {
                    retracted.note(reader.payload());
                }
            }
        }
        return retracted;
    }

    Definition definition() {
        return definition;
    }

    DefinitionRecord record() {
        return record;
    }

    /** Sequence of the last record counted. */
    long sequence() {
        return sequence;
    }

    /** Whether there is nothing to be counted. */
    boolean isEmpty() {
        return empty;
    }

    /** Counts the records up to a sequence. */
    void readTo(long lastSequence, Pace pace) throws IOException {
        while (!empty && sequence < lastSequence) {
            long before = sequence;
            try (JournalReader reader = journal.read(position)) {
                while (sequence < lastSequence && reader.next()) {
                    if (reader.sequence() > sequence) {
                        count(reader);
                        pace.read(sequence);
                    }
                }
            }
            if (sequence == before) {
                throw new IOException("the journal ends at " + sequence + ", before record " + lastSequence);
            }
        }
    }

    private void count(JournalReader reader) {
        sequence = reader.sequence();
        position = reader.position();
        if (reader.kind() == RecordKind.BATCH) {
            windows.apply(reader.payload(), reader.wallMillis());
        } else {
            windows.tick(reader.wallMillis());
        }
    }

    /** Has the counter, which stands behind the same record, adopt the result. */
    void adoptInto(Counter counter) {
        Takeover takeover = counter.adopt(definition, windows);
        counter.fileVersion(record.fileVersion());
        if (record.alerts().length > 0) {
            counter.carryAlerts(record.alerts());
        }
        ofCounter
                .takeOver(history, takeover.seriesOffset(), takeover.dropped())
                .whenComplete((done, failure) -> close());
    }

    /** Lets go of what was counted, once it was adopted or because it will not be. */
    @Override
    public void close() {
        history.close();
    }
}
