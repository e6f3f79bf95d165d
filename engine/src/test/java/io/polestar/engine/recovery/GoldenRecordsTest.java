package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Receipt;
import io.polestar.engine.Redefinition;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.view.SegmentReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals of every version of the format with every kind of value, read record by record and by an engine. See
 * {@code golden/README.md} among the test resources for how those of a new version are made.
 */
class GoldenRecordsTest {
    private static final int SEGMENT_BYTES = 700;

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"journal-1", "journal-2"})
    void everyRecordOfAnEarlierReleaseIsReadAsItWasWritten(String version) throws Exception {
        GoldenFiles golden = new GoldenFiles(version);
        assertThat(JournalText.of(golden.unpack(root))).isEqualTo(golden.text("records.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal-1", "journal-2"})
    void anEngineOpenedOnTheJournalOfAnEarlierReleaseHoldsItsValues(String version) throws Exception {
        GoldenFiles golden = new GoldenFiles(version);
        golden.unpack(root);
        shop.wall.set(Long.parseLong(golden.text("wall.txt").strip()));
        try (Engine engine = shop.open(config(), golden.text("tree.yaml"))) {
            assertThat(values(engine).lines())
                    .containsExactlyInAnyOrderElementsOf(
                            golden.text("values.txt").lines().toList());
            assertThat(sell(engine, GoldenRecordsTest::everyKindOfValue).duplicates())
                    .as("the ids of an earlier release are known")
                    .isEqualTo(1);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "polestar.golden", matches = ".+", disabledReason = "makes files")
    void makeTheFilesOfThisVersion() throws Exception {
        Path made = Files.createDirectories(Path.of(System.getProperty("polestar.golden"), "journal"));
        String tree = new GoldenFiles("journal-1").text("tree.yaml");
        try (Engine engine = shop.open(config(), tree)) {
            sell(engine, GoldenRecordsTest::everyKindOfValue);
            shop.pass(engine, 1_500);
            sell(engine, GoldenRecordsTest::duplicateRefusedAndAnonymous);
            shop.pass(engine, 60_000);
            sell(engine, GoldenRecordsTest::manyTextsAndNames);
            shop.pass(engine, 250);
            sell(engine, GoldenRecordsTest::numberedHistory);
            sell(engine, GoldenRecordsTest::corrections);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> engine.redefinition().state() == Redefinition.State.ADOPTED
                            && engine.stats().uncorrected() == 0);
            shop.pass(engine, 250);
            Files.writeString(made.resolve("values.txt"), values(engine));
        }
        Files.writeString(made.resolve("tree.yaml"), tree);
        Files.writeString(made.resolve("wall.txt"), shop.wall.get() + "\n");
        Files.writeString(made.resolve("records.txt"), JournalText.of(root));
        GoldenFiles.pack(root, made);
    }

    private EngineConfig config() {
        return EngineConfig.in(root, ClockMode.WALL, shop.wall::get, () -> 0x706F6C6573746172L)
                .withMinFreeBytes(0)
                .withSnapshotMillis(3_600_000)
                .withJournal(SEGMENT_BYTES, 1L << 30);
    }

    private static Receipt sell(Engine engine, Consumer<EventBatch> events) throws InterruptedException {
        EventBatch batch = engine.borrowBatch();
        events.accept(batch);
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        assertThat(engine.awaitSequence(receipt.sequence() + (receipt.accepted() > 0 ? 1 : 0), 20_000))
                .isTrue();
        return receipt;
    }

    private static void everyKindOfValue(EventBatch batch) {
        begin(batch, "order", "shop-1", "o-1", Shop.NOON - 30_000);
        batch.subject(utf8("ann"), 0, 3);
        text(batch, "channel", "app");
        batch.number(name(batch, "amount"), 19.99);
        batch.number(name(batch, "tiny"), 4.9e-324);
        batch.number(name(batch, "minus"), -0.0);
        batch.bool(name(batch, "paid"), true);
        batch.bool(name(batch, "gift"), false);
        batch.nil(name(batch, "coupon"));
        batch.json(name(batch, "tags"), utf8("[1,\"two\",null,[true]]"), 0, 21);
        batch.endEvent();
    }

    private static void duplicateRefusedAndAnonymous(EventBatch batch) {
        everyKindOfValue(batch);
        begin(batch, "order", "shop-1", "o-2", Shop.NOON + 2 * 3_600_000);
        batch.number(name(batch, "amount"), 1000);
        batch.endEvent();
        begin(batch, "order", "shop-1", "o-3", Shop.NOON + 1_000);
        batch.subject(utf8("ben"), 0, 3);
        text(batch, "channel", "web");
        batch.number(name(batch, "amount"), 0.01);
        batch.bool(name(batch, "paid"), true);
        batch.endEvent();
        batch.beginEvent();
        batch.type(utf8("order"), 0, 5);
        batch.number(name(batch, "amount"), 5);
        batch.bool(name(batch, "paid"), false);
        batch.endEvent();
        batch.rejected(2);
    }

    private static void manyTextsAndNames(EventBatch batch) {
        for (int order = 10; order < 14; order++) {
            begin(batch, "order", "shop-2", "o-" + order, Shop.NOON + 60_000 + order);
            batch.subject(utf8("ann"), 0, 3);
            text(batch, "channel", "面-" + order);
            text(batch, "note.of.ünïcode." + order, "");
            batch.number(name(batch, "amount"), order * 1.1);
            batch.bool(name(batch, "paid"), order % 2 == 0);
            batch.endEvent();
        }
        begin(batch, "refund", "shop-2", "r-1", Shop.NOON - 86_400_000L * 40);
        batch.number(name(batch, "amount"), -3);
        batch.endEvent();
    }

    private static void numberedHistory(EventBatch batch) {
        batch.producer(utf8("till-7"), 0, 6, 3);
        batch.backfill(true);
        begin(batch, "order", "shop-3", "o-20", Shop.NOON - 1_800_000);
        batch.subject(utf8("cleo"), 0, 4);
        text(batch, "channel", "web");
        batch.number(name(batch, "amount"), 7.25);
        batch.endEvent();
    }

    private static void corrections(EventBatch batch) {
        begin(batch, "polestar.correction", "shop-1", "c-1", Shop.NOON + 61_000);
        text(batch, "id", "o-1");
        text(batch, "action", "retract");
        batch.endEvent();
        begin(batch, "polestar.correction", "shop-2", "c-2", Shop.NOON + 61_000);
        text(batch, "id", "o-11");
        text(batch, "action", "replace");
        batch.number(name(batch, "event.data.amount"), 0.5);
        text(batch, "event.subject", "dan");
        batch.endEvent();
        begin(batch, "polestar.correction", "shop-2", "c-3", Shop.NOON + 61_000);
        text(batch, "id", "never-there");
        text(batch, "action", "retract");
        batch.endEvent();
    }

    private static void begin(EventBatch batch, String type, String source, String id, long timeMillis) {
        batch.beginEvent();
        batch.time(timeMillis);
        batch.type(utf8(type), 0, utf8(type).length);
        batch.source(utf8(source), 0, utf8(source).length);
        batch.id(utf8(id), 0, utf8(id).length);
    }

    private static int name(EventBatch batch, String name) {
        return batch.name(utf8(name), 0, utf8(name).length);
    }

    private static void text(EventBatch batch, String name, String value) {
        batch.text(name(batch, name), utf8(value), 0, utf8(value).length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String values(Engine engine) {
        Stream<String> counts = Stream.of(
                "events " + engine.stats().events(),
                "duplicates " + engine.stats().duplicates(),
                "refused " + engine.stats().rejected(),
                "ids " + engine.stats().dedupIds());
        Stream<String> values = Stream.of("orders", "revenue", "paid", "buyers")
                .flatMap(metric -> Stream.of("1h", "today").flatMap(window -> values(engine, metric, window)));
        List<String> lines = Stream.concat(counts, values).toList();
        return String.join("\n", lines) + "\n";
    }

    private static Stream<String> values(Engine engine, String metric, String window) {
        String name = metric + " " + window + " ";
        List<SegmentReading> segments =
                engine.views().metric(metric, window, "channel", false).segments();
        return Stream.concat(
                Stream.of(name
                        + engine.views().metric(metric, window, null, false).value()),
                segments.stream().map(segment -> name + segment.segment() + " " + segment.value()));
    }
}
