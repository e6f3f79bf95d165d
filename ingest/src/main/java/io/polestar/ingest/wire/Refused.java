package io.polestar.ingest.wire;

import org.jspecify.annotations.Nullable;

/**
 * Leaves the reading of one event. It never leaves this package: {@link EventReader} turns it into a {@link Rejection}. It has
 * no stack trace, because senders of bad events are not to be served slower than senders of good ones.
 */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final WireRule rule;
    /** Where in the body the offending value begins. */
    final int at;
    /** The field, where it is not the one being read. */
    final @Nullable String field;

    Refused(WireRule rule, int at) {
        this(rule, at, null);
    }

    Refused(WireRule rule, int at, @Nullable String field) {
        super(rule.name(), null, false, false);
        this.rule = rule;
        this.at = at;
        this.field = field;
    }
}
