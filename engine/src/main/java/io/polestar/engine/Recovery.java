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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state back: the newest good snapshot, then the journal's records after it; without one, the whole journal. The
 * journal says which definition was in force. When another is wanted that counts differently, its windows are counted
 * from the whole journal. Its rules take over the states that rules of the same content had.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final DataDirectory directory;
    private final EngineConfig config;
    private final Journal journal;
    private final SnapshotFiles snapshots;
    private final KeyedHash hash;
    private final Progress progress;
    private long endSequence;
    private int tornTails;

    /** Told how far the replay is. */
    interface Progress {
        /**
         * @param events replayed so far
         * @param fraction of the records to be read, 0 to 1
         */
        void replayed(long events, double fraction);
    }

    /** What recovery found. */
    record Result(
            Counter counter,
            Gate gate,
            HistoryKeeper history,
            boolean definitionChanged,
            byte[] carriedAlerts,
            int tornTails) {}

    Recovery(
            DataDirectory directory,
            EngineConfig config,
            Journal journal,
            SnapshotFiles snapshots,
            KeyedHash hash,
            Progress progress) {
        this.directory = directory;
        this.config = config;
        this.journal = journal;
        this.snapshots = snapshots;
        this.hash = hash;
        this.progress = progress;
    }

    Result run(Definition wanted) throws IOException {
        Result result = bringBack(wanted);
        deleteUseless(result.counter.sequence());
        return result;
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

    private Result bringBack(Definition wanted) throws IOException {
        LastDefinition last = lastDefinition(newestGood());
        if (last == null) {
            Replay fresh = replay(wanted, null, 0);
            return fresh.result(true, fresh.counter.alertState());
        }
        if (last.text.equals(wanted.text())) {
            return recover(wanted, last).result(false, new byte[0]);
        }
        Definition before = parse(last.text);
        Replay under = recover(before, last);
        if (countsAlike(before, wanted)) {
            return under.under(wanted).result(true, under.counter.alertState());
        }
        byte[] alerts = under.counter.alertState();
        under.history.close();
        LOG.info(
                "definition {} replaces the one before: counting its metrics from the whole journal", wanted.version());
        Replay rebuilt = replay(wanted, null, Long.MAX_VALUE);
        rebuilt.counter.mute(false);
        rebuilt.counter.carryAlerts(alerts);
        return rebuilt.result(true, alerts);
    }

    /** Whether two definitions count the same: they may differ in names, owners, edges and rules. */
    private static boolean countsAlike(Definition one, Definition other) {
        return one.zone().equals(other.zone())
                && one.latenessMillis() == other.latenessMillis()
                && one.history().equals(other.history())
                && one.windows().equals(other.windows())
                && dimensions(one).equals(dimensions(other))
                && counted(one).equals(counted(other));
    }

    private static List<List<Object>> dimensions(Definition definition) {
        return definition.dimensions().stream()
                .map(dimension -> List.<Object>of(dimension.id(), dimension.origin(), dimension.bound()))
                .toList();
    }

    private static List<List<Object>> counted(Definition definition) {
        return definition.metrics().stream()
                .map(metric ->
                        List.<Object>of(metric.id(), metric.kind(), metric.decimals(), metric.windows(), metric.by()))
                .toList();
    }

    /** The definition in force at the end of the journal, and since which record. */
    private record LastDefinition(
            String text, long sequence, @Nullable Snapshot snapshot) {}

    private @Nullable LastDefinition lastDefinition(@Nullable Snapshot snapshot) throws IOException {
        LastDefinition last =
                snapshot == null ? null : new LastDefinition(snapshot.definition(), snapshot.sequence(), snapshot);
        try (JournalReader reader = journal.read(snapshot == null ? 0 : snapshot.position())) {
            while (reader.next()) {
                endSequence = reader.sequence();
                if (reader.kind() == RecordKind.DEFINITION && (last == null || reader.sequence() > last.sequence)) {
                    String text = DefinitionRecord.text(reader.payload(), reader.length());
                    last = new LastDefinition(text, reader.sequence(), null);
                }
            }
        }
        return last;
    }

    private @Nullable Snapshot newestGood() throws IOException {
        for (long sequence : snapshots.sequences()) {
            Snapshot snapshot = readable(sequence);
            if (snapshot != null) {
                return snapshot;
            }
        }
        return null;
    }

    private @Nullable Snapshot readable(long sequence) {
        try {
            return snapshots.read(sequence);
        } catch (IOException failure) {
            LOG.warn("{}; using the one before, or the whole journal", failure.getMessage());
            return null;
        }
    }

    private Replay recover(Definition definition, LastDefinition last) throws IOException {
        Snapshot snapshot = last.snapshot;
        while (snapshot != null) {
            try {
                return replay(definition, snapshot, last.sequence);
            } catch (JournalGapException gap) {
                throw gap;
            } catch (IOException failure) {
                LOG.warn("snapshot {} cannot be used: {}", snapshot.sequence(), failure.getMessage());
                snapshot = olderThan(snapshot, definition);
            }
        }
        LastDefinition whole = last.snapshot == null ? last : lastDefinition(null);
        return replay(definition, null, whole == null ? 0 : whole.sequence);
    }

    private @Nullable Snapshot olderThan(Snapshot failed, Definition definition) throws IOException {
        for (long sequence : snapshots.sequences()) {
            Snapshot older = sequence < failed.sequence() ? readable(sequence) : null;
            if (older != null) {
                return older.definition().equals(definition.text()) ? older : null;
            }
        }
        return null;
    }

    /** @param mutedBefore sequence of the record from which on the definition's rules are evaluated */
    private Replay replay(Definition definition, @Nullable Snapshot snapshot, long mutedBefore) throws IOException {
        HistoryKeeper history = HistoryKeeper.open(
                directory.history(), definition.history(), snapshot == null ? 0 : snapshot.sequence());
        try {
            Replay replay = new Replay(definition, history, mutedBefore);
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
        private Counter counter;
        private final Gate gate = new Gate(config.gate(), config.clock() == ClockMode.STREAM);
        private final HistoryKeeper history;
        private final EventCursor cursor = new EventCursor();
        private final long mutedBefore;
        private long events;
        private long firstSequence;

        Replay(Definition definition, HistoryKeeper history, long mutedBefore) {
            this.history = history;
            this.mutedBefore = mutedBefore;
            this.counter = new Counter(definition, config.clock(), hash, history::offer);
        }

        void run(@Nullable Snapshot snapshot) throws IOException {
            long from = 0;
            if (snapshot != null) {
                counter.restore(
                        snapshot.state(), snapshot.sequence(), snapshot.wallMillis(), snapshot.eventWallMillis());
                gate.restoreNewest(snapshot.newestMillis());
                from = snapshot.dedupPosition();
            }
            counter.mute(snapshot == null && mutedBefore > 1);
            long last = 0;
            try (JournalReader reader = journal.read(from)) {
                while (reader.next()) {
                    if (last == 0) {
                        firstSequence = reader.sequence();
                        if (snapshot != null) {
                            reader.requireUpTo(snapshot.sequence() + 1);
                        }
                    }
                    last = reader.sequence();
                    apply(reader);
                }
                tornTails = reader.tornTails();
            }
            if (snapshot != null && last < snapshot.sequence()) {
                throw new IOException("the journal ends before it, at " + last);
            }
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
                case DEFINITION -> {
                    if (!counted) {
                        if (reader.sequence() == mutedBefore) {
                            counter.mute(false);
                            counter.carryAlerts(DefinitionRecord.alerts(reader.payload(), reader.length()));
                        }
                        counter.countTick(reader.sequence(), reader.wallMillis());
                    }
                }
            }
        }

        /** The same state under a definition that counts the same. */
        Replay under(Definition definition) throws IOException {
            Counter before = counter;
            counter = new Counter(definition, config.clock(), hash, history::offer);
            counter.restore(before.state(), before.sequence(), before.wallMillis(), before.eventWallMillis());
            counter.publish();
            return this;
        }

        Result result(boolean definitionChanged, byte[] carriedAlerts) {
            return new Result(
                    counter,
                    gate,
                    history,
                    definitionChanged,
                    Arrays.copyOf(carriedAlerts, carriedAlerts.length),
                    tornTails);
        }
    }
}
