package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final String GOOD = "{\"type\":\"t\"}";

    @Test
    void aJsonBodyIsOneEventOrAnArray() {
        assertThat(Sent.json("  " + GOOD + "\r\n").result().accepted()).isEqualTo(1);
        assertThat(Sent.json("[" + GOOD + " ,\n" + GOOD + "]").result().accepted())
                .isEqualTo(2);
        assertThat(Sent.json("[]").result()).isEqualTo(new ReadResult(0, 0, List.of(), true));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(Sent.json("\ufeff" + GOOD).result().accepted()).isEqualTo(1);
        assertThat(Sent.lines("\ufeff" + GOOD).result().accepted()).isEqualTo(1);
    }

    @Test
    void linesEndInNewlineOrCarriageReturnAndNewlineOrTheBodysEnd() {
        Sent sent = Sent.as(WireFormat.NDJSON, GOOD + "\n" + GOOD + "\r\n" + GOOD);

        assertThat(sent.result().accepted()).isEqualTo(3);
    }

    @Test
    void blankLinesAreNeitherEventsNorCounted() {
        Sent sent = Sent.lines("", GOOD, "  \t\r", "x", "", GOOD, "");

        assertThat(sent.events()).extracting(Sent.Event::index).containsExactly(0, 2);
        assertThat(sent.rejection().index()).isEqualTo(1);
    }

    @Test
    void aBrokenLineNeverTouchesTheNext() {
        for (String broken : List.of(
                "{",
                "{\"type\":\"t",
                "{\"type\":\"t\\",
                "{\"type\":",
                "[[[[",
                "{\"type\":\"t\"",
                "\"",
                "{\"a\":[1,",
                "nul",
                "{\"type\":\"t\",\"n\":-",
                "{\"type\":\"t\",\"n\":1e",
                "}",
                "{\"type\":\"t\"}}",
                "\u00e9",
                "{\"type\":\"\\u12")) {
            Sent sent = Sent.lines(GOOD, broken, GOOD);

            assertThat(sent.events()).as(broken).extracting(Sent.Event::index).containsExactly(0, 2);
            assertThat(sent.rejection().index()).as(broken).isEqualTo(1);
        }
    }

    @Test
    void aLineThatIsCutSaysSo() {
        assertThat(Sent.lines("{\"type\":\"t", GOOD).rejection().rule())
                .isEqualTo(WireRule.ENDED_EARLY.words(Limits.DEFAULTS));
        assertThat(Sent.lines("{\"type\":", GOOD).rejection().rule())
                .isEqualTo(WireRule.ENDED_EARLY.words(Limits.DEFAULTS));
    }

    @Test
    void aRefusedElementLeavesTheRestOfItsArrayIn() {
        for (String refused : List.of(
                "{}",
                "5",
                "\"text\"",
                "null",
                "[1,[2]]",
                "{\"type\":NaN}",
                "{\"type\":\"\\ud800\"}",
                "{\"type\":\"\\x\"}",
                "{\"type\":\"\u0001\"}",
                "{\"type\":\"t\",\"data\":{\"a\":[[[[[[[[[1]]]]]]]]]}}",
                "{\"type\":\"t\",\"n\":01}",
                "{\"type\":\"t\",\"type\":\"t\"}")) {
            Sent sent = Sent.json("[" + GOOD + "," + refused + " ," + GOOD + "]");

            assertThat(sent.events()).as(refused).extracting(Sent.Event::index).containsExactly(0, 2);
            assertThat(sent.rejection().index()).as(refused).isEqualTo(1);
        }
    }

    @Test
    void anArrayIsReadUpToWhereItsStructureBreaks() {
        for (String broken : List.of(
                "{\"type\" \"t\"}",
                "{\"type\":\"t\"",
                "{\"type\":\"t}",
                "{,}",
                "}",
                "",
                "{\"type\":\"t\"]",
                "{\"type\":}")) {
            Sent sent = Sent.json("[" + GOOD + "," + broken + "," + GOOD + "]");

            assertThat(sent.events()).as(broken).extracting(Sent.Event::index).containsExactly(0);
            assertThat(sent.rejection().index()).as(broken).isEqualTo(1);
            assertThat(sent.rejection().rule()).as(broken).isEqualTo(WireRule.ARRAY_BROKEN.words(Limits.DEFAULTS));
        }
    }

    @Test
    void aCutArrayKeepsWhatWasComplete() {
        Sent sent = Sent.json("[" + GOOD + "," + GOOD);

        assertThat(sent.result().accepted()).isEqualTo(2);
        assertThat(sent.rejection().rule()).isEqualTo(WireRule.ARRAY_BROKEN.words(Limits.DEFAULTS));
        assertThat(sent.result().readable()).isTrue();
    }

    @Test
    void whatFollowsTheEndIsTold() {
        Sent one = Sent.json(GOOD + "\n" + GOOD);
        assertThat(one.events()).isEmpty();
        assertThat(one.rejection().rule()).isEqualTo(WireRule.TRAILING.words(Limits.DEFAULTS));

        Sent array = Sent.json("[" + GOOD + "]" + GOOD);
        assertThat(array.events()).hasSize(1);
        assertThat(array.rejection()).isEqualTo(new Rejection(1, "", GOOD, WireRule.TRAILING.words(Limits.DEFAULTS)));
    }

    @Test
    void aBodyOfNothingButBrokenJsonIsNotReadable() {
        assertThat(Sent.json("").result().readable()).isFalse();
        assertThat(Sent.lines(" ", "").result().readable()).isFalse();
        assertThat(Sent.json("hello").result().readable()).isFalse();
        assertThat(Sent.lines("{", "<xml/>").result().readable()).isFalse();
        assertThat(Sent.json("{}").result().readable()).isTrue();
        assertThat(Sent.lines("{", "{}").result().readable()).isTrue();
        assertThat(Sent.lines("{", GOOD).result().readable()).isTrue();
    }

    @Test
    void aRefusedEventLeavesNoTraceInTheBatch() {
        EventBatch batch = new EventBatch();
        byte[] body =
                ("{\"type\":\"t\",\"data\":{\"a\":1,\"b\":\"two\",\"b\":3}}\n" + GOOD).getBytes(StandardCharsets.UTF_8);
        new EventReader(Limits.DEFAULTS).read(WireFormat.NDJSON, body, body.length, batch);

        assertThat(Sent.events(batch).get(0).properties()).isEmpty();
        assertThat(batch.count()).isEqualTo(1);
        assertThat(batch.rejected()).isEqualTo(1);
    }

    @Test
    void aReaderIsReusedFromBodyToBodyAndBatchToBatch() {
        EventReader reader = new EventReader(Limits.DEFAULTS);
        for (int round = 0; round < 3; round++) {
            EventBatch batch = new EventBatch();
            byte[] body = ("{\"type\":\"t\",\"data\":{\"a\":" + round + ",\"b\":1}}\nbroken")
                    .getBytes(StandardCharsets.UTF_8);
            ReadResult first = reader.read(WireFormat.NDJSON, body, body.length, batch);
            ReadResult second = reader.read(WireFormat.NDJSON, body, body.length, batch);

            assertThat(first).isEqualTo(second);
            assertThat(first.rejected()).isEqualTo(1);
            assertThat(Sent.events(batch))
                    .extracting(e -> e.properties().get("a"))
                    .containsExactly((double) round, (double) round);
        }
    }

    @Test
    void onlyTheGivenLengthIsRead() {
        byte[] body = (GOOD + "garbage").getBytes(StandardCharsets.UTF_8);
        ReadResult result =
                new EventReader(Limits.DEFAULTS).read(WireFormat.JSON, body, GOOD.length(), new EventBatch());

        assertThat(result.accepted()).isEqualTo(1);
    }
}
