package io.polestar.ingest.wire;

import java.nio.charset.StandardCharsets;

/** A flattened property name and what it is called in the batch being filled. */
final class Property {
    final byte[] path;

    /** The number of the event that had it last. */
    long event;
    /** The number of the dictionary that {@link #nameRef} refers to. */
    long dictionary;

    int nameRef;

    Property(byte[] path) {
        this.path = path;
    }

    String name() {
        return new String(path, StandardCharsets.UTF_8);
    }
}
