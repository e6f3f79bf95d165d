package io.polestar.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.explain.Contribution.Part;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.view.Moments;
import io.polestar.engine.view.SeriesReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.data.Offset;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explanations of a running engine over two days that can be followed by hand. */
class ExplainerTest {
    private static final Offset<Double> DIGITS = within(1e-12);
    private static final long DAY_MILLIS = 86_400_000;
    private static final long FIRST_NOON = Instant.parse("2022-06-14T12:00:00Z").toEpochMilli();

    private static final String TREE = """
            polestar: 1
            name: Site
            windows: [1d, month]
            northStar: signups
            dimensions:
              country: {property: country, bound: 10}
              channel: {property: channel, bound: 10}
              country_channel: {pair: [country, channel], bound: 100}
            metrics:
              signups: {owner: a@example.com, unit: signup, kind: count, event: signup, by: [country, channel, country_channel]}
              visits: {owner: a@example.com, unit: visit, kind: count, event: visit, by: [country, channel, country_channel]}
              conversion: {owner: a@example.com, kind: ratio, numerator: signups, denominator: visits, by: [country, channel, country_channel]}
              visitors: {owner: a@example.com, unit: visitor, kind: distinct, event: visit, of: subject, by: [country]}
              growth: {owner: a@example.com, kind: derived, formula: signups - before, earlier: {before: {metric: signups, against: previous}}}
              delay: {owner: a@example.com, unit: s, kind: average, event: measured, value: seconds}
            components:
              signups: visits * conversion
            influences:
              - {driver: visitors, target: visits, sign: positive}
              - {driver: delay, target: visits, sign: negative}
              - {driver: growth, target: visits, sign: positive}
            """;

    @TempDir
    Path directory;

    private Engine engine;

    /** 100 visits each day; first 80 come from France to the app and 20 from Germany to the web, then 50 and 50. One long before makes both days known. */
    @BeforeEach
    void twoDays() throws Exception {
        engine = Engine.open(
                EngineConfig.in(directory, ClockMode.STREAM, System::currentTimeMillis, () -> 42L)
                        .withMinFreeBytes(0),
                DefinitionReader.read(TREE, "tree.yaml"));
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.readiness().isReady());
        EventBatch batch = engine.borrowBatch();
        add(batch, 1, "visit", FIRST_NOON - 2 * DAY_MILLIS, "DE", "web");
        add(batch, 80, "visit", FIRST_NOON, "FR", "app");
        add(batch, 20, "visit", FIRST_NOON, "DE", "web");
        add(batch, 8, "signup", FIRST_NOON, "FR", "app");
        add(batch, 10, "signup", FIRST_NOON, "DE", "web");
        long next = FIRST_NOON + DAY_MILLIS;
        add(batch, 50, "visit", next, "FR", "app");
        add(batch, 50, "visit", next, "DE", "web");
        add(batch, 5, "signup", next, "FR", "app");
        add(batch, 25, "signup", next, "DE", "web");
        add(batch, 1, "measured", next + 60_000, "DE", "web");
        add(batch, 1, "nothing", next + 20 * 60_000, "DE", "web");
        long sequence = engine.append(batch, Acks.JOURNAL).sequence();
        assertThat(engine.awaitSequence(sequence, 30_000)).isTrue();
        engine.stateHash();
    }

    @AfterEach
    void close() throws Exception {
        engine.close();
    }

    @Test
    void aSumIsSharedOutAmongItsSegments() {
        MetricChange signups = explain("signups", "country", 1).change();

        assertThat(signups.before()).isEqualTo(18);
        assertThat(signups.now()).isEqualTo(30);
        assertThat(signups.change()).isEqualTo(12);
        DimensionChange countries = signups.dimensions().get(0);
        assertThat(countries.method()).isEqualTo(Method.DIFFERENCE);
        assertThat(countries.segments())
                .extracting(SegmentChange::segment, SegmentChange::contribution)
                .containsExactly(tuple("DE", 15), tuple("FR", -3));
        assertThat(countries.remainder()).isZero();
    }

    @Test
    void aProductIsSharedOutAmongItsFactorsWithTheirOwnChangesNested() {
        MetricChange signups = explain("signups", null, 2).change();

        assertThat(signups.component()).isNotNull();
        assertThat(signups.component().methods()).containsExactly(Method.LMDI);
        assertThat(signups.component().contributions())
                .extracting(Contribution::part, Contribution::name)
                .containsExactly(
                        Tuple.tuple(Part.METRIC, "visits"),
                        Tuple.tuple(Part.METRIC, "conversion"),
                        Tuple.tuple(Part.RESIDUAL, ""));
        assertThat(signups.component().contributions().stream()
                        .mapToDouble(Contribution::contribution)
                        .toArray())
                .containsExactly(new double[] {0, 12, 0}, DIGITS);
        assertThat(signups.children()).extracting(MetricChange::metric).containsExactly("visits", "conversion");
        assertThat(signups.children().get(1).inputs()).isNotNull();
        assertThat(signups.children().get(1).children()).isEmpty();
    }

    @Test
    void aRatioIsSharedOutByMixAndRateForOneDimensionAndForTwoTogether() {
        MetricChange conversion = explain("conversion", null, 1).change();

        assertThat(conversion.dimensions())
                .extracting(DimensionChange::by)
                .containsExactly("country", "channel", "country_channel");
        for (DimensionChange dimension : conversion.dimensions()) {
            assertThat(dimension.method()).isEqualTo(Method.MIX_RATE);
            assertThat(dimension.segments().stream()
                            .mapToDouble(SegmentChange::mix)
                            .toArray())
                    .containsExactly(new double[] {0.078, 0.042}, DIGITS);
            assertThat(dimension.segments().stream()
                            .mapToDouble(SegmentChange::rate)
                            .toArray())
                    .containsExactly(new double[] {0, 0}, DIGITS);
            assertThat(dimension.remainder()).isZero();
        }
        assertThat(conversion.dimensions().get(2).segments().get(0).segment())
                .isEqualTo(Dimension.Pair.segment("DE", "web"));
    }

    @Test
    void distinctSubjectsStateWhatCountriesShare() {
        // The same 80 subjects come first from France, 20 of them from Germany too; then 50 from both.
        MetricChange visitors = explain("visitors", null, 1).change();

        assertThat(visitors.change()).isEqualTo(50 - 80);
        DimensionChange countries = visitors.dimensions().get(0);
        assertThat(countries.method()).isEqualTo(Method.OWN_CHANGE);
        assertThat(countries.segments())
                .extracting(SegmentChange::segment, SegmentChange::contribution)
                .containsExactlyInAnyOrder(tuple("FR", -30), tuple("DE", 30));
        assertThat(countries.remainder()).isEqualTo(-30);
    }

    @Test
    void anEarlierValueContributesToo() {
        // 30 after 18 is 12 more, 18 after none was 18 more.
        MetricChange growth = explain("growth", null, 1).change();

        assertThat(growth.now()).isEqualTo(12);
        assertThat(growth.before()).isEqualTo(18);
        assertThat(growth.inputs()).isNotNull();
        assertThat(growth.inputs().contributions())
                .extracting(Contribution::part, Contribution::name, Contribution::contribution)
                .containsExactly(Tuple.tuple(Part.METRIC, "signups", 12.0), Tuple.tuple(Part.EARLIER, "before", -18.0));
    }

    @Test
    void whatHadNoDataBeforeAppearedAndHasNoChange() {
        MetricChange delay = explain("delay", null, 1).change();

        assertThat(delay.presence()).isEqualTo(Presence.APPEARED);
        assertThat(delay.change()).isNaN();
        assertThat(delay.now()).isEqualTo(2);
    }

    @Test
    void segmentsBeyondThoseAskedForAreToldTogether() {
        Question question = new Question("signups", "1d", Comparison.PREVIOUS, "country", 1, 1);

        DimensionChange countries =
                engine.explanations().explain(question).change().dimensions().get(0);

        assertThat(countries.segments()).extracting(SegmentChange::segment).containsExactly("DE");
        assertThat(countries.restSegments()).isEqualTo(1);
        assertThat(countries.rest()).isEqualTo(-3);
    }

    @Test
    void withoutAKnownEarlierWindowNothingIsCompared() {
        Explanation explanation =
                engine.explanations().explain(new Question("signups", "1d", Comparison.YEAR, null, 3, 5));

        assertThat(explanation.before()).isNull();
        assertThat(explanation.change().change()).isNaN();
        assertThat(explanation.change().component()).isNotNull();
        assertThat(explanation.change().component().contributions())
                .allMatch(contribution -> Double.isNaN(contribution.contribution()));
    }

    @Test
    void questionsThatTheTreeCannotAnswerAreRefused() {
        assertThatThrownBy(() -> explain("sign_ups", null, 1)).hasMessageContaining("metric=sign_ups");
        assertThatThrownBy(() -> explain("signups", "colour", 1)).hasMessageContaining("by=colour");
        assertThatThrownBy(() -> new Question("signups", "1d", Comparison.PREVIOUS, null, 0, 1))
                .hasMessageContaining("depth=0");
        assertThatThrownBy(() ->
                        engine.explanations().explain(new Question("signups", "month", Comparison.WEEKDAY, null, 1, 1)))
                .hasMessageContaining("window=month");
        assertThatThrownBy(() -> engine.explanations().whatIf("1d", Map.of("visits", Double.NaN)))
                .hasMessageContaining("visits=NaN");
    }

    @Test
    void anExplanationIsOfOneSequenceWhileEventsComeIn() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread sender = new Thread(() -> {
            long time = FIRST_NOON + DAY_MILLIS + 20 * 60_000;
            while (!enough.get()) {
                EventBatch batch = engine.borrowBatch();
                if (batch != null) {
                    add(batch, 3, "signup", ++time, "FR", "app");
                    add(batch, 7, "signup", time, "DE", "web");
                    engine.append(batch, Acks.JOURNAL);
                }
            }
        });
        sender.start();
        try {
            for (int round = 0; round < 200; round++) {
                MetricChange signups = explain("signups", null, 2).change();
                assertThat(signups.dimensions())
                        .as("round %d", round)
                        .allMatch(dimension -> dimension.remainder() == 0)
                        .allMatch(dimension -> signups.now()
                                == dimension.segments().stream()
                                        .mapToDouble(SegmentChange::now)
                                        .sum());
                assertThat(signups.component().contributions().get(2).now()).isCloseTo(0, within(1e-6));
            }
        } finally {
            enough.set(true);
            sender.join();
        }
    }

    @Test
    void theTreeThatWouldFollowIsOfTheValuesNow() {
        Prediction prediction = engine.explanations().whatIf("1d", Map.of("visits", 200.0));

        assertThat(prediction.nodes())
                .filteredOn(Prediction.Node::changed)
                .extracting(Prediction.Node::metric, Prediction.Node::then)
                .containsExactly(tuple("signups", 60), tuple("visits", 200), tuple("growth", 42));
    }

    @Test
    void aResidualHasAPast() {
        long to = FIRST_NOON + DAY_MILLIS;

        SeriesReading residuals = engine.views().residual("signups", "1d", new Moments(to - 3_600_000, to, 600_000));

        assertThat(residuals.lines()).hasSize(1);
        assertThat(residuals.lines().get(0).values()).hasSize(7).containsOnly(0);
        assertThatThrownBy(() -> engine.views().residual("visits", "1d", new Moments(to, to, 1)))
                .hasMessageContaining("metric visits has none");
    }

    private static Tuple tuple(String name, double value) {
        return Tuple.tuple(name, value);
    }

    private Explanation explain(String metric, String by, int depth) {
        return engine.explanations().explain(new Question(metric, "1d", Comparison.PREVIOUS, by, depth, 10));
    }

    private static void add(EventBatch batch, int n, String type, long timeMillis, String country, String channel) {
        for (int i = 0; i < n; i++) {
            batch.beginEvent();
            batch.time(timeMillis);
            text(type, batch::type);
            text("s" + i, batch::subject);
            put(batch, "country", country);
            put(batch, "channel", channel);
            batch.number(name(batch, "seconds"), 2);
            batch.endEvent();
        }
    }

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    private static void text(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }

    private static int name(EventBatch batch, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return batch.name(utf8, 0, utf8.length);
    }

    private static void put(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.text(name(batch, name), utf8, 0, utf8.length);
    }
}
