package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.view.SegmentReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal of every version of its format, kept with what it must replay to. When the format changes, its files stay and
 * {@code -Dpolestar.golden=DIR} makes those of the new version.
 */
class GoldenJournalTest {
    private static final String VERSION = "journal-v1";

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aJournalOfVersion1ReplaysToWhatItsEngineHeld() throws Exception {
        unpack(root);
        shop.wall.set(Long.parseLong(text("wall.txt").strip()));
        try (Engine engine = shop.open(shop.config(root), text("tree.yaml"))) {
            assertThat(describe(engine)).isEqualTo(text("expected.txt"));
            assertThat(shop.sell(engine, 0, 160).accepted())
                    .as("its ids are known")
                    .isEqualTo(10);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "polestar.golden", matches = ".+", disabledReason = "makes files")
    void makeTheFilesOfThisVersion() throws Exception {
        Path made = Files.createDirectories(Path.of(System.getProperty("polestar.golden")));
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
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made.resolve("data.zip")))) {
            pack(zip, root.resolve("polestar.properties"));
            for (Path segment : Disk.segments(root)) {
                pack(zip, segment);
            }
        }
    }

    /** A data file is packed up to its last byte that is not 0: the rest is the room it had left. */
    private void pack(ZipOutputStream zip, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (bytes[length - 1] == 0) {
            length--;
        }
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        zip.write(bytes, 0, length);
    }

    private static void unpack(Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource("data.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
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

    private static String text(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = GoldenJournalTest.class.getResourceAsStream("/" + VERSION + "/" + name);
        if (in == null) {
            throw new IOException(VERSION + "/" + name + " is not there");
        }
        return in;
    }
}
