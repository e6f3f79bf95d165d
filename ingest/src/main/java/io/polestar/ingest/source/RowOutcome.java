package io.polestar.ingest.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a row. */
sealed interface RowOutcome {

    /** A row that is sent. */
    sealed interface Sent extends RowOutcome {

        /** Stands for the time of an event that has none of its own. */
        long ARRIVAL = Long.MIN_VALUE;

        RowPlace place();

        /** Event time, epoch milliseconds, or {@link #ARRIVAL}. */
        long timeMillis();
    }

    /**
     * An event made from a row.
     *
     * @param values one for each property of the mapping, in its order: String, BigDecimal or Boolean; null where the
     *     field is empty, and the event then lacks the property
     */
    record Event(
            RowPlace place,
            long timeMillis,
            String id,
            @Nullable String subject,
            List<@Nullable Object> values,
            Mapping mapping)
            implements Sent {}

    /**
     * An event as it stands in the file.
     *
     * @param json one JSON object in one line, without its line break; nobody changes it any more
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(RowPlace place, long timeMillis, byte[] json) implements Sent {}

    /** A bad row. */
    record Rejected(RowRejection rejection) implements RowOutcome {}

    /** A row whose time is before the range that is imported. */
    record TooEarly() implements RowOutcome {}

    /** A row whose time is past the range that is imported. */
    record TooLate() implements RowOutcome {}
}
