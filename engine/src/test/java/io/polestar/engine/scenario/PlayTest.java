package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scenario that says what does not happen fails. */
class PlayTest {
    private static final String GIVEN = """
            define
            alerts:
              many: {metric: orders, window: 1m, above: 5}
            end
            at 10s
            send 6
            """;

    @TempDir
    Path root;

    private void play(String then) throws Exception {
        new Play(Script.of("trial", List.of((GIVEN + then.replace("; ", "\n")).split("\n"))), root).run();
    }

    @Test
    void whatHappensMayBeSaid() {
        assertThatCode(() ->
                        play("expect many firing; told chat fired many firing; log many firing; at 1m5s; told nothing"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expect many pending; told chat fired many firing",
                "expect many firing",
                "expect many firing; told nothing",
                "told phone fired many firing",
                "told chat fired many resolved",
                "told chat fired many firing; told chat fired many firing",
                "told chat fired many firing; expect few firing",
                "at 20s; told chat fired many firing",
                "told chat fired many firing; at 2m; expect many resolved",
                "told chat fired many firing; at 2m; told chat fired many firing",
                "told chat fired many firing; log many pending, firing",
                "told chat fired many firing; log few firing",
                "told chat fired many firing; expect mony inactive",
            })
    void whatDoesNotHappenMayNot(String then) {
        assertThatThrownBy(() -> play(then)).isInstanceOf(AssertionError.class).hasMessageContaining("trial");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "told chat fired many firing; at 5s",
                "told chat fired many firing; load shop stop",
                "told chat fired many firing; unack many",
            })
    void whatCannotBeDoneIsNoScenario(String then) {
        assertThatThrownBy(() -> play(then)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "told chat fired many firing; dance",
                "told chat fired many firing; at noon",
                "told chat fired many firing; send 5 price",
                "told chat fired many firing; at",
            })
    void whatIsNoWordOfTheLanguageIsRefused(String then) {
        assertThatThrownBy(() -> play(then)).isInstanceOf(IllegalArgumentException.class);
    }
}
