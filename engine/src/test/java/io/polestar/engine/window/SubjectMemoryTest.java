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
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a subject takes of the heap, kind by kind, beside what a store says it holds and what is reckoned beforehand.
 *
 * <pre>
 * mvn -pl engine -am test -Dtest=SubjectMemoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dpolestar.subjects=5000000
 * </pre>
 */
class SubjectMemoryTest {
    /** Whether nothing else has used the heap: among all tests, what others left behind may go while this one measures. */
    private static final boolean OF_ITS_OWN = System.getProperty("polestar.subjects") != null;

    private static final int SUBJECTS = Integer.getInteger("polestar.subjects", 200_000);
    private static final long MONDAY = 1_700_438_400_000L;

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "came_back", "loyal", "checkout", "sessions", "back_next_day", "order_p90"})
    void theHeapHoldsWhatWasReckoned(String metric) throws Exception {
        Definition definition = definition();
        Kind kind = Accumulation.gathered(definition.metric(metric).kind());
        long before = heap();
        Store store = Stores.of(
                kind,
                new StoreSetting(
                        Stream.of("1h", "1d", "28d").map(Window::parse).toList(),
                        ZoneId.of("Europe/London"),
                        new HistoryFeed(row -> {}),
                        Long.MAX_VALUE));
        store.addCell(false);
        store.advance(MONDAY + 1);
        for (int subject = 0; subject < SUBJECTS; subject++) {
            store.add(0, MONDAY, KeyedHash.mix(subject + 1), value(kind, subject));
        }
        double onHeap = (double) (heap() - before) / SUBJECTS;
        double held = (double) store.memoryBytes() / SUBJECTS;
        double least =
                reckoned(definition, metric).stream().mapToInt(Each::leastBytes).sum();
        double most =
                reckoned(definition, metric).stream().mapToInt(Each::mostBytes).sum();
        System.out.printf(
                "%,d subjects of %s (%s): %.1f bytes each on the heap, %.1f held, %.0f to %.0f reckoned%n",
                SUBJECTS, metric, kind.word(), onHeap, held, least, most);
        assertThat(held).isBetween(least * 0.95, most * 1.05);
        if (OF_ITS_OWN) {
            assertThat(onHeap).isBetween(held * 0.9, held * 1.1 + 2_000_000.0 / SUBJECTS);
        }
    }

    /** One event each; a quantile's entities share few buckets. */
    private static List<Each> reckoned(Definition definition, String metric) {
        List<Each> each = Footprint.of(definition).stream()
                .filter(gathering -> gathering.metrics().contains(metric))
                .map(Gathering::each)
                .findFirst()
                .orElseThrow();
        return definition.metric(metric).kind() instanceof Kind.Quantile ? each.subList(0, 1) : each;
    }

    private static long value(Kind kind, int subject) {
        if (kind instanceof Kind.Conversion) {
            return 0;
        }
        return kind instanceof Kind.Retention ? Feeding.FIRST : 1_000 + subject % 50;
    }

    private static long heap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Definition definition() throws Exception {
        try (InputStream in = SubjectMemoryTest.class.getResourceAsStream("/io/polestar/engine/tree/kinds.yaml")) {
            return DefinitionReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "kinds.yaml");
        }
    }
}
