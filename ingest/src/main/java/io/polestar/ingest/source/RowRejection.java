package io.polestar.ingest.source;

/**
 * Why a row did not go in.
 *
 * @param row its place among the rows after the header, counted from 1
 * @param line the line of the file it begins in
 * @param field the column, or the event's field where the sink refused it
 * @param value the value at fault, shortened
 * @param rule the rule it breaks
 */
public record RowRejection(long row, long line, String field, String value, String rule) {

    private static final int VALUE_CHARS = 80;

    public RowRejection {
        value = value.length() > VALUE_CHARS ? value.substring(0, VALUE_CHARS) + "…" : value;
    }

    @Override
    public String toString() {
        return "row " + row + " (line " + line + "): " + field + " \"" + value + "\": " + rule;
    }
}
