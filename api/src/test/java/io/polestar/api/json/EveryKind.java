package io.polestar.api.json;

import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The engine's definition with a metric of every kind. */
public final class EveryKind {
    public static final Path FILE =
            Path.of("..", "engine", "src", "test", "resources", "io", "polestar", "engine", "tree", "kinds.yaml");

    private EveryKind() {}

    /** As the API answers it. */
    public static String json() throws IOException, DefinitionException {
        var definition = DefinitionReader.read(Files.readString(FILE), "kinds.yaml");
        return Json.text(out -> DefinitionJson.write(out, definition));
    }
}
