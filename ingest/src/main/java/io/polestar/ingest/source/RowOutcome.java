package io.polestar.ingest.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a row. */
sealed interface RowOutcome {

    /**
     * An event.
     *
     * @param values one for each property of the mapping, in its order: String, BigDecimal or Boolean; null where the
     *     field is empty, and the event then lacks the property
     */
    record Event(
            CsvRow row,
            long timeMillis,
            String id,
            @Nullable String subject,
            List<@Nullable Object> values) implements RowOutcome {}

    /** A bad row. */
    record Rejected(RowRejection rejection) implements RowOutcome {}

    /** A row whose time is before the range that is imported. */
    record TooEarly() implements RowOutcome {}

    /** A row whose time is past the range that is imported. */
    record TooLate() implements RowOutcome {}
}
