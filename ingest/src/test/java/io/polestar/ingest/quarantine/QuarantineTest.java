package io.polestar.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Refusal;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    private static final QuarantineLimits SMALL = new QuarantineLimits(5, 4_000, 1_000);

    private final AtomicLong wall = new AtomicLong(1_700_000_000_000L);
    private final List<IOException> failures = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theNewestIsListedFirstWithItsSourceAndReason() {
        Quarantine quarantine = Quarantine.inMemory(SMALL, wall::get);
        quarantine.add(List.of(rejected("{\"type\":\"order\",\"source\":\"shop\",\"total\":\"x\"}")), 0);
        wall.addAndGet(5);
        quarantine.add(List.of(rejected("{\"type\":\"order\"}"), rejected("not json")), 7);

        assertThat(quarantine.list(10, null, Long.MAX_VALUE))
                .extracting(event -> event.id() + " " + event.source() + " " + event.timeMillis())
                .containsExactly("3 null 1700000000005", "2 default 1700000000005", "1 shop 1700000000000");
        assertThat(quarantine.list(10, "shop", Long.MAX_VALUE)).hasSize(1);
        assertThat(quarantine.list(1, null, 3)).extracting(QuarantinedEvent::id).containsExactly(2L);
        assertThat(quarantine.counts().beyondList()).isEqualTo(7);
    }

    @Test
    void theOldestMakesRoomByNumberAndByBytes() {
        Quarantine quarantine = Quarantine.inMemory(SMALL, wall::get);
        for (int event = 0; event < 7; event++) {
            quarantine.add(List.of(rejected("{\"n\":" + event + "}")), 0);
        }
        assertThat(ids(quarantine)).containsExactly(7L, 6L, 5L, 4L, 3L);
        quarantine.add(List.of(rejected("x".repeat(3_700))), 0);
        assertThat(ids(quarantine)).as("only the newest has room").containsExactly(8L);
        assertThat(quarantine.counts().bytes()).isLessThanOrEqualTo(SMALL.bytes());
        assertThat(quarantine.counts().pushedOut()).isEqualTo(7);
    }

    @Test
    void aRestartBringsBackWhatIsHeldAndNumbersOn() throws IOException {
        try (Quarantine quarantine = open()) {
            quarantine.add(List.of(rejected("{\"text\":\"é 面 \\n\"}"), rejected("b"), rejected("c"), rejected("d")), 0);
            assertThat(quarantine.delete(2)).isTrue();
            quarantine.resent(4);
        }
        List<QuarantinedEvent> before;
        try (Quarantine quarantine = open()) {
            assertThat(ids(quarantine)).containsExactly(3L, 1L);
            assertThat(quarantine.find(1).orElseThrow().text()).isEqualTo("{\"text\":\"é 面 \\n\"}");
            quarantine.add(List.of(rejected("e")), 0);
            assertThat(ids(quarantine)).containsExactly(5L, 3L, 1L);
            before = quarantine.list(10, null, Long.MAX_VALUE);
        }
        try (Quarantine quarantine = open()) {
            assertThat(quarantine.list(10, null, Long.MAX_VALUE)).isEqualTo(before);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aLineThatWasCutOffIsPassedOver() throws IOException {
        try (Quarantine quarantine = open()) {
            quarantine.add(List.of(rejected("a")), 0);
        }
        Files.writeString(folder.resolve("events.ndjson"), "{\"id\":2,\"text\":\"cut of", StandardOpenOption.APPEND);
        try (Quarantine quarantine = open()) {
            assertThat(ids(quarantine)).containsExactly(1L);
            quarantine.add(List.of(rejected("b")), 0);
        }
        try (Quarantine quarantine = open()) {
            assertThat(ids(quarantine)).containsExactly(2L, 1L);
        }
    }

    @Test
    void theFileIsWrittenAnewWhenMostOfItIsGone() throws IOException {
        QuarantineLimits limits = new QuarantineLimits(10, 1 << 20, 100_000);
        for (int round = 0; round < 40; round++) {
            try (Quarantine quarantine = Quarantine.open(folder, limits, wall::get, failures::add)) {
                for (int event = 0; event < 3; event++) {
                    quarantine.add(List.of(rejected("x".repeat(100_000))), 0);
                }
            }
        }
        assertThat(Files.size(folder.resolve("events.ndjson"))).isLessThan(8 << 20);
        try (Quarantine quarantine = Quarantine.open(folder, limits, wall::get, failures::add)) {
            assertThat(ids(quarantine).get(0)).isEqualTo(120);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void moreChangesThanMayWaitStillReachTheDisk() throws IOException {
        QuarantineLimits limits = new QuarantineLimits(30, 1 << 20, 1_000);
        List<Long> held;
        try (Quarantine quarantine = Quarantine.open(folder, limits, wall::get, failures::add)) {
            for (int event = 0; event < 30_000; event++) {
                quarantine.add(List.of(rejected("x" + event)), 0);
            }
            held = ids(quarantine);
        }
        try (Quarantine quarantine = Quarantine.open(folder, limits, wall::get, failures::add)) {
            assertThat(ids(quarantine)).isEqualTo(held).hasSize(30);
        }
    }

    @Test
    void aDiskThatTakesNothingIsToldAndNothingIsLostInMemory() throws IOException {
        try (Quarantine quarantine = open()) {
            Files.createDirectories(folder.resolve("events.tmp").resolve("in the way"));
            for (int event = 0; event < 60; event++) {
                quarantine.add(List.of(rejected("x".repeat(100 << 10))), 0);
            }
        }
        assertThat(failures).as("the file could not be written anew").isNotEmpty();
    }

    private Quarantine open() throws IOException {
        return Quarantine.open(folder, QuarantineLimits.DEFAULT, wall::get, failure -> {
            synchronized (failures) {
                failures.add(failure);
            }
        });
    }

    private static List<Long> ids(Quarantine quarantine) {
        return quarantine.list(100, null, Long.MAX_VALUE).stream()
                .map(QuarantinedEvent::id)
                .toList();
    }

    private static RejectedEvent rejected(String text) {
        return new RejectedEvent(WireFormat.JSON, text, true, new Refusal(0, "total", "x", "must be a number"));
    }
}
