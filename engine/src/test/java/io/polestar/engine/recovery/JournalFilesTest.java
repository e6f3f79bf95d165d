package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.polestar.engine.Engine;
import io.polestar.engine.JournalFiles;
import io.polestar.engine.inspect.ExportResult;
import io.polestar.engine.inspect.JournalStats;
import io.polestar.engine.inspect.JournalStats.Counted;
import io.polestar.engine.inspect.Verification;
import io.polestar.engine.journal.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalFilesTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"journal-1", "journal-2", "shop-1"})
    void theJournalOfEveryReleaseIsSound(String golden) throws Exception {
        Verification found = new JournalFiles(new GoldenFiles(golden).unpack(root)).verify();
        assertThat(found.isSound()).isTrue();
        assertThat(found.places()).isEmpty();
        assertThat(found.undecodable()).isEmpty();
        assertThat(found.firstSequence()).isEqualTo(1);
        assertThat(found.records()).isEqualTo(found.lastSequence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal-1", "journal-2"})
    void theExportOfTheJournalOfEveryReleaseIsWhatWasSent(String golden) throws Exception {
        GoldenFiles files = new GoldenFiles(golden);
        files.unpack(root);
        assertThat(export(root, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(files.text("export.ndjson"));
    }

    @Test
    void statisticsSayWhatAJournalHolds() throws Exception {
        JournalStats stats = new JournalFiles(new GoldenFiles("journal-2").unpack(root)).stats();
        assertThat(stats.records())
                .isEqualTo(Map.of(RecordKind.BATCH, 5L, RecordKind.TICK, 9L, RecordKind.DEFINITION, 2L));
        assertThat(stats.events()).isEqualTo(11);
        assertThat(stats.duplicates()).isEqualTo(1);
        assertThat(stats.refused()).isEqualTo(4);
        assertThat(stats.corrections()).isEqualTo(2);
        assertThat(stats.types())
                .containsExactly(
                        new Counted("order", 8), new Counted("polestar.correction", 2), new Counted("refund", 1));
        assertThat(stats.sources())
                .containsExactly(
                        new Counted("shop-2", 6),
                        new Counted("shop-1", 3),
                        new Counted("default", 1),
                        new Counted("shop-3", 1));
        assertThat(stats.firstSequence()).isEqualTo(1);
        assertThat(stats.lastSequence()).isEqualTo(16);
        assertThat(stats.firstWallMillis()).isEqualTo(Shop.NOON);
        assertThat(stats.lastWallMillis()).isEqualTo(Shop.NOON + 62_000);
        assertThat(Instant.ofEpochMilli(stats.firstEventMillis())).isEqualTo("2023-10-05T12:00:00Z");
        assertThat(Instant.ofEpochMilli(stats.lastEventMillis())).isEqualTo("2023-11-14T12:01:01Z");
        assertThat(stats.definitions()).extracting(JournalStats.InForce::name).containsExactly("Golden", "Golden");
        assertThat(stats.definitions())
                .extracting(JournalStats.InForce::sequence)
                .containsExactly(1L, 15L);
        assertThat(stats.segments()).hasSize(6);
    }

    @Test
    void onlyEventsOfTheAskedTimesAreExported() throws Exception {
        Path directory = new GoldenFiles("journal-1").unpack(root);
        String exported = export(directory, Shop.NOON, Shop.NOON + 60_011);
        assertThat(exported.lines()).hasSize(3).allMatch(line -> line.matches(".*\"time\":\"2023-11-14T12:0[01]:0.*"));
        ExportResult result =
                new JournalFiles(directory).export(Shop.NOON, Shop.NOON + 60_011, new ByteArrayOutputStream());
        assertThat(result).isEqualTo(new ExportResult(3, 5, 2, 10, List.of()));
    }

    @Test
    void aRunningEngineIsReadWithoutBeingDisturbed() throws Exception {
        try (Engine engine = shop.open(root)) {
            shop.sellSlowly(engine, 0, 50);
            JournalFiles files = new JournalFiles(root);
            assertThat(files.verify().isSound()).isTrue();
            assertThat(files.verify().events()).isEqualTo(50);
            assertThat(files.stats().events()).isEqualTo(50);
            assertThat(export(root, Long.MIN_VALUE, Long.MAX_VALUE).lines()).hasSize(50);
            shop.sellSlowly(engine, 50, 100);
            assertThat(files.verify().events()).isEqualTo(100);
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
        }
    }

    @Test
    void damageIsToldWithWhatIsReadableBeforeAndBehindItAndTheRestIsExported() throws Exception {
        try (Engine engine = shop.open(root)) {
            shop.sellSlowly(engine, 0, 100);
        }
        Path segment = Disk.newestSegment(root);
        Disk.overwrite(segment, Disk.lastOf(segment, Shop.id(45)), "torn");
        Verification found = new JournalFiles(root).verify();
        assertThat(found.isSound()).isFalse();
        assertThat(found.places()).singleElement().satisfies(place -> {
            assertThat(place.damage().lostRecords()).isEqualTo(1);
            assertThat(place.recordsBefore()).isEqualTo(place.damage().lastSequence());
            assertThat(place.recordsBefore() + 1 + place.recordsAfter()).isEqualTo(found.lastSequence());
        });
        assertThat(found.events()).isEqualTo(90);
        assertThat(export(root, Long.MIN_VALUE, Long.MAX_VALUE).lines())
                .hasSize(90)
                .noneMatch(line -> line.contains(Shop.id(45)));
        try (Engine engine = Engine.open(shop.config(root), Shop.definition(Shop.TREE))) {
            Shop.awaitEnd(engine);
            assertThat(engine.readiness().message()).contains("the journal is damaged", "records lost: 1", "export");
        }
    }

    @Test
    void aFolderWithoutAJournalIsNamed() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> new JournalFiles(root))
                .withMessageContaining("has no journal");
    }

    private static String export(Path directory, long fromMillis, long untilMillis) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JournalFiles(directory).export(fromMillis, untilMillis, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
