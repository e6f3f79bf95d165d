package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import io.polestar.engine.view.NodeReading;
import io.polestar.engine.view.TreeReading;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's tree over the demo's rows, against the rows themselves. */
class DemoReplayTest {

    @TempDir
    private static Path directory;

    private static Path sample;
    private static Engine engine;

    @BeforeAll
    static void replay() throws Exception {
        sample = DemoFiles.unpackSample(directory);
        engine = DemoSample.replay(sample, directory);
    }

    @AfterAll
    static void close() throws Exception {
        engine.close();
    }

    private record Row(long timeMillis, boolean cancels, String invoice, BigDecimal value, String customer) {}

    /** The fields that are needed stand before and after the description, the only one that is ever quoted. */
    private static List<Row> rows() throws Exception {
        DateTimeFormatter time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(sample)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> {
                        String invoice = line.substring(0, line.indexOf(','));
                        String[] fields = line.split(",");
                        int n = fields.length;
                        return new Row(
                                LocalDateTime.parse(fields[n - 4], time)
                                        .toInstant(ZoneOffset.UTC)
                                        .toEpochMilli(),
                                invoice.startsWith("C"),
                                invoice,
                                new BigDecimal(fields[n - 5]).multiply(new BigDecimal(fields[n - 3])),
                                fields[n - 2]);
                    })
                    .toList();
        }
    }

    private static double value(TreeReading tree, String metric) {
        return tree.nodes().stream()
                .filter(node -> node.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "1d", "7d", "28d", "today", "month"})
    void theTreeEqualsWhatTheRowsSay(String window) throws Exception {
        TreeReading tree = engine.views().tree(window, false);
        Set<String> orders = new HashSet<>();
        Set<String> cancelled = new HashSet<>();
        Map<String, Set<String>> buyers = new HashMap<>();
        BigDecimal revenue = BigDecimal.ZERO;
        for (Row row : rows()) {
            if (row.timeMillis() >= tree.span().fromMillis()
                    && row.timeMillis() < tree.span().toMillis()) {
                (row.cancels() ? cancelled : orders).add(row.invoice());
                revenue = revenue.add(row.value());
                if (!row.cancels() && !row.customer().isEmpty()) {
                    buyers.computeIfAbsent(row.customer(), buyer -> new HashSet<>())
                            .add(row.invoice());
                }
            }
        }

        assertThat(value(tree, "orders")).isEqualTo(orders.size());
        assertThat(value(tree, "cancelled_orders")).isEqualTo(cancelled.size());
        assertThat(value(tree, "buyers")).isEqualTo(buyers.size());
        assertThat(value(tree, "revenue")).isEqualTo(revenue.doubleValue());
        long repeated =
                buyers.values().stream().filter(invoices -> invoices.size() > 1).count();
        assertThat(value(tree, "repeat_buyers")).isEqualTo((double) repeated / buyers.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "1d", "7d", "28d", "today", "month"})
    void theComponentsReconcile(String window) {
        assertThat(engine.views().tree(window, false).nodes())
                .filteredOn(node -> !Double.isNaN(node.residual()))
                .extracting(NodeReading::metric)
                .containsExactlyInAnyOrder("orders", "average_order_value");
        assertThat(engine.views().tree(window, false).nodes())
                .filteredOn(node -> !Double.isNaN(node.residual()))
                .allSatisfy(node -> assertThat(Math.abs(node.residual())).isLessThan(1e-9));
    }

    @Test
    void everyAlertFiresOnTheDayThatTheDefinitionStates() {
        List<AlertReading> log = engine.views().alerts().log();

        assertThat(firstFiring(log, "refunds_eire")).startsWith("2011-11-02");
        assertThat(firstFiring(log, "cancellations_high")).startsWith("2011-11-04");
        assertThat(firstFiring(log, "cancellations_high_all_week")).startsWith("2011-12-06");
        assertThat(firstFiring(log, "revenue_surge")).startsWith("2011-12-09T09:15");
        assertThat(firstFiring(log, "month_behind")).startsWith("2011-10-31T14:29");
        assertThat(firstFiring(log, "orders_unusual")).startsWith("2011-11-05T11:15");
    }

    private static String firstFiring(List<AlertReading> newestFirst, String rule) {
        return newestFirst.stream()
                .filter(reading -> reading.rule().equals(rule) && reading.state() == AlertState.FIRING)
                .reduce((newer, older) -> older)
                .map(reading -> Instant.ofEpochMilli(reading.decisionMillis()).toString())
                .orElse("never");
    }
}
