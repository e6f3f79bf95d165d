package io.polestar.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Refusal;
import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text kept of an event is the one that its rejection is about. */
class RejectedEventsTest {
    private final RejectedEvents rejected = new RejectedEvents(Limits.DEFAULTS, 60);

    @Test
    void aLineIsFoundByItsIndexAlsoBehindBlankOnes() {
        assertThat(kept(
                        WireFormat.NDJSON,
                        "\uFEFF{\"type\":\"a\"}\n\n  \r\n{\"type\":7}\r\n{\"type\":\"b\"}\nnonsense"))
                .containsExactly("{\"type\":7}", "nonsense");
    }

    @Test
    void anElementOfAnArrayIsFoundByItsIndex() {
        assertThat(kept(
                        WireFormat.JSON,
                        " [ {\"type\":\"a\"} , {\"type\": 7,\"x\":[1,{\"y\":\"],\"}]} ,7,{\"type\":\"b\"}]"))
                .containsExactly("{\"type\": 7,\"x\":[1,{\"y\":\"],\"}]}", "7");
    }

    @Test
    void fromWhereAnArrayBreaksAllTheRestIsOneEvent() {
        assertThat(kept(WireFormat.JSON, "[{\"type\":\"a\"},{\"type\" \"b\"},{\"type\":\"c\"}]"))
                .containsExactly("{\"type\" \"b\"},{\"type\":\"c\"}]");
    }

    @Test
    void aSingleEventIsTheWholeBody() {
        assertThat(kept(WireFormat.JSON, "{\"type\":7}")).containsExactly("{\"type\":7}");
        assertThat(kept(WireFormat.CLOUDEVENT, "{\"type\":\"a\"}")).containsExactly("{\"type\":\"a\"}");
        assertThat(kept(WireFormat.CLOUDEVENT_BATCH, "[{\"type\":\"a\"}]")).containsExactly("{\"type\":\"a\"}");
        assertThat(kept(WireFormat.JSON, "{\"type\":\"a\"} {\"type\":\"b\"}"))
                .containsExactly("{\"type\":\"a\"} {\"type\":\"b\"}");
        assertThat(kept(WireFormat.JSON, "  ")).isEmpty();
    }

    @Test
    void aLongEventAndBytesThatAreNoTextAreNotComplete() {
        String text = "{\"type\":7,\"long\":\"" + "x".repeat(60) + "\"}";
        RejectedEvent cut =
                of(WireFormat.NDJSON, text.getBytes(StandardCharsets.UTF_8)).get(0);
        assertThat(cut.complete()).isFalse();
        assertThat(cut.text()).isEqualTo(text.substring(0, 60));
        RejectedEvent broken = of(WireFormat.NDJSON, "{\"type\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1))
                .get(0);
        assertThat(broken.complete()).isFalse();
        assertThat(broken.text()).isEqualTo("{\"type\":\"\uFFFD\"}");
    }

    @Test
    void anEventOfBinaryModeIsKeptAsAStructuredOne() {
        byte[] data = "{\"total\":1}".getBytes(StandardCharsets.UTF_8);
        List<RejectedEvent> kept = new RejectedEvents(Limits.DEFAULTS, 1_000)
                .ofBinary(
                        Map.of("ce-type", "order"),
                        "application/json",
                        data,
                        data.length,
                        List.of(new Refusal(0, "id", "", "required")));
        assertThat(kept)
                .extracting(RejectedEvent::text)
                .containsExactly(
                        "{\"type\":\"order\",\"datacontenttype\":\"application/json\",\"data\":{\"total\":1}}");
        assertThat(kept.get(0).format()).isEqualTo(WireFormat.CLOUDEVENT);
        assertThat(kept.get(0).complete()).isTrue();
    }

    private List<String> kept(WireFormat format, String body) {
        return of(format, body.getBytes(StandardCharsets.UTF_8)).stream()
                .map(RejectedEvent::text)
                .toList();
    }

    /** What is kept of a body's events that the reader rejects. */
    private List<RejectedEvent> of(WireFormat format, byte[] body) {
        List<Refusal> refusals = new EventReader(Limits.DEFAULTS)
                .read(format, body, body.length, new EventBatch()).rejections().stream()
                        .map(one -> new Refusal(one.index(), one.field(), one.value(), one.rule()))
                        .toList();
        return rejected.of(format, body, body.length, refusals);
    }
}
