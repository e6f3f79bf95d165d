package io.polestar.api.command;

import io.polestar.ingest.source.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a line of a CSV file with the columns {@code timestamp} and {@code value} becomes a point of a series. One line is one row: a field may
 * stand in quotes but holds no line break, so that a broken row spoils no other. Columns are found by the header's names; others are passed over.
 */
final class SeriesLine {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern EPOCH = Pattern.compile("-?\\d{1,16}(\\.\\d{1,9})?");

    /** The least magnitude that is milliseconds; as seconds it would be past the year 5000. */
    private static final double LEAST_MILLIS = 1e11;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final int columns;
    private final int timestampColumn;
    private final int valueColumn;
    private final ZoneId zone;

    private SeriesLine(int columns, int timestampColumn, int valueColumn, ZoneId zone) {
        this.columns = columns;
        this.timestampColumn = timestampColumn;
        this.valueColumn = valueColumn;
        this.zone = zone;
    }

    /**
     * Reads the names of the columns.
     *
     * @param zone of a time that carries none
     * @throws IllegalArgumentException if it does not name both columns, each once; the message says so
     */
    static SeriesLine ofHeader(String line, ZoneId zone) {
        List<String> names = new ArrayList<>();
        for (String field : split(line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)) {
            names.add(unquoted(field).toLowerCase(Locale.ROOT));
        }
        return new SeriesLine(names.size(), only(names, "timestamp"), only(names, "value"), zone);
    }

    private static int only(List<String> names, String name) {
        int place = names.indexOf(name);
        if (place < 0 || names.lastIndexOf(name) != place) {
            throw new IllegalArgumentException(
                    "the header must name the columns timestamp and value, each once; it has "
                            + String.join(", ", names));
        }
        return place;
    }

    /** What a line holds. */
    Point read(String line) {
        List<String> fields = split(line);
        String timestamp = timestampColumn < fields.size() ? fields.get(timestampColumn) : "";
        String value = valueColumn < fields.size() ? fields.get(valueColumn) : "";
        if (fields.size() != columns) {
            String rule = "must have as many fields as the header, " + columns + ", and has " + fields.size();
            return new Bad(timestamp, value, "row", line, rule);
        }
        String number = unquoted(value);
        double parsed = NUMBER.matcher(number).matches() ? Double.parseDouble(number) : Double.NaN;
        if (!(Math.abs(parsed) < Double.POSITIVE_INFINITY)) {
            return new Bad(timestamp, value, "value", number, "must be a finite number");
        }
        String time = unquoted(timestamp);
        try {
            return new Good(timestamp, value, millis(time), parsed);
        } catch (IllegalArgumentException e) {
            String rule =
                    "must be a time such as 2011-12-09 12:50:00, 2011-12-09T12:50:00Z or seconds or milliseconds since 1970";
            return new Bad(timestamp, value, "timestamp", time, rule);
        }
    }

    private long millis(String text) {
        if (!EPOCH.matcher(text).matches()) {
            return TimeRange.boundMillis(text, zone);
        }
        double number = Double.parseDouble(text);
        return (long) Math.floor(Math.abs(number) >= LEAST_MILLIS ? number : number * 1_000);
    }

    private static String unquoted(String field) {
        String text = field.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip()
                : text;
    }

    /** The fields as they stand, quotes included. */
    private static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(line.substring(from, at));
                from = at + 1;
            }
        }
        fields.add(line.substring(from));
        return fields;
    }

    /** A row, with its two fields as they stand in the file. */
    sealed interface Point {
        String timestamp();

        String value();
    }

    /** A row that can be judged. */
    record Good(String timestamp, String value, long millis, double number) implements Point {}

    /** A row that breaks a rule, which one, and what does so. */
    record Bad(String timestamp, String value, String field, String found, String rule) implements Point {}
}
