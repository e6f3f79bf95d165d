package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.json.EveryKind;
import io.polestar.api.server.FakeBackend;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a script can rely on: exit codes, and what goes to stdout and what to stderr. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void withoutACommandTheUsageGoesToStderr() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing", "serve", "check", "import", "token");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertThat(run("--help")).isZero();
        assertThat(run("serve", "--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("Usage: polestar", "--definition=FILE", "polestar ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aGoodDefinitionIsSummedUp() throws Exception {
        Path file = Files.writeString(directory.resolve("shop.yaml"), FakeBackend.YAML);

        assertThat(run("check", file.toString())).isZero();

        assertThat(out.toString())
                .contains("A shop", "north star  orders", "windows     1d, 7d", "country (at most 10)");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aDefinitionOfEveryKindIsSummedUp() {
        assertThat(run("check", EveryKind.FILE.toString())).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("gauge=3", "quantile=2", "retention=2", "today, week, month, quarter, year")
                .contains("country_channel (country and channel, at most 500)")
                .contains("sources     shop (stale after 10m), erp/orders in (stale after 1d)")
                .containsPattern("history     at most [0-9,.]+ MiB on disk for [0-9,]+ series")
                .containsPattern("memory      at most [0-9,.]+ MiB for the windows of [0-9,]+ segments")
                .containsPattern("buyers: 15 to 24 bytes a subject and segment")
                .containsPattern(
                        "sessions.*: 25 to 39 bytes a subject and segment, 8 to 12 bytes an event that is kept");
    }

    @Test
    void everythingWrongWithADefinitionIsSaid() throws Exception {
        String yaml = FakeBackend.YAML
                .replace("northStar: orders", "northStar: nothing")
                .replace("kind: sum", "kind: product");
        Path file = Files.writeString(directory.resolve("wrong.yaml"), yaml);

        assertThat(run("check", file.toString())).isEqualTo(1);

        assertThat(err.toString().lines().filter(line -> line.contains("wrong.yaml:")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("Fix:"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsSaidInOneLine() {
        assertThat(run("check", "no-such.yaml")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("polestar: no-such.yaml: there is no such file" + System.lineSeparator());
    }

    @Test
    void aTokenIsPrintedOnceAndListedWithoutIt() {
        assertThat(run("token", "add", "board", "--role", "read", "--data", directory.toString()))
                .isZero();
        String token = out.toString().trim();
        assertThat(token).matches("pst_[A-Za-z0-9_-]{43}");
        out.getBuffer().setLength(0);

        assertThat(run("token", "list", "--data", directory.toString())).isZero();
        assertThat(out.toString()).startsWith("board\tread\t").doesNotContain(token);

        assertThat(run("token", "revoke", "board", "--data", directory.toString()))
                .isZero();
        assertThat(run("token", "revoke", "board", "--data", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("name=board");
    }

    @Test
    void aRoleThatIsNoneIsWrongUsage() {
        assertThat(run("token", "add", "board", "--role", "king", "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("role=king");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=70000",
                "--threads=1",
                "--limit=colour=3",
                "--limit=depth=1000",
                "--limit=bodyBytes=99g",
                "--ring-slots=1000",
                "--ring-bytes=plenty",
                "--live-gap=soon",
                "--clock=sun",
                "--acks=none",
                "--max-live=0"
            })
    void anOptionOutOfItsRangeIsWrongUsage(String option) {
        assertThat(run("serve", "--definition", "no-such.yaml", "--data", directory.toString(), option))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Usage: polestar serve");
    }

    @Test
    void listeningToTheNetworkWithoutTokensIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("shop.yaml"), FakeBackend.YAML);
        Path data = directory.resolve("data");

        int code = run("serve", "--definition", file.toString(), "--data", data.toString(), "--host", "0.0.0.0");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("polestar token add");
    }

    private int run(String... arguments) {
        CommandLine line = Polestar.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
