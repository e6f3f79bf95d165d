package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, through a real engine; each is also read back from its journal and must come to the same. */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    @TempDir
    Path root;

    static List<Script> scenarios() throws IOException {
        String only = System.getProperty("scenario", "");
        return Script.all(FOLDER).stream()
                .filter(script -> script.name().contains(only))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void happensAsWritten(Script script) throws Exception {
        new Play(script, root).run();
    }

    @Test
    void thereAreAtLeastSixtyScenarios() throws IOException {
        assertThat(Script.all(FOLDER)).hasSizeGreaterThanOrEqualTo(60);
    }
}
