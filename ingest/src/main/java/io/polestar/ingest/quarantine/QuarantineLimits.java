package io.polestar.ingest.quarantine;

/**
 * What the quarantine holds at most; the oldest event makes room for a new one.
 *
 * @param events events held
 * @param bytes bytes of their texts and reasons
 * @param eventBytes bytes of one event's text that are kept
 */
public record QuarantineLimits(int events, long bytes, int eventBytes) {
    /** 10,000 events, 16 MiB in all, 16 KiB of each. */
    public static final QuarantineLimits DEFAULT = new QuarantineLimits(10_000, 16L << 20, 16 << 10);

    public QuarantineLimits {
        if (events < 1 || eventBytes < 1 || bytes < eventBytes) {
            throw new IllegalArgumentException("limits must be positive, and one event must fit, events=" + events
                    + " bytes=" + bytes + " eventBytes=" + eventBytes);
        }
    }
}
