package io.polestar.ingest.quarantine;

import io.polestar.engine.Refusal;
import io.polestar.ingest.wire.WireFormat;

/**
 * An event that was rejected, on its way into the quarantine.
 *
 * @param format how to read the text: {@link WireFormat#JSON} or {@link WireFormat#CLOUDEVENT}
 * @param text the event as it was sent
 * @param complete whether the text is all of it and exactly what was sent, so that it can be sent again
 * @param reason why it was rejected, and at which position of its body
 */
public record RejectedEvent(WireFormat format, String text, boolean complete, Refusal reason) {}
