package io.polestar.engine;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalGapException;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.snapshot.Snapshot;
import io.polestar.engine.snapshot.SnapshotFiles;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Outline;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state back: the newest good snapshot, then the journal's records after it; without one, the whole journal. Where the
 * journal says that another definition took force, what that one added is counted from the journal's beginning, as it was then. So
 * is a definition whose file has changed since it was last read. Rules that watch the same keep their states.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final DataDirectory directory;
    private final DefinitionShelf shelf;
    private final EngineConfig config;
    private final Journal journal;
    private final SnapshotFiles snapshots;
    private final KeyedHash hash;
    private final Progress progress;
    private int tornTails;

    /** Told how far the replay is. */
    interface Progress {
        /**
         * @param events replayed so far
         * @param fraction of the records to be read, 0 to 1
         */
        void replayed(long events, double fraction);
    }

    /**
     * What recovery found.
     *
     * @param unwritten a definition that has taken force and must be journalled next, null without one
     */
    record Result(
            Counter counter,
            Gate gate,
            HistoryKeeper history,
            @Nullable DefinitionRecord unwritten,
            int tornTails) {}

    Recovery(
            DataDirectory directory,
            DefinitionShelf shelf,
            EngineConfig config,
            Journal journal,
            SnapshotFiles snapshots,
            KeyedHash hash,
            Progress progress) {
        this.directory = directory;
        this.shelf = shelf;
        this.config = config;
        this.journal = journal;
        this.snapshots = snapshots;
        this.hash = hash;
        this.progress = progress;
    }

    Result run(Definition wanted) throws IOException {
        Replay replay = bringBack(wanted);
        deleteUseless(replay.counter.sequence());
        Tree tree = replay.counter.tree();
        boolean fresh = replay.counter.sequence() == 0;
        boolean changed = !tree.definition().text().equals(wanted.text())
                && !wanted.version().equals(replay.counter.fileVersion());
        if (!fresh && !changed) {
            return replay.result(null);
        }
        Outline outline = new Outline(tree.windows());
        DefinitionRecord record = fresh
                ? DefinitionRecord.plain(wanted.text(), wanted.version())
                : new DefinitionRecord(
                        wanted.text(), wanted.version(), Set.of(), 0, outline.segmentCounts(), new byte[0]);
        if (!fresh) {
            LOG.info(
                    "definition {} replaces {}",
                    wanted.version(),
                    tree.definition().version());
            replay.redefine(wanted, record, outline);
            replay.counter.publish();
        }
        replay.counter.fileVersion(wanted.version());
        return replay.result(record);
    }

    /**
     * Deletes the snapshots that cannot be read and those of records that the journal has lost: once it has grown past them they would
     * be taken for good.
     */
    private void deleteUseless(long lastSequence) throws IOException {
        for (long sequence : snapshots.sequences()) {
            if (sequence > lastSequence || readable(sequence) == null) {
                LOG.warn("snapshot {} is of no use any more and is deleted", sequence);
                snapshots.delete(sequence);
            }
        }
    }

    private Replay bringBack(Definition wanted) throws IOException {
        for (long sequence : snapshots.sequences()) {
            Snapshot snapshot = readable(sequence);
            if (snapshot != null) {
                try {
                    return replay(parse(snapshot.definition()), snapshot);
                } catch (JournalGapException gap) {
                    throw gap;
                } catch (IOException failure) {
                    LOG.warn("snapshot {} cannot be used: {}", sequence, failure.getMessage());
                }
            }
        }
        return replay(firstDefinition(wanted), null);
    }

    /** The definition under which the oldest records that are left were counted, or the next that is known. */
    private Definition firstDefinition(Definition wanted) throws IOException {
        try (JournalReader reader = journal.read(0)) {
            while (reader.next()) {
                if (reader.kind() == RecordKind.DEFINITION) {
                    return parse(DefinitionRecord.decode(reader.payload(), reader.length())
                            .text());
                }
            }
        }
        return wanted;
    }

    private @Nullable Snapshot readable(long sequence) {
        try {
            return snapshots.read(sequence);
        } catch (IOException failure) {
            LOG.warn("{}; using the one before, or the whole journal", failure.getMessage());
            return null;
        }
    }

    private Replay replay(Definition definition, @Nullable Snapshot snapshot) throws IOException {
        HistoryKeeper history = HistoryKeeper.open(
                directory.history(), definition.history(), snapshot == null ? 0 : snapshot.sequence());
        try {
            Replay replay = new Replay(definition, history);
            replay.run(snapshot);
            return replay;
        } catch (IOException | RuntimeException failure) {
            history.close();
            throw failure;
        }
    }

    private static Definition parse(String text) throws IOException {
        try {
            return DefinitionReader.read(text, "the journal's definition");
        } catch (DefinitionException failure) {
            throw new IOException(
                    "the journal's definition cannot be read by this version: " + failure.getMessage(), failure);
        }
    }

    /** One reading of the journal into a fresh state. */
    private final class Replay {
        private final Counter counter;
        private final Gate gate = new Gate(config.gate(), config.clock() == ClockMode.STREAM);
        private final HistoryKeeper history;
        private final EventCursor cursor = new EventCursor();
        private final long endSequence;
        private long events;
        private long firstSequence;

        Replay(Definition definition, HistoryKeeper history) throws IOException {
            this.history = history;
            this.counter = new Counter(definition, config.clock(), hash, history);
            this.endSequence = journal.newestSequence();
        }

        void run(@Nullable Snapshot snapshot) throws IOException {
            long from = 0;
            if (snapshot != null) {
                counter.restore(
                        snapshot.state(), snapshot.sequence(), snapshot.wallMillis(), snapshot.eventWallMillis());
                gate.restore(snapshot.gate());
                from = snapshot.dedupPosition();
            }
            long last = 0;
            try (JournalReader reader = journal.read(from)) {
                while (reader.next()) {
                    if (last == 0) {
                        firstSequence = reader.sequence();
                        if (snapshot != null) {
                            reader.requireUpTo(snapshot.sequence() + 1);
                        }
                        counter.mute(snapshot == null && reader.kind() != RecordKind.DEFINITION);
                    }
                    last = reader.sequence();
                    apply(reader);
                }
                tornTails = reader.tornTails();
            }
            if (snapshot != null && last < snapshot.sequence()) {
                throw new IOException("the journal ends before it, at " + last);
            }
            counter.mute(false);
            history.drain();
            counter.publish();
        }

        private void tell(long sequence) {
            long records = Math.max(1, endSequence - firstSequence + 1);
            progress.replayed(events, Math.min(1, (sequence - firstSequence + 1) / (double) records));
        }

        private void apply(JournalReader reader) throws IOException {
            boolean counted = reader.sequence() <= counter.sequence();
            switch (reader.kind()) {
                case BATCH -> {
                    gate.replay(reader.payload(), reader.position(), reader.wallMillis());
                    if (!counted) {
                        counter.count(reader.payload(), reader.sequence(), reader.wallMillis());
                        events += cursor.wrap(reader.payload()).eventCount();
                        tell(reader.sequence());
                    }
                }
                case TICK -> {
                    if (!counted) {
                        counter.countTick(reader.sequence(), reader.wallMillis());
                    }
                }
                case ACT -> {
                    if (!counted) {
                        counter.act(reader.payload(), reader.length(), reader.sequence(), reader.wallMillis());
                    }
                }
                case DEFINITION -> {
                    if (!counted) {
                        redefine(DefinitionRecord.decode(reader.payload(), reader.length()));
                        Definition inForce = counter.tree().definition();
                        shelf.keep(reader.sequence(), reader.wallMillis(), inForce.version(), inForce.text());
                        counter.countTick(reader.sequence(), reader.wallMillis());
                    }
                }
            }
        }

        private void redefine(DefinitionRecord record) throws IOException {
            counter.mute(false);
            Definition next = parse(record.text());
            redefine(next, record, new Outline(counter.tree().windows(), record.segmentCounts()));
        }

        /** Puts another definition in force after all that was read so far. */
        void redefine(Definition next, DefinitionRecord record, Outline outline) throws IOException {
            Recount recount = new Recount(next, record, outline, journal, directory.recount(), history);
            try {
                recount.readTo(counter.sequence(), Recount.Pace.FULL);
                recount.adoptInto(counter);
                history.drain();
            } catch (IOException | RuntimeException failure) {
                recount.close();
                throw failure;
            }
        }

        Result result(@Nullable DefinitionRecord unwritten) {
            return new Result(counter, gate, history, unwritten, tornTails);
        }
    }
}
