package io.polestar.ingest.source;

import io.polestar.engine.tree.Problem;
import io.polestar.ingest.source.Mapping.Column;
import io.polestar.ingest.source.Mapping.Property;
import io.polestar.ingest.source.Mapping.ValueType;
import io.polestar.ingest.source.MappingNodes.Entry;
import io.polestar.ingest.source.MappingNodes.Fields;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from YAML and finds all that is wrong with it at once. The keys are listed in docs/import.md. */
public final class MappingReader {

    private static final int VERSION_CHARS = 12;
    private static final int MAX_PROPERTIES = 256;
    private static final Mapping.Time NO_TIME =
            new Mapping.Time(new Column("", "", true), TimeFormat.of("rfc3339", ZoneOffset.UTC));

    private final MappingNodes nodes;

    private MappingReader(MappingNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads a mapping.
     *
     * @param text the YAML
     * @param fileName the file's name, for messages only
     * @throws MappingException if it breaks a rule; names every problem with its line, the rule and the fix
     */
    public static Mapping read(String text, String fileName) throws MappingException {
        List<Problem> problems = new ArrayList<>();
        MappingNodes nodes = new MappingNodes(fileName, problems);
        Optional<Fields> root = nodes.root(text);
        Mapping mapping = root.isEmpty() ? null : new MappingReader(nodes).mapping(root.get(), text);
        if (mapping == null || !problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new MappingException(problems);
        }
        return mapping;
    }

    private Mapping mapping(Fields root, String text) {
        root.only("polestar-mapping", "type", "source", "time", "subject", "id", "data", "encoding", "separator");
        root.required("polestar-mapping", "add \"polestar-mapping: 1\"").ifPresent(this::checkFormatVersion);
        String type = root.required("type", "add \"type:\" and the type that every event gets")
                .map(this::text)
                .orElse("");
        String source = root.required("source", "add \"source:\" and the name that every event's source gets")
                .map(this::text)
                .orElse("");
        Mapping.Time time = root.required("time", "add \"time: {column: …, format: …, zone: …}\"")
                .map(this::time)
                .orElse(NO_TIME);
        return new Mapping(
                type,
                source,
                time,
                column(root.get("subject")),
                column(root.get("id")),
                root.get("data").map(this::properties).orElse(List.of()),
                root.get("encoding").map(this::encoding).orElse(StandardCharsets.UTF_8),
                root.get("separator").map(this::separator).orElse(','),
                FileDigest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_CHARS));
    }

    private void checkFormatVersion(Entry entry) {
        if (!text(entry).equals("1")) {
            entry.problem("polestar-mapping must be 1, the only version there is", "write \"polestar-mapping: 1\"");
        }
    }

    private String text(Entry entry) {
        String text = entry.text().orElse("");
        if (text.isEmpty() && entry.isText()) {
            entry.problem(entry.key() + " must not be empty", "write a value");
        }
        return text;
    }

    private Mapping.Time time(Entry entry) {
        Fields fields = columnFields(entry);
        fields.only("column", "strip", "format", "zone");
        String format = fields.get("format").map(this::text).orElse("rfc3339");
        ZoneId zone = fields.get("zone").map(this::zone).orElse(ZoneOffset.UTC);
        TimeFormat timeFormat = NO_TIME.format();
        try {
            timeFormat = TimeFormat.of(format, zone);
        } catch (IllegalArgumentException e) {
            fields.get("format")
                    .ifPresent(at -> at.problem(
                            "format must be rfc3339, epochSeconds, epochMillis or a date pattern; \"" + format
                                    + "\" is none: " + e.getMessage(),
                            "write for example \"yyyy-MM-dd HH:mm:ss\""));
        }
        return new Mapping.Time(new Column(columnName(fields), strip(fields), true), timeFormat);
    }

    private ZoneId zone(Entry entry) {
        String name = text(entry);
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            entry.problem("zone must be an IANA time zone; \"" + name + "\" is none", "write UTC or Europe/London");
            return ZoneOffset.UTC;
        }
    }

    private @Nullable Column column(Optional<Entry> entry) {
        return entry.map(present -> {
                    Fields fields = columnFields(present);
                    fields.only("column", "strip", "required");
                    return new Column(columnName(fields), strip(fields), required(fields));
                })
                .orElse(null);
    }

    private List<Property> properties(Entry entry) {
        List<Property> properties = new ArrayList<>();
        for (Entry property : entry.fields("{name: {column: …}}").entries()) {
            Fields fields = columnFields(property);
            fields.only("column", "strip", "required", "as");
            ValueType as = fields.get("as").map(this::valueType).orElse(ValueType.TEXT);
            properties.add(
                    new Property(property.key(), new Column(columnName(fields), strip(fields), required(fields)), as));
        }
        if (properties.size() > MAX_PROPERTIES) {
            entry.problem(
                    "data must have at most " + MAX_PROPERTIES + " properties, and has " + properties.size(),
                    "leave out those that no metric and no reader of the journal needs");
        }
        return properties;
    }

    private Fields columnFields(Entry entry) {
        return entry.fields("{column: NAME}");
    }

    private String columnName(Fields fields) {
        return fields.required("column", "add \"column:\" and the name in the file's header")
                .map(this::text)
                .orElse("");
    }

    private String strip(Fields fields) {
        return fields.get("strip").map(this::text).orElse("");
    }

    private boolean required(Fields fields) {
        return fields.get("required").map(this::truth).orElse(false);
    }

    private boolean truth(Entry entry) {
        String text = text(entry);
        if (!text.equals("true") && !text.equals("false")) {
            entry.problem(entry.key() + " must be true or false; \"" + text + "\" is neither", "write true or false");
        }
        return text.equals("true");
    }

    private ValueType valueType(Entry entry) {
        String text = text(entry);
        for (ValueType type : ValueType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
                return type;
            }
        }
        entry.problem("as must be text, number or boolean; \"" + text + "\" is none", "write one of the three");
        return ValueType.TEXT;
    }

    private Charset encoding(Entry entry) {
        String name = text(entry);
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            entry.problem(
                    "encoding must name a character encoding; \"" + name + "\" is none",
                    "write UTF-8, ISO-8859-1 or windows-1252");
            return StandardCharsets.UTF_8;
        }
    }

    private char separator(Entry entry) {
        String text = text(entry);
        if (text.length() != 1 || text.charAt(0) == '"' || text.charAt(0) == '\n' || text.charAt(0) == '\r') {
            entry.problem(
                    "separator must be one character, and neither a quote nor a line break",
                    "write \",\", \";\" or \"\\t\"");
            return ',';
        }
        return text.charAt(0);
    }
}
