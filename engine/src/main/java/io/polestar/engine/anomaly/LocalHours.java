package io.polestar.engine.anomaly;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Hours since 1970 on a zone's wall clock. The offset is looked up once between two changes of it, so that reading allocates nothing.
 * Shared by any number of detectors of one thread; holds nothing that a snapshot needs.
 */
public final class LocalHours {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final ZoneRules rules;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private long offsetMillis;

    public LocalHours(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Hours since 1970-01-01T00:00 on the wall clock, with the part of the hour that has passed. */
    double at(long timeMillis) {
        if (timeMillis < from || timeMillis >= until) {
            look(timeMillis);
        }
        return (timeMillis + offsetMillis) / MILLIS_PER_HOUR;
    }

    private void look(long timeMillis) {
        Instant instant = Instant.ofEpochMilli(timeMillis);
        offsetMillis = rules.getOffset(instant).getTotalSeconds() * 1_000L;
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        from = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        until = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
    }
}
