package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import io.polestar.engine.window.Footprint.Each;
import io.polestar.engine.window.Footprint.Gathering;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reckoned beforehand, beside what the stores say they hold once they are full. */
class FootprintTest {
    private static final long MONDAY = 1_700_438_400_000L;
    private static final long DAY = 86_400_000;
    private static final int CELLS = 40;
    private static final int SUBJECTS = 100_000;

    private static Definition definition;

    private final StoreSetting setting = new StoreSetting(
            Stream.of("1h", "1d", "7d", "week").map(Window::parse).toList(),
            ZoneId.of("Europe/London"),
            new HistoryFeed(row -> {}));

    @BeforeAll
    static void readEveryKind() throws Exception {
        try (InputStream in = FootprintTest.class.getResourceAsStream("/io/polestar/engine/tree/kinds.yaml")) {
            definition = DefinitionReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "kinds.yaml");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "revenue",
                "smallest",
                "price",
                "stock",
                "buyers",
                "came_back",
                "loyal",
                "checkout",
                "back_next_day"
            })
    void aSeriesWithSomethingInEveryPaneTakesWhatWasReckoned(String metric) {
        Kind kind = kind(metric);
        Store store = Stores.of(kind, setting);
        for (int cell = 0; cell < CELLS; cell++) {
            store.addCell(cell > 0);
        }
        long held = 0;
        for (long time = MONDAY; time < MONDAY + 7 * DAY; time += 60_000) {
            store.advance(time + 1);
            for (int cell = 0; cell < CELLS; cell++) {
                store.add(cell, time, 1 + cell, value(kind));
            }
            store.flush();
        }
        held = store.memoryBytes() - (store instanceof SubjectStore subjects ? subjects.subjectsBytes() : 0);
        long reckoned = Footprint.storedBytes(kind, setting) * CELLS;
        assertThat(held).isBetween((long) (reckoned * 0.95), (long) (reckoned * Footprint.ROOM) + CELLS * 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "came_back", "loyal", "checkout", "back_next_day", "order_p90"})
    void whatIsKnownOneByOneTakesWhatWasReckoned(String metric) {
        Kind kind = kind(metric);
        List<Each> each = gathering(metric).each();
        Store store = Stores.of(kind, setting);
        store.addCell(false);
        store.advance(MONDAY + 1);
        long empty = store.memoryBytes();
        for (int subject = 0; subject < SUBJECTS; subject++) {
            store.add(0, MONDAY, KeyedHash.mix(subject + 1), value(kind));
        }
        long least = each.get(0).leastBytes();
        long most = each.get(0).mostBytes();
        if (kind instanceof Kind.Conversion) {
            least += each.get(1).leastBytes();
            most += each.get(1).mostBytes();
        }
        assertThat((store.memoryBytes() - empty) / (double) SUBJECTS).isBetween((double) least, most * 1.02);
    }

    @Test
    void everyMetricThatReadsEventsIsReckonedOnceAndThoseThatGatherTheSameTogether() {
        List<Gathering> gatherings = Footprint.of(definition);
        List<String> metrics = gatherings.stream()
                .flatMap(gathering -> gathering.metrics().stream())
                .toList();
        assertThat(metrics).doesNotHaveDuplicates().hasSize((int) definition.metrics().stream()
                .filter(metric -> metric.kind().inputs().isEmpty())
                .count());
        assertThat(gatherings).allMatch(gathering -> gathering.seriesBytes() > 0);
        assertThat(gathering("revenue").series())
                .as("500 pairs, other, (none) and the whole")
                .isEqualTo(503);
        assertThat(gathering("revenue").historySeries()).isEqualTo(503);
        assertThat(gathering("buyers").historySeries()).as("one a window").isEqualTo(8);
        assertThat(gathering("stock").each()).isEmpty();
    }

    private static long value(Kind kind) {
        if (kind instanceof Kind.Conversion) {
            return 0;
        }
        return kind instanceof Kind.Retention ? Feeding.FIRST : 5;
    }

    private static Kind kind(String metric) {
        return Accumulation.gathered(definition.metric(metric).kind());
    }

    private static Gathering gathering(String metric) {
        return Footprint.of(definition).stream()
                .filter(gathering -> gathering.metrics().contains(metric))
                .findFirst()
                .orElseThrow();
    }
}
