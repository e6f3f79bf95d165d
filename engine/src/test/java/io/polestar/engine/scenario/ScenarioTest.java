package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario, through a real engine of its own, as many at once as there are processors. {@code -Dscenario=NAME} plays those whose name
 * contains it.
 */
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");
    private static final Path DOC = Path.of("..", "docs", "scenarios.md");
    private static final int LEAST = 60;

    @TempDir
    static Path root;

    private static ExecutorService stages;

    @BeforeAll
    static void raiseCurtain() {
        stages = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    @AfterAll
    static void lowerCurtain() {
        stages.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> happensAsWritten() throws IOException {
        String only = System.getProperty("scenario", "");
        List<Script> scripts = Script.all(FOLDER).stream()
                .filter(script -> script.name().contains(only))
                .toList();
        return scripts.stream().map(ScenarioTest::play).toList().stream();
    }

    private static DynamicTest play(Script script) {
        Future<?> played = stages.submit(() -> {
            new Play(script, root.resolve(script.name())).run();
            return null;
        });
        return DynamicTest.dynamicTest(script.name(), played::get);
    }

    @Test
    void thereAreAtLeastSixtyScenarios() throws IOException {
        assertThat(Script.all(FOLDER)).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void theDocumentedExampleHappensAsWritten() throws Exception {
        Matcher example = Pattern.compile("```\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOC));
        assertThat(example.find()).isTrue();
        new Play(Script.of("documented", example.group(1).lines().toList()), root.resolve("documented")).run();
    }

    @Test
    void everyComplaintIsAScenario() throws IOException {
        String table = Files.readString(DOC).split("\n## The complaints\n", 2)[1];
        List<String> named = Pattern.compile("\\| `([a-z-]+)`")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(named)
                .hasSize(5)
                .isSubsetOf(Script.all(FOLDER).stream().map(Script::name).toList());
    }
}
