package io.polestar.ingest.wire;

/** Why a body is refused as a whole, before any event of it is read. */
public enum BodyRule {
    /** See {@link Limits#bodyBytes()}: it holds for the bytes sent and for what they inflate to. */
    BODY_TOO_LARGE("the body is larger than allowed, compressed or inflated"),
    /** The stream ended before gzip's trailer. */
    GZIP_TRUNCATED("the gzip body ends early"),
    /** No gzip header, a broken block or a wrong checksum. */
    GZIP_BROKEN("the body is not valid gzip"),
    /** Neither a known content type nor a CloudEvent in binary mode. */
    CONTENT_TYPE("send application/json, application/x-ndjson, application/cloudevents+json,"
            + " application/cloudevents-batch+json, or ce- headers"),
    /** JSON travels in UTF-8. */
    CHARSET("the charset must be utf-8"),
    /** Only gzip is inflated. */
    CONTENT_ENCODING("the content encoding must be gzip or identity");

    private final String words;

    BodyRule(String words) {
        this.words = words;
    }

    /** The rule in words. */
    public String words() {
        return words;
    }
}
