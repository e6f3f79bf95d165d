package io.polestar.ingest.wire;

/** How the events of a body are laid out. */
public enum WireFormat {
    /** One plain event, or an array of them; the first byte decides. */
    JSON,
    /** One plain event a line. */
    NDJSON,
    /** One CloudEvent in structured mode: {@code application/cloudevents+json}. */
    CLOUDEVENT,
    /** An array of CloudEvents: {@code application/cloudevents-batch+json}. */
    CLOUDEVENT_BATCH,
    /** One CloudEvent in binary mode: attributes in {@code ce-} headers, its data as the body. */
    CLOUDEVENT_BINARY
}
