package io.polestar.engine.intake;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One correction of a batch, read: which event it is about, and whether it takes it back or puts another in its place.
 *
 * @param position the correction's position in the sender's batch
 * @param event the correction itself, as a sealed batch of one event
 * @param identity of the event it is about; 0 when {@code fault} says why there is none
 * @param source source of the event it is about
 * @param id id of the event it is about
 * @param replaces whether another event shall count in its place
 * @param timeMillis time of that event; {@link #TIME_STAYS} when it keeps the time it has
 * @param fault what is wrong with the correction, null when nothing is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Correction(
        int position,
        byte[] event,
        long identity,
        String source,
        String id,
        boolean replaces,
        long timeMillis,
        @Nullable Fault fault) {
    /** The type of an event that is a correction. */
    static final String TYPE = "polestar.correction";

    static final byte[] TYPE_UTF8 = TYPE.getBytes(StandardCharsets.UTF_8);
    static final long TIME_STAYS = Long.MIN_VALUE;

    /**
     * Why a correction is not taken.
     *
     * @param field the property that broke the rule
     * @param value what stood there
     * @param rule the rule
     */
    record Fault(String field, String value, String rule) {}
}
