package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.view.SegmentReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A journal of two definitions and its alerts, kept with what it must replay to; see {@code golden/README.md}. */
class GoldenJournalTest {
    private final GoldenFiles golden = new GoldenFiles("shop-1");

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aJournalOfVersion1ReplaysToWhatItsEngineHeld() throws Exception {
        golden.unpack(root);
        shop.wall.set(Long.parseLong(golden.text("wall.txt").strip()));
        try (Engine engine = shop.open(shop.config(root), golden.text("tree.yaml"))) {
            assertThat(describe(engine)).isEqualTo(golden.text("expected.txt"));
            assertThat(shop.sell(engine, 0, 160).accepted())
                    .as("its ids are known")
                    .isEqualTo(10);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "polestar.golden", matches = ".+", disabledReason = "makes files")
    void makeTheFilesOfThisVersion() throws Exception {
        Path made = Files.createDirectories(Path.of(System.getProperty("polestar.golden"), "shop"));
        try (Engine engine = shop.open(root)) {
            shop.sellSlowly(engine, 0, 100);
        }
        try (Engine engine = shop.open(shop.config(root), Shop.TREE_WITH_BUYERS)) {
            shop.sellSlowly(engine, 100, 140);
            shop.sell(engine, 130, 150);
            Files.writeString(made.resolve("expected.txt"), describe(engine));
        }
        Files.writeString(made.resolve("tree.yaml"), Shop.TREE_WITH_BUYERS);
        Files.writeString(made.resolve("wall.txt"), shop.wall.get() + "\n");
        GoldenFiles.pack(root, made);
    }

    private static String describe(Engine engine) {
        Stream<String> values = Stream.of("orders", "revenue", "order_value", "buyers")
                .flatMap(metric -> Stream.of("1m", "1d", "today").flatMap(window -> values(engine, metric, window)));
        Stream<String> alerts = Shop.alertLog(engine).stream()
                .map(alert -> "alert " + alert.rule() + " " + alert.state() + " value " + alert.value() + " sequence "
                        + alert.sequence() + " since " + alert.sinceMillis());
        Stream<String> counts = Stream.of(
                "events " + engine.stats().events(), "ids " + engine.stats().dedupIds());
        List<String> lines =
                Stream.of(values, alerts, counts).flatMap(each -> each).toList();
        return String.join("\n", lines) + "\n";
    }

    private static Stream<String> values(Engine engine, String metric, String window) {
        String name = metric + " " + window;
        Stream<String> whole = Stream.of(
                name + " " + engine.views().metric(metric, window, null, false).value());
        List<SegmentReading> segments =
                engine.views().metric(metric, window, "country", false).segments();
        return Stream.concat(
                whole, segments.stream().map(segment -> name + " " + segment.segment() + " " + segment.value()));
    }
}
