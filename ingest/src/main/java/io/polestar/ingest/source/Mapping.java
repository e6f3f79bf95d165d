package io.polestar.ingest.source;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one row of a CSV file becomes one event. Immutable; read from YAML by {@link MappingReader}.
 *
 * @param type the type every event gets
 * @param source the source every event gets
 * @param time the column that holds the event time, and how it is written
 * @param subject the column that says who did it, or null if no event has a subject
 * @param id the column that names the row, or null: the id is then the file's digest and the row number
 * @param data the properties, in the order in which they are written
 * @param encoding the file's character encoding
 * @param separator the character between two fields
 * @param version the first 12 hex digits of the SHA-256 of the mapping's text
 */
public record Mapping(
        String type,
        String source,
        Time time,
        @Nullable Column subject,
        @Nullable Column id,
        List<Property> data,
        Charset encoding,
        char separator,
        String version) {

    public Mapping {
        data = List.copyOf(data);
    }

    /**
     * A column of the file.
     *
     * @param name its name in the header, exactly
     * @param strip an ending that is cut off a value that has it; empty cuts nothing
     * @param required whether an empty value makes the row a bad one
     */
    public record Column(String name, String strip, boolean required) {

        /** The value without the ending that is to be stripped. */
        String stripped(String value) {
            return !strip.isEmpty() && value.endsWith(strip)
                    ? value.substring(0, value.length() - strip.length())
                    : value;
        }
    }

    /** The column with the event time and the format its values are written in. */
    public record Time(Column column, TimeFormat format) {}

    /** A property of the event: its name in {@code data}, its column and its JSON type. */
    public record Property(String name, Column column, ValueType as) {}

    /** The JSON types a value can be read as. */
    public enum ValueType {
        /** The value as it stands. */
        TEXT,
        /** A decimal number; surrounding blanks are ignored. */
        NUMBER,
        /** {@code true} or {@code false}, in any case. */
        BOOLEAN
    }
}
