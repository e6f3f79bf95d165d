package io.polestar.ingest.source;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows into events as a mapping says. Used by one thread. */
final class RowReader {

    private static final int ID_DIGEST_CHARS = 16;
    private static final int NONE = -1;

    private final Mapping mapping;
    private final TimeRange range;
    private final String idPrefix;
    private final int columns;
    private final int timeIndex;
    private final int subjectIndex;
    private final int idIndex;
    private final int[] dataIndexes;
    private @Nullable String lastTime;
    private long lastTimeMillis;

    /**
     * @param digest the SHA-256 of the file, in hex
     * @throws CsvFormatException if the header lacks a column that the mapping names
     */
    RowReader(Mapping mapping, Path file, List<String> header, String digest, TimeRange range)
            throws CsvFormatException {
        this.mapping = mapping;
        this.range = range;
        this.idPrefix = digest.substring(0, ID_DIGEST_CHARS) + ":";
        this.columns = header.size();
        List<String> missing = new ArrayList<>();
        this.timeIndex = index(mapping.time().column(), header, missing);
        this.subjectIndex = index(mapping.subject(), header, missing);
        this.idIndex = index(mapping.id(), header, missing);
        this.dataIndexes = mapping.data().stream()
                .mapToInt(property -> index(property.column(), header, missing))
                .toArray();
        if (!missing.isEmpty()) {
            throw new CsvFormatException(file + ":1: the header must have every column of the mapping; it lacks "
                    + missing + " and has " + header);
        }
    }

    private static int index(Mapping.@Nullable Column column, List<String> header, List<String> missing) {
        if (column == null) {
            return NONE;
        }
        int index = header.indexOf(column.name());
        if (index < 0) {
            missing.add(column.name());
        }
        return index;
    }

    RowOutcome read(CsvRow row) {
        if (row.fields().size() != columns) {
            return reject(
                    row,
                    "row",
                    String.join(String.valueOf(mapping.separator()), row.fields()),
                    "must have " + columns + " fields like the header, and has "
                            + row.fields().size());
        }
        String field = mapping.time().column().name();
        String value = row.fields().get(timeIndex);
        try {
            long timeMillis = time(value);
            if (range.beginsAfter(timeMillis)) {
                return new RowOutcome.TooEarly();
            }
            if (range.endsBefore(timeMillis)) {
                return new RowOutcome.TooLate();
            }
            Mapping.Column idColumn = mapping.id();
            String id = idPrefix + row.number();
            if (idColumn != null) {
                field = idColumn.name();
                value = row.fields().get(idIndex);
                id = text(idColumn, value);
                if (id == null) {
                    throw new BadValueException("an id is required");
                }
            }
            Mapping.Column subjectColumn = mapping.subject();
            String subject = null;
            if (subjectColumn != null) {
                field = subjectColumn.name();
                value = row.fields().get(subjectIndex);
                subject = text(subjectColumn, value);
            }
            List<@Nullable Object> values = new ArrayList<>(dataIndexes.length);
            for (int i = 0; i < dataIndexes.length; i++) {
                Mapping.Property property = mapping.data().get(i);
                field = property.column().name();
                value = row.fields().get(dataIndexes[i]);
                values.add(typed(property, value));
            }
            return new RowOutcome.Event(
                    new RowPlace(row.number(), row.line()), timeMillis, id, subject, values, mapping);
        } catch (BadValueException e) {
            return reject(row, field, value, e.rule());
        }
    }

    private static RowOutcome reject(CsvRow row, String field, String value, String rule) {
        return new RowOutcome.Rejected(new RowRejection(row.number(), row.line(), field, value, rule));
    }

    /** Neighbouring rows often have the same time, so the last one is remembered. */
    private long time(String value) throws BadValueException {
        if (!value.equals(lastTime)) {
            lastTimeMillis =
                    mapping.time().format().millis(mapping.time().column().stripped(value.strip()));
            lastTime = value;
        }
        return lastTimeMillis;
    }

    private static @Nullable String text(Mapping.Column column, String value) throws BadValueException {
        if (value.indexOf('\uFFFD') >= 0) {
            throw new BadValueException("must be text in the mapping's encoding");
        }
        String text = column.stripped(value);
        if (!text.isEmpty()) {
            return text;
        }
        if (column.required()) {
            throw new BadValueException("a value is required");
        }
        return null;
    }

    private static @Nullable Object typed(Mapping.Property property, String value) throws BadValueException {
        return switch (property.as()) {
            case TEXT -> text(property.column(), value);
            case NUMBER -> number(text(property.column(), value.strip()));
            case BOOLEAN -> truth(text(property.column(), value.strip()));
        };
    }

    private static @Nullable BigDecimal number(@Nullable String text) throws BadValueException {
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (Double.isInfinite(number.doubleValue())) {
                throw new BadValueException("must be a number within the range of a double");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new BadValueException("must be a decimal number with a point, without group separators");
        }
    }

    private static @Nullable Boolean truth(@Nullable String text) throws BadValueException {
        if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text == null ? null : Boolean.valueOf(text.equalsIgnoreCase("true"));
        }
        throw new BadValueException("must be true or false");
    }
}
