package io.polestar.engine.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How problems are told: all at once, in the file's order, for any text whatever. */
class DefinitionProblemsTest {
    @Test
    void everyProblemIsReportedAtOnceInTheFilesOrder() {
        String text = """
                polestar: 1
                name: Shop
                zone: Mars/Olympus
                windows: [1d, 40d]
                northStar: [orders, revenue]
                metrics:
                  orders: {kind: count, event: order, unit: order, owner: a@example.com, wher: x == 1}
                  revenue: {kind: sum, event: order, value: price *, unit: GBP, owner: a@example.com}
                  Profit: {kind: derived, formula: revenue - costs, owner: a@example.com}
                  average: {kind: ratio, numerator: revenue, denominator: orders, unit: GBP, owner: a@example.com}
                influences:
                  - {driver: revenu, target: orders, sign: up}
                alerts:
                  low: {metric: orders, window: 7d, below: ten}
                """;

        assertThat(refusal(text)).hasMessage("""
                        shop.yaml:3: unknown zone 'Mars/Olympus'. Fix: write an IANA zone such as Europe/London, or UTC
                        shop.yaml:4: window '40d' in windows is not allowed, a window is 10s to 28d long, or today, week, month, quarter or year, window=40d. \
                        Fix: write a length such as 5m, 1h, 1d or 28d, or today, week, month, quarter or year
                        shop.yaml:5: a tree has exactly one north star, northStar lists 2. \
                        Fix: write northStar: and the id of one metric
                        shop.yaml:7: unknown key 'wher' in metrics.orders. Fix: did you mean 'where'?
                        shop.yaml:8: metrics.revenue.value does not parse at its column 8, \
                        expected a number, a name or '(', found the end. Fix: see Formulas in docs/definition.md
                        shop.yaml:9: an id is a lower-case letter followed by at most 99 lower-case letters, digits or _, \
                        found 'Profit' in metrics. Fix: rename it, such as average_order_value
                        shop.yaml:9: unknown metric 'costs' in metrics.Profit.formula. Fix: declare it under metrics
                        shop.yaml:10: units do not fit, metrics.average has unit 'GBP' but its ratio gives 'GBP/order'. \
                        Fix: write unit: GBP/order or change what it is computed from
                        shop.yaml:12: unknown metric 'revenu' in influences[0].driver. Fix: did you mean 'revenue'?
                        shop.yaml:12: unknown sign 'up' in influences[0]. Fix: use one of negative, positive
                        shop.yaml:14: alerts.low.window is no window of metric 'orders', found 7d. \
                        Fix: use one of 1d or add it to the metric's windows
                        shop.yaml:14: alerts.low.below is no number, found 'ten'. Fix: write a number such as 0.25""");
    }

    @Test
    void aProblemInAFormulaPointsToItsColumn() {
        Problem problem = refusal(RetailFile.with("    value: quantity * price", "    value: \"quantity * (price\""))
                .problems()
                .get(0);

        assertThat(problem.column()).isEqualTo(13 + 17);
    }

    @Test
    void aMisspeltNameCausesNoFurtherProblems() {
        assertThat(refusal(RetailFile.with("driver: lines, target: revenue", "driver: line, target: revnue"))
                        .problems())
                .extracting(Problem::rule)
                .containsExactly(
                        "unknown metric 'line' in influences[2].driver",
                        "unknown metric 'revnue' in influences[2].target");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | 1 | the file is empty
            # only a comment   | 1 | the file is empty
            just text          | 1 | the file is a mapping
            [1, 2]             | 1 | the file is a mapping
            a: [1              | 1 | not YAML, expected ',' or ']', but got <stream end>
            a: b: c            | 1 | not YAML, mapping values are not allowed here
            {[a]: b}           | 1 | a key is a text
            """)
    void whatIsNoYamlMappingIsRefusedAlone(String text, int line, String rule) {
        assertThat(refusal(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(line))
                .satisfies(problem -> assertThat(problem.rule()).startsWith(rule));
    }

    @Test
    void aControlCharacterIsRefusedWithItsLine() {
        assertThat(refusal("polestar: 1\nname: a\u0001b\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2))
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("not YAML, it holds a control character"));
    }

    @Test
    void aFileOfMoreThanAMebibyteIsRefused() throws DefinitionException {
        int spareBytes = YamlText.MAX_BYTES - RetailFile.TEXT.getBytes(UTF_8).length;

        assertThat(DefinitionReader.read(RetailFile.TEXT + "#".repeat(spareBytes), RetailFile.NAME))
                .isNotNull();
        assertThat(refusal(RetailFile.TEXT + "#".repeat(spareBytes + 1)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("a definition is at most 1 MiB of UTF-8"));
    }

    @Test
    void tenThousandMetricsAreAcceptedAndOneMoreIsRefused() throws DefinitionException {
        assertThat(DefinitionReader.read(chain(10_000), "chain.yaml").metrics()).hasSize(10_000);
        assertThat(refusal(chain(10_001)).problems())
                .extracting(Problem::rule)
                .containsExactly("a tree has at most 10000 metrics, found 10001");
    }

    @Test
    void sixtyFourDimensionsAreAcceptedAndOneMoreIsRefused() throws DefinitionException {
        assertThat(DefinitionReader.read(withDimensions(64), "wide.yaml").dimensions())
                .hasSize(64);
        assertThat(refusal(withDimensions(65)).problems())
                .extracting(Problem::rule)
                .containsExactly("a tree has at most 64 dimensions, found 65");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyTextIsReadOrRefusedAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            String text = mutation(random, round % 2 == 0 ? RetailFile.TEXT : KindsFile.TEXT);
            try {
                assertThat(DefinitionReader.read(text, "random.yaml").text()).isEqualTo(text);
            } catch (DefinitionException e) {
                assertThat(e.problems())
                        .as("seed=%d round=%d", seed, round)
                        .isNotEmpty()
                        .allSatisfy(problem -> {
                            assertThat(problem.line())
                                    .isBetween(1, 1 + (int) text.lines().count());
                            assertThat(problem.rule()).isNotBlank().doesNotContain("\n");
                            assertThat(problem.fix()).isNotBlank();
                        });
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + seed + " round=" + round + " text=" + text, e);
            }
        }
    }

    /** A right file after a few cuts, copies and insertions at random places. */
    private static String mutation(Random random, String right) {
        List<String> odd = List.of(
                "{", "}", "[", "]", ": ", "- ", "\n", "\"", "'", "&a ", "*a", "!!", "#", "|", ">", "%", "\u0000",
                "\ud800", "国", "~", "null", "? ", "---\n", "1e999", "\t", "unnamed", "<<: ");
        StringBuilder text = new StringBuilder(right);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 2 -> text.insert(at, odd.get(random.nextInt(odd.size())));
                default -> text.setCharAt(at, (char) random.nextInt(0x250));
            }
        }
        return text.toString();
    }

    /** Metrics of which each is derived from the one before, so that the last one is reached from all. */
    private static String chain(int length) {
        List<String> lines = new ArrayList<>(List.of(
                "polestar: 1",
                "name: Chain",
                "windows: [1d]",
                "northStar: m" + (length - 1),
                "metrics:",
                " m0: {kind: count, event: e, unit: u, owner: o}"));
        for (int i = 1; i < length; i++) {
            lines.add(" m" + i + ": {kind: derived, formula: m" + (i - 1) + ", owner: o}");
        }
        return String.join("\n", lines);
    }

    private static String withDimensions(int count) {
        String dimensions = IntStream.range(0, count)
                .mapToObj(i -> "  d" + i + ": {property: p" + i + "}\n")
                .collect(Collectors.joining("", "dimensions:\n", ""));
        return dimensions + """
                polestar: 1
                name: Wide
                windows: [1d]
                northStar: visits
                metrics:
                  visits: {kind: count, event: visit, unit: visit, owner: web@example.com, by: [d0]}
                """;
    }

    private static DefinitionException refusal(String text) {
        DefinitionException e =
                catchThrowableOfType(DefinitionException.class, () -> DefinitionReader.read(text, "shop.yaml"));
        assertThat(e).as("must be refused").isNotNull();
        return e;
    }
}
