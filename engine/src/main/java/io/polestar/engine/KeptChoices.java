package io.polestar.engine;

import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.snapshot.Snapshot;
import io.polestar.engine.snapshot.SnapshotFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a data directory keeps of how its engine was run, for whoever opens it without being told.
 *
 * @param clock what moves the clock
 * @param definition text of the definition in force, empty when no engine got as far as to journal one
 */
public record KeptChoices(ClockMode clock, String definition) {

    /**
     * Reads them from a directory that no engine is running on; empty when no engine ever was.
     *
     * @throws IOException when an engine has the directory, or it cannot be read
     */
    public static Optional<KeptChoices> of(Path directory) throws IOException {
        Path file = directory.resolve("polestar.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ClockMode clock = clock(file);
        EngineConfig config = EngineConfig.in(directory, clock, () -> 0, () -> 0);
        DataDirectory opened = new DataDirectory(config);
        try (opened;
                Journal journal = new Journal(opened.journal(), config.segmentBytes())) {
            return Optional.of(new KeptChoices(clock, definition(journal, new SnapshotFiles(opened.snapshots()))));
        }
    }

    /**
     * Reads them from a directory that an engine may be running on; empty when no engine ever was.
     *
     * @throws IOException when it cannot be read
     */
    static Optional<KeptChoices> beside(Path directory) throws IOException {
        Path file = directory.resolve("polestar.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ClockMode clock = clock(file);
        EngineConfig defaults = EngineConfig.in(directory, clock, () -> 0, () -> 0);
        try (Journal journal = new Journal(directory.resolve("journal"), defaults.segmentBytes())) {
            journal.start();
            return Optional.of(
                    new KeptChoices(clock, definition(journal, new SnapshotFiles(directory.resolve("snapshots")))));
        }
    }

    private static ClockMode clock(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        String clock = properties.getProperty("clock", "");
        for (ClockMode mode : ClockMode.values()) {
            if (mode.name().equals(clock)) {
                return mode;
            }
        }
        throw new IOException(file + " names no clock that this version knows, clock=" + clock);
    }

    private static String definition(Journal journal, SnapshotFiles snapshots) throws IOException {
        String definition = "";
        long position = 0;
        for (long sequence : snapshots.sequences()) {
            try {
                Snapshot snapshot = snapshots.read(sequence);
                definition = snapshot.definition();
                position = snapshot.position();
                break;
            } catch (IOException damaged) {
                // The one before, or the whole journal, says it too; the engine reports the damage when it opens.
                position = 0;
            }
        }
        try (JournalReader reader = journal.read(position)) {
            while (reader.next()) {
                if (reader.kind() == RecordKind.DEFINITION) {
                    definition = DefinitionRecord.decode(reader.payload(), reader.length())
                            .text();
                }
            }
        }
        return definition;
    }
}
