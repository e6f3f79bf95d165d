package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DetectCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyRowComesBackAsItStoodWithAScoreAndAnAlert() throws IOException {
        assertThat(detect("timestamp,value\n2015-02-26 21:42:53,7\n2015-02-26 21:47:53, 4.50\n"))
                .isZero();

        assertThat(rows())
                .containsExactly(
                        "timestamp,value,anomaly_score,alert",
                        "2015-02-26 21:42:53,7,0.000000,0",
                        "2015-02-26 21:47:53, 4.50,0.000000,0");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void repeatedAndBackwardTimestampsKeepTheirPlaces() throws IOException {
        assertThat(detect("timestamp,value\n2024-01-02 00:00:00,1\n2024-01-02 00:00:00,2\n2024-01-01 00:00:00,3\n"))
                .isZero();

        assertThat(rows()).extracting(row -> row.split(",")[1]).containsExactly("value", "1", "2", "3");
    }

    @Test
    void columnsAreFoundByNameAndTimesMayBeEpochsOrQuoted() throws IOException {
        assertThat(
                        detect(
                                "\ufeffid,\"value\",Timestamp\r\na,1e3,1700000000\r\n\"b,b\",\"2\",\"2023-11-14T23:00:00Z\"\r\n"))
                .isZero();

        assertThat(rows().subList(1, 3))
                .containsExactly("1700000000,1e3,0.000000,0", "\"2023-11-14T23:00:00Z\",\"2\",0.000000,0");
    }

    @Test
    void aBadRowIsToldByLineFieldRuleAndValueAndStillHasItsRow() throws IOException {
        assertThat(
                        detect(
                                "timestamp,value\n2024-01-01 00:00:00,NaN\nyesterday,1\n\n2024-01-01 00:05:00,\n1,2,3\nalone\n2024-01-01 00:10:00,5\n"))
                .isEqualTo(DetectCommand.SOME_REJECTED);

        assertThat(rows())
                .containsExactly(
                        "timestamp,value,anomaly_score,alert",
                        "2024-01-01 00:00:00,NaN,0,0",
                        "yesterday,1,0,0",
                        "2024-01-01 00:05:00,,0,0",
                        "1,2,0,0",
                        "alone,,0,0",
                        "2024-01-01 00:10:00,5,0.000000,0");
        assertThat(err.toString().lines())
                .hasSize(5)
                .anyMatch(line -> line.endsWith(".csv:2: value: must be a finite number, and is \"NaN\""))
                .anyMatch(line -> line.contains(".csv:3: timestamp: must be a time such as")
                        && line.endsWith("and is \"yesterday\""))
                .anyMatch(line -> line.contains(".csv:5: value: must be a finite number, and is \"\""))
                .anyMatch(line -> line.contains(".csv:6: row: must have as many fields as the header, 2, and has 3"));
    }

    @Test
    void rowsThatAreNotJudgedChangeNoOther() throws IOException {
        String series = series(new Random(5), 2_000);
        detect(series);
        List<String> alone = rows();
        forget();

        detect(series.replace("\n2024-01-03", "\nnonsense,1\n2024-01-03"));

        assertThat(rows().stream().filter(row -> !row.startsWith("nonsense"))).containsExactlyElementsOf(alone);
        assertThat(err.toString()).contains("rows break a rule; these were the first");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsSaidOfAPointDoesNotDependOnWhatFollows(long seed) throws IOException {
        Random random = new Random(seed);
        String series = series(random, 3_000);
        detect(series);
        List<String> whole = rows();
        for (int round = 0; round < 8; round++) {
            int lines = 1 + random.nextInt(whole.size());
            forget();
            detect(series.lines().limit(lines).reduce("", (text, line) -> text + line + "\n"));
            assertThat(rows()).as("seed %d, first %d lines", seed, lines).isEqualTo(whole.subList(0, lines));
        }
    }

    @Test
    void aJumpIsAnAlertOnceAndTheSensitivityIsAnOption() throws IOException {
        String series = series(new Random(9), 4_000) + "2024-01-15 00:00:00,400\n2024-01-15 00:05:00,400\n";
        detect(series);
        assertThat(rows().subList(4_001, 4_003))
                .extracting(row -> row.endsWith(",1"))
                .containsExactly(true, false);
        long alerts = alerts();
        forget();

        assertThat(detect(series, "--false-alarms", "200")).isZero();
        assertThat(alerts()).isGreaterThan(alerts);
    }

    @Test
    void aFileWithoutItsColumnsAndAWrongCommandLineAreRefused() throws IOException {
        assertThat(detect("time,count\n1,2\n")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "series.csv:1: the header must name the columns timestamp and value, each once; it has time, count");
        assertThat(detect("")).isEqualTo(1);
        assertThat(detect("timestamp,value\n", "--zone", "Nowhere")).isEqualTo(2);
        assertThat(detect("timestamp,value\n", "--false-alarms", "0")).isEqualTo(2);
        assertThat(run(directory.resolve("none.csv").toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    /** Counts with a daily season, their times now and then repeated or backward. */
    private static String series(Random random, int rows) {
        StringBuilder series = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < rows; row++) {
            int minute = Math.max(0, 5 * (random.nextInt(20) == 0 ? row - random.nextInt(5) : row));
            double mean = 50 + 20 * Math.sin(minute / 1440.0 * 2 * Math.PI);
            long value = Math.round(mean + Math.sqrt(mean) * random.nextGaussian());
            series.append("2024-01-%02d %02d:%02d:00,%d\n"
                    .formatted(1 + minute / 1440, minute / 60 % 24, minute % 60, value));
        }
        return series.toString();
    }

    private long alerts() {
        return rows().stream().filter(row -> row.endsWith(",1")).count();
    }

    private List<String> rows() {
        return out.toString().lines().toList();
    }

    private void forget() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    private int detect(String content, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("series.csv"), content);
        String[] arguments = new String[options.length + 1];
        arguments[0] = file.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "detect";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine line = Polestar.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
