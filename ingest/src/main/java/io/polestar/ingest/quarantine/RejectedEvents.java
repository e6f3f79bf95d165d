package io.polestar.ingest.quarantine;

import io.polestar.engine.Refusal;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.EventSlices;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the events that were rejected out of their body. */
public final class RejectedEvents {
    private final Limits limits;
    private final int eventBytes;

    /**
     * @param limits those the body was read with
     * @param eventBytes bytes of one event's text that are kept
     */
    public RejectedEvents(Limits limits, int eventBytes) {
        this.limits = limits;
        this.eventBytes = eventBytes;
    }

    /**
     * The rejected events of a body.
     *
     * @param refusals by rising index; one that is about no event, such as about an empty body, gives none
     */
    public List<RejectedEvent> of(WireFormat format, byte[] body, int length, List<Refusal> refusals) {
        EventSlices slices = new EventSlices(format, body, length, limits);
        List<RejectedEvent> events = new ArrayList<>(refusals.size());
        for (Refusal refusal : refusals) {
            if (slices.moveTo(refusal.index()) && slices.index() == refusal.index()) {
                events.add(event(single(format), body, slices.from(), slices.to(), refusal));
            } else if (!refusal.value().isEmpty()) {
                events.add(new RejectedEvent(single(format), refusal.value(), false, refusal));
            }
        }
        return events;
    }

    /** The rejected event of a request in binary mode. */
    public List<RejectedEvent> ofBinary(
            Map<String, String> headers,
            @Nullable String contentType,
            byte[] body,
            int length,
            List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return List.of();
        }
        byte[] event = EventReader.structured(headers, contentType, body, length, limits);
        Refusal refusal = refusals.get(0);
        return List.of(
                event == null
                        ? new RejectedEvent(
                                WireFormat.CLOUDEVENT,
                                event(WireFormat.CLOUDEVENT, body, 0, length, refusal)
                                        .text(),
                                false,
                                refusal)
                        : event(WireFormat.CLOUDEVENT, event, 0, event.length, refusal));
    }

    private static WireFormat single(WireFormat format) {
        return format == WireFormat.JSON || format == WireFormat.NDJSON ? WireFormat.JSON : WireFormat.CLOUDEVENT;
    }

    private RejectedEvent event(WireFormat format, byte[] body, int from, int to, Refusal refusal) {
        boolean whole = to - from <= eventBytes;
        int end = whole ? to : from + eventBytes;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, from, end - from))
                    .toString();
            return new RejectedEvent(format, text.strip(), whole, refusal);
        } catch (CharacterCodingException notUtf8) {
            String text = new String(body, from, end - from, StandardCharsets.UTF_8);
            return new RejectedEvent(format, text.strip(), false, refusal);
        }
    }
}
