package io.polestar.ingest.wire;

/**
 * What a body and its events may measure. A body over its bound is refused as a whole, an event over one of its bounds alone.
 *
 * @param bodyBytes the body, after decompression; 1 to 1 GiB
 * @param lineBytes one event, from its first to its last byte; 1 to 1 GiB
 * @param events events in one body; from 1
 * @param depth objects and arrays inside each other, the event being the first; 2 to 64
 * @param properties properties of one event; 1 to 4,096
 * @param nameBytes the name of a property, its parents and dots included; 1 to 65,535
 * @param textBytes a property's text after escapes are resolved, or an array's JSON; 1 to 1 GiB
 * @param attributeBytes {@code id}, {@code source}, {@code type} and {@code subject}, each; 1 to 65,535
 * @param rejectionsListed rejections that are told one by one, all the others are only counted; 0 to 1,000,000
 */
public record Limits(
        int bodyBytes,
        int lineBytes,
        int events,
        int depth,
        int properties,
        int nameBytes,
        int textBytes,
        int attributeBytes,
        int rejectionsListed) {
    /** What holds unless told otherwise. */
    public static final Limits DEFAULTS = new Limits(8 << 20, 64 << 10, 100_000, 8, 64, 128, 1_024, 256, 1_000);

    public Limits {
        within("bodyBytes", bodyBytes, 1, 1 << 30);
        within("lineBytes", lineBytes, 1, 1 << 30);
        within("events", events, 1, Integer.MAX_VALUE);
        within("depth", depth, 2, 64);
        within("properties", properties, 1, 4_096);
        within("nameBytes", nameBytes, 1, 65_535);
        within("textBytes", textBytes, 1, 1 << 30);
        within("attributeBytes", attributeBytes, 1, 65_535);
        within("rejectionsListed", rejectionsListed, 0, 1_000_000);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be from " + least + " to " + most + ", " + name + "=" + value);
        }
    }

    /** These limits with another bound on the body. */
    public Limits withBodyBytes(int bytes) {
        return new Limits(
                bytes, lineBytes, events, depth, properties, nameBytes, textBytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on one event. */
    public Limits withLineBytes(int bytes) {
        return new Limits(
                bodyBytes, bytes, events, depth, properties, nameBytes, textBytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on the events of a body. */
    public Limits withEvents(int count) {
        return new Limits(
                bodyBytes, lineBytes, count, depth, properties, nameBytes, textBytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on nesting. */
    public Limits withDepth(int levels) {
        return new Limits(
                bodyBytes,
                lineBytes,
                events,
                levels,
                properties,
                nameBytes,
                textBytes,
                attributeBytes,
                rejectionsListed);
    }

    /** These limits with another bound on the properties of an event. */
    public Limits withProperties(int count) {
        return new Limits(
                bodyBytes, lineBytes, events, depth, count, nameBytes, textBytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on property names. */
    public Limits withNameBytes(int bytes) {
        return new Limits(
                bodyBytes, lineBytes, events, depth, properties, bytes, textBytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on texts. */
    public Limits withTextBytes(int bytes) {
        return new Limits(
                bodyBytes, lineBytes, events, depth, properties, nameBytes, bytes, attributeBytes, rejectionsListed);
    }

    /** These limits with another bound on attributes. */
    public Limits withAttributeBytes(int bytes) {
        return new Limits(
                bodyBytes, lineBytes, events, depth, properties, nameBytes, textBytes, bytes, rejectionsListed);
    }

    /** These limits with another bound on the rejections that are listed. */
    public Limits withRejectionsListed(int count) {
        return new Limits(bodyBytes, lineBytes, events, depth, properties, nameBytes, textBytes, attributeBytes, count);
    }
}
