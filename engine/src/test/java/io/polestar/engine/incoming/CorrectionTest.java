package io.polestar.engine.incoming;

import static io.polestar.engine.incoming.IncomingEngine.HOUR;
import static io.polestar.engine.incoming.IncomingEngine.NOON;
import static io.polestar.engine.incoming.IncomingEngine.take;
import static io.polestar.engine.incoming.IncomingEngine.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.intake.GateLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionTest {
    @TempDir
    Path directory;

    private IncomingEngine shop;

    @BeforeEach
    void makeTheShop() {
        shop = new IncomingEngine(directory);
    }

    @Test
    void aRetractionRepeatsWhatItTakesBack() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, order(engine, "o-1", 12.5));
            take(engine, written(engine).correction("c-1", "id", "o-1", "action", "retract", "reason", "test"));
            assertThat(entries())
                    .containsExactly(
                            "order shop/o-1 @" + NOON + " subject=u-1 total=12.5 gift=true",
                            "CORRECTS polestar.correction shop/c-1 @" + NOON + " id=o-1 action=retract reason=test",
                            "RETRACTS order shop/o-1 @" + NOON + " subject=u-1 total=12.5 gift=true");
        }
    }

    @Test
    void aReplacementKeepsWhatTheCorrectionDoesNotSay() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, order(engine, "o-1", 12.5));
            take(engine, written(engine).correction("c-1", "id", "o-1", "action", "replace", "event.time", NOON - 5));
            take(engine, written(engine).correction("c-2", "id", "o-1", "action", "replace", "event.data.total", 7));
            take(
                    engine,
                    written(engine)
                            .correction(
                                    "c-3",
                                    "id",
                                    "o-1",
                                    "action",
                                    "replace",
                                    "event.type",
                                    "sale",
                                    "event.subject",
                                    "u-2",
                                    "event.time",
                                    "2023-11-14T11:00:00+01:00"));
            assertThat(entries().stream().filter(line -> line.startsWith("RE")))
                    .containsExactly(
                            "RETRACTS order shop/o-1 @" + NOON + " subject=u-1 total=12.5 gift=true",
                            "REPLACES order shop/o-1 @" + (NOON - 5) + " subject=u-1 total=12.5 gift=true",
                            "RETRACTS order shop/o-1 @" + (NOON - 5) + " subject=u-1 total=12.5 gift=true",
                            "REPLACES order shop/o-1 @" + (NOON - 5) + " subject=u-1 total=7.0",
                            "RETRACTS order shop/o-1 @" + (NOON - 5) + " subject=u-1 total=7.0",
                            "REPLACES sale shop/o-1 @" + (NOON - 2 * HOUR) + " total=7.0 subject=u-2");
        }
    }

    @Test
    void correctionsOfOneBatchFindEachOtherAndTheirOriginals() throws Exception {
        try (Engine engine = shop.open()) {
            Receipt receipt = take(
                    engine,
                    order(engine, "o-1", 1)
                            .correction("c-1", "id", "o-1", "action", "replace", "event.data.total", 2)
                            .correction("c-2", "id", "o-1", "action", "retract")
                            .correction("c-3", "id", "o-1", "action", "retract")
                            .correction("c-4", "id", "o-2", "action", "retract")
                            .event("order", "shop", "o-2", NOON));
            assertThat(receipt.accepted()).isEqualTo(4);
            assertThat(receipt.refusals())
                    .containsExactly(
                            new Refusal(3, "data.id", "o-1", "must be of an event that was not taken back before"),
                            new Refusal(
                                    4,
                                    "data.id",
                                    "o-2",
                                    "must be of an event of source shop taken within the last 24 h and 2000000 ids"));
            assertThat(entries().stream().filter(line -> line.startsWith("RE")))
                    .containsExactly(
                            "REFUSED polestar.correction shop/c-3 @" + NOON + " id=o-1 action=retract",
                            "REFUSED polestar.correction shop/c-4 @" + NOON + " id=o-2 action=retract",
                            "RETRACTS order shop/o-1 @" + NOON + " subject=u-1 total=1.0 gift=true",
                            "REPLACES order shop/o-1 @" + NOON + " subject=u-1 total=2.0",
                            "RETRACTS order shop/o-1 @" + NOON + " subject=u-1 total=2.0");
        }
    }

    @Test
    void aCorrectionThatIsADuplicateOfTheJournalCorrectsWhatWasTakenFirst() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, order(engine, "o-1", 1));
            take(engine, order(engine, "o-1", 99).correction("c-1", "id", "o-1", "action", "retract"));
            assertThat(entries())
                    .contains("RETRACTS order shop/o-1 @" + NOON + " subject=u-1 total=1.0 gift=true")
                    .noneMatch(line -> line.startsWith("RETRACTS") && line.contains("total=99"));
        }
    }

    @Test
    void aCorrectionIsDeduplicatedLikeAnyEvent() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, order(engine, "o-1", 1));
            take(engine, written(engine).correction("c-1", "id", "o-1", "action", "retract"));
            Receipt again = take(
                    engine,
                    written(engine)
                            .correction("c-1", "id", "o-1", "action", "retract")
                            .event("order", "shop", "o-2", NOON));
            assertThat(again.duplicates()).isEqualTo(1);
            assertThat(again.refusals()).isEmpty();
            assertThat(entries().stream().filter(line -> line.startsWith("RETRACTS")))
                    .hasSize(1);
        }
    }

    @Test
    void aRefusedCorrectionMayComeAgain() throws Exception {
        try (Engine engine = shop.open()) {
            Written early = written(engine).correction("c-1", "id", "o-1", "action", "retract");
            assertThat(take(engine, early).refusals()).hasSize(1);
            take(engine, order(engine, "o-1", 1));
            Written again = written(engine).correction("c-1", "id", "o-1", "action", "retract");
            assertThat(take(engine, again).accepted()).isEqualTo(1);
        }
    }

    @Test
    void malformedCorrectionsAreRefusedWithTheRuleTheyBreak() throws Exception {
        try (Engine engine = shop.open()) {
            take(
                    engine,
                    order(engine, "o-1", 1).correction("c-0", "id", "o-1", "action", "replace", "event.data.n", 1));
            Receipt receipt = take(
                    engine,
                    written(engine)
                            .correction("1", "id", "o-1")
                            .correction("2", "action", "retract")
                            .correction("3", "id", "o-1", "action", "delete")
                            .correction("4", "id", true, "action", "retract")
                            .correction("5", "id", "o-1", "action", "replace")
                            .correction("6", "id", "o-1", "action", "retract", "event.data.total", 1)
                            .correction("7", "id", "o-1", "action", "replace", "event.time", "yesterday")
                            .correction("8", "id", "o-1", "action", "replace", "event.time", NOON + 2 * HOUR)
                            .correction("9", "id", "o-1", "action", "replace", "event.colour", "red")
                            .correction("10", "id", "o-1", "action", "replace", "event.id", "o-2")
                            .correction("11", "id", "o-1", "source", "till", "action", "retract")
                            .correction("12", "id", "c-0", "action", "retract")
                            .correction("13", "id", "o-1", "action", "replace", "event.type", "polestar.correction"));
            assertThat(receipt.accepted()).isZero();
            assertThat(receipt.refusals())
                    .extracting(one -> one.index() + " " + one.field() + "=" + one.value() + " " + one.rule())
                    .containsExactly(
                            "0 data.action= required: retract or replace",
                            "1 data.id= required: the id of the event it is about",
                            "2 data.action=delete must be retract or replace",
                            "3 data.id=true must be text",
                            "4 data.event= required: what shall count in its place",
                            "5 data.event= must be absent where the event is taken back",
                            "6 data.event.time=yesterday must be an RFC 3339 time with an offset, such as 2026-01-31T08:15:00Z, or a number of epoch seconds or milliseconds",
                            "7 data.event.time=2023-11-14T14:00:00Z must be at most 3600 s past its arrival",
                            "8 data.event.colour=red must be type, time, subject or data, or the source and id of the event it is about",
                            "9 data.event.id=o-2 must be o-1",
                            "10 data.id=o-1 must be of an event of source till taken within the last 24 h and 2000000 ids",
                            "11 data.id=c-0 must not be of a correction: correct the event again instead",
                            "12 data.event.type=polestar.correction must not be that of a correction");
        }
    }

    @Test
    void anEventOutsideTheDedupWindowCannotBeCorrected() throws Exception {
        GateLimits narrow = new GateLimits(10, 24 * HOUR, HOUR, 31 * 24 * HOUR, 100);
        try (Engine engine = IncomingEngine.open(shop.config().withGate(narrow))) {
            for (int order = 0; order < 20; order++) {
                take(engine, order(engine, "o-" + order, order));
            }
            Receipt receipt = take(
                    engine,
                    written(engine)
                            .correction("c-1", "id", "o-9", "action", "retract")
                            .correction("c-2", "id", "o-10", "action", "retract"));
            assertThat(receipt.accepted()).isEqualTo(1);
            assertThat(receipt.refusals()).extracting(Refusal::value).containsExactly("o-9");
            assertThat(entries().get(entries().size() - 1))
                    .startsWith("RETRACTS order shop/o-10 ")
                    .contains("total=10.0");
        }
    }

    @Test
    void originalsAreFoundOverManySegmentsAndMarksWhileEventsComeIn() throws Exception {
        int batches = 80;
        try (Engine engine = IncomingEngine.open(shop.config().withJournal(1 << 20, 1L << 40))) {
            for (int batch = 0; batch < batches; batch++) {
                Written many = written(engine);
                for (int order = 0; order < 1_000; order++) {
                    many.event("order", "shop", "o-" + (batch * 1_000 + order), NOON, "total", batch * 1_000 + order);
                }
                take(engine, many);
            }
            Written corrections = written(engine);
            for (int order = 0; order < batches * 1_000; order += 997) {
                corrections.correction("c-" + order, "id", "o-" + order, "action", "retract");
            }
            Receipt receipt = take(engine, corrections);
            assertThat(receipt.refusals()).isEmpty();
            assertThat(entries().stream().filter(line -> line.startsWith("RETRACTS")))
                    .hasSize(receipt.accepted())
                    .allMatch(line -> line.matches("RETRACTS order shop/o-(\\d+) @\\d+ total=\\1\\.0"));
        }
    }

    @Test
    void aRestartedEngineFindsTheLatestContent() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, order(engine, "o-1", 1).event("order", "shop", "o-2", NOON, "total", 5));
            take(
                    engine,
                    written(engine)
                            .correction("c-1", "id", "o-1", "action", "replace", "event.data.total", 2)
                            .correction("c-2", "id", "o-2", "action", "retract"));
        }
        for (int restart = 0; restart < 2; restart++) {
            try (Engine engine = shop.open()) {
                Receipt receipt = take(
                        engine,
                        written(engine)
                                .correction(
                                        "d-" + restart,
                                        "id",
                                        "o-1",
                                        "action",
                                        "replace",
                                        "event.data.total",
                                        restart + 3)
                                .correction("e-" + restart, "id", "o-2", "action", "retract"));
                assertThat(receipt.refusals())
                        .containsExactly(
                                new Refusal(1, "data.id", "o-2", "must be of an event that was not taken back before"));
            }
        }
        assertThat(entries().stream().filter(line -> line.contains("order shop/o-1")))
                .extracting(line -> line.replaceAll("[^ ]+ shop/o-1 @\\d+ subject=u-1 | gift=true", ""))
                .containsExactly(
                        "total=1.0",
                        "RETRACTS total=1.0",
                        "REPLACES total=2.0",
                        "RETRACTS total=2.0",
                        "REPLACES total=3.0",
                        "RETRACTS total=3.0",
                        "REPLACES total=4.0");
    }

    private Written order(Engine engine, String id, double total) {
        return written(engine).event("order", "shop", id, NOON, "subject", "u-1", "total", total, "gift", true);
    }

    private List<String> entries() throws IOException {
        return JournalEntries.of(directory);
    }
}
