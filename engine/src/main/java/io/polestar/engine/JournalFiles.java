package io.polestar.engine;

import io.polestar.engine.inspect.EventExport;
import io.polestar.engine.inspect.ExportResult;
import io.polestar.engine.inspect.JournalStats;
import io.polestar.engine.inspect.StatsReader;
import io.polestar.engine.inspect.Verification;
import io.polestar.engine.inspect.Verifier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The journal of a data directory, read from its files alone. Nothing is changed and no lock is taken, so an engine may be running on the
 * directory: what it appends meanwhile may or may not be seen. Any thread.
 */
public final class JournalFiles {
    private final Path journal;

    /**
     * @param directory the data directory
     * @throws NoSuchFileException when it has no journal
     */
    public JournalFiles(Path directory) throws NoSuchFileException {
        journal = directory.resolve("journal");
        if (!Files.isDirectory(journal)) {
            throw new NoSuchFileException(directory.toString(), null, "is no data directory: it has no journal");
        }
    }

    /** Reads every record and says what cannot be read. */
    public Verification verify() throws IOException {
        return new Verifier(JournalFiles::definition).verify(journal);
    }

    /** Says what the journal holds. */
    public JournalStats stats() throws IOException {
        return new StatsReader(JournalFiles::definition).read(journal);
    }

    /**
     * Writes its events as NDJSON.
     *
     * @param fromMillis oldest event time that is exported
     * @param untilMillis first event time that is not
     * @param out flushed and left open
     */
    public ExportResult export(long fromMillis, long untilMillis, OutputStream out) throws IOException {
        return new EventExport(fromMillis, untilMillis).write(journal, out);
    }

    private static String definition(byte[] payload, int length) throws IOException {
        return DefinitionRecord.decode(payload, length).text();
    }
}
