package io.polestar.engine.incoming;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.Tag;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the journal of a data directory holds, an entry a line: {@code RETRACTS order shop/o-1 @1000 subject=u price=2.0}. */
final class JournalEntries {
    private JournalEntries() {}

    static List<String> of(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Journal journal = new Journal(directory.resolve("journal"), 1 << 20);
                JournalReader reader = journal.read(0)) {
            while (reader.next()) {
                if (reader.kind() == RecordKind.BATCH) {
                    EventCursor event = new EventCursor().wrap(reader.payload());
                    while (event.next()) {
                        lines.add(line(event));
                    }
                }
            }
        }
        return lines;
    }

    private static String line(EventCursor event) {
        String mark = mark(event);
        StringBuilder properties = new StringBuilder();
        String id = "-";
        while (event.nextProperty()) {
            int ref = event.propertyRef();
            if (ref == EventCursor.ID_REF) {
                id = value(event);
            } else {
                properties
                        .append(' ')
                        .append(ref == EventCursor.SUBJECT_REF ? "subject" : event.name(ref))
                        .append('=')
                        .append(value(event));
            }
        }
        return mark + event.name(event.typeRef()) + " " + event.name(event.sourceRef()) + "/" + id + " @"
                + event.timeMillis() + properties;
    }

    private static String mark(EventCursor event) {
        if (event.refused()) {
            return "REFUSED ";
        }
        if (event.dropped()) {
            return "DUPLICATE ";
        }
        if (event.retracts()) {
            return "RETRACTS ";
        }
        return event.replaces() ? "REPLACES " : event.corrects() ? "CORRECTS " : "";
    }

    private static String value(EventCursor event) {
        int at = event.propertyOffset();
        return switch (EventCursor.tag(event.bytes(), at)) {
            case Tag.NUMBER -> Double.toString(EventCursor.number(event.bytes(), at));
            case Tag.TEXT, Tag.JSON ->
                new String(
                        event.bytes(),
                        EventCursor.textOffset(at),
                        EventCursor.textLength(event.bytes(), at),
                        StandardCharsets.UTF_8);
            case Tag.TRUE -> "true";
            case Tag.FALSE -> "false";
            default -> "null";
        };
    }
}
