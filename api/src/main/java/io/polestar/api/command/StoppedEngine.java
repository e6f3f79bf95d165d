package io.polestar.api.command;

import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.KeptChoices;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens an engine on a data directory that no server is running on. */
final class StoppedEngine {

    private StoppedEngine() {}

    /** What was asked for does not go together, or is not enough. */
    static final class UsageException extends IOException {

        private static final long serialVersionUID = 1L;

        UsageException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Opens it as it was last run, but for what is asked to be otherwise.
     *
     * @param definitionFile the definition, or null for the one that the directory keeps
     * @param asked the clock, or null for the one that the directory keeps; a new directory gets the wall clock
     * @throws UsageException if the directory is new and there is no definition, or if it keeps another clock
     * @throws IOException if the directory cannot be opened
     */
    static Engine open(Path directory, @Nullable Path definitionFile, @Nullable ClockMode asked) throws IOException {
        Optional<KeptChoices> kept = KeptChoices.of(directory);
        ClockMode clock = kept.map(KeptChoices::clock).orElse(asked == null ? ClockMode.WALL : asked);
        if (asked != null && asked != clock) {
            throw new UsageException(
                    "--clock: " + directory + " was made with the "
                            + clock.name().toLowerCase(Locale.ROOT) + " clock and keeps it",
                    null);
        }
        EngineConfig config =
                EngineConfig.in(directory, clock, System::currentTimeMillis, new SecureRandom()::nextLong);
        return Engine.open(config, definition(directory, definitionFile, kept));
    }

    private static Definition definition(Path directory, @Nullable Path file, Optional<KeptChoices> kept)
            throws IOException {
        String text = kept.map(KeptChoices::definition).orElse("");
        if (file == null && text.isEmpty()) {
            throw new UsageException("--definition is needed: " + directory + " keeps none yet", null);
        }
        try {
            return file == null ? DefinitionReader.read(text, directory + " (definition)") : DefinitionFile.read(file);
        } catch (DefinitionException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
