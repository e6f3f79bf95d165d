package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.HistoryTiers;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.Reader;
import io.polestar.engine.window.model.RawEvent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a calendar window came to as a whole is known after it began anew, also where values of steps do not add up to it. */
class PeriodEndTest {
    private static final KeyedHash HASH = new KeyedHash(7);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String TREE = """
            polestar: 1
            name: One
            zone: Europe/Berlin
            windows: [today, month]
            dimensions:
              country: {property: country, bound: 4, labels: {en: Country}}
            northStar: users
            metrics:
              users: {labels: {en: Users}, owner: a@example.com, unit: user, kind: distinct, event: visit, of: subject, by: [country]}
              largest: {labels: {en: Largest}, owner: a@example.com, unit: GBP, decimals: 0, kind: max, event: visit, value: price}
            influences:
              - {driver: largest, target: users, sign: positive}
            """;

    private Windows windows;
    private HistoryKeeper history;
    private Reader reader;
    private Board board;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        Definition definition = DefinitionReader.read(TREE, "tree.yaml");
        history = HistoryKeeper.open(directory, HistoryTiers.DEFAULT, 0);
        windows = new Windows(definition, false, HASH, history::offer, clock -> {});
        board = new Board(windows);
        reader = new Reader(new Catalog(definition, windows), board, history, false, () -> 0, List::of, List::of);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void aMonthThatIsLongerThanTheOneBeforeIsComparedWithAllOfThat() {
        at("2026-01-31T12:00", "a", 5);
        at("2026-02-03T12:00", "a", 7);
        at("2026-02-27T12:00", "b", 9);
        at("2026-02-28T23:59:59.999", "c", 3);
        at("2026-03-01T00:00", "a", 1);
        clock("2026-03-31T12:00");

        assertThat(previous("users", "month", null)).isEqualTo(3);
        assertThat(previous("largest", "month", null)).isEqualTo(9);
        assertThat(previous("users", "month", "DE")).isEqualTo(3);
    }

    @Test
    void aMonthWithNothingInItIsNotTakenForTheOneBefore() {
        at("2026-01-30T12:00", "a", 5);
        at("2026-01-30T12:00", "b", 5);
        clock("2026-02-20T12:00");
        at("2026-03-01T12:00", "a", 1);
        clock("2026-03-31T12:00");

        assertThat(previous("users", "month", null)).isZero();
    }

    @Test
    void soDoesALeapOverManyMonthsLeaveNothing() {
        at("2026-01-30T12:00", "a", 5);
        at("2026-09-01T12:00", "a", 1);
        clock("2026-10-31T12:00");
        clock("2026-12-31T12:00");

        assertThat(previous("users", "month", null)).isZero();
    }

    @Test
    void aDayIsComparedWithAllOfTheShorterOneBefore() {
        at("2026-03-28T01:00", "c", 9);
        at("2026-03-29T01:00", "a", 5);
        at("2026-03-29T23:30", "b", 5);
        clock("2026-03-30T23:40");

        assertThat(previous("users", "today", null)).isEqualTo(2);
        assertThat(previous("largest", "today", null)).isEqualTo(5);
    }

    private static long millis(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli();
    }

    private void at(String local, String subject, int price) {
        long time = millis(local);
        EventBatch batch = new EventBatch(HASH);
        new RawEvent(time, "visit", "web", null, subject, Map.of("country", "DE", "price", BigDecimal.valueOf(price)))
                .writeTo(batch);
        batch.seal();
        windows.apply(batch.bytes(), time - 1);
    }

    private void clock(String local) {
        windows.tick(millis(local));
        history.drain();
        board.publish(1, millis(local), millis(local));
    }

    private double previous(String metric, String window, @Nullable String country) {
        PreviousReading previous = country == null
                ? reader.metric(metric, window, null, true).previous()
                : reader.metric(metric, window, "country", true).segments().stream()
                        .filter(segment -> segment.segment().equals(country))
                        .findFirst()
                        .orElseThrow()
                        .previous();
        assertThat(previous).isNotNull();
        return previous.value();
    }
}
