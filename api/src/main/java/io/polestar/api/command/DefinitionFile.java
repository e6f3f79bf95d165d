package io.polestar.api.command;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a definition from a file. */
final class DefinitionFile {
    private DefinitionFile() {}

    /**
     * The definition of that file.
     *
     * @throws DefinitionException with all that is wrong with it
     * @throws IOException with a message for people when the file cannot be read
     */
    static Definition read(Path file) throws DefinitionException, IOException {
        try {
            return DefinitionReader.read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": the file is not UTF-8", e);
        }
    }
}
