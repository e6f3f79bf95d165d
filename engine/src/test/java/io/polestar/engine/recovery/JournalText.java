package io.polestar.engine.recovery;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.Tag;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.JournalReader;
import io.polestar.engine.journal.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** A journal as text: a line for each record, each event and each property, so that a change of one bit shows. */
final class JournalText {
    private static final int RECORD_BITS = 40;

    private final StringBuilder text = new StringBuilder();
    private final EventCursor cursor = new EventCursor();

    private JournalText() {}

    static String of(Path directory) throws IOException {
        JournalText lines = new JournalText();
        try (Journal journal = new Journal(directory.resolve("journal"), 1 << 20);
                JournalReader reader = journal.read(0)) {
            while (reader.next()) {
                lines.record(reader);
            }
            return lines.line("torn tails " + reader.tornTails()).text.toString();
        }
    }

    private void record(JournalReader reader) {
        long segment = reader.position() >>> RECORD_BITS;
        long record = reader.position() - (segment << RECORD_BITS);
        line("segment " + segment + " record " + record + " sequence " + reader.sequence() + " wall "
                + Instant.ofEpochMilli(reader.wallMillis()) + " " + reader.kind());
        if (reader.kind() == RecordKind.DEFINITION) {
            ByteBuffer payload = ByteBuffer.wrap(reader.payload());
            int format = Math.min(payload.getInt(), 0);
            int at = format == 0 ? Integer.BYTES : 2 * Integer.BYTES;
            int length = payload.getInt(at - Integer.BYTES);
            String definition = new String(reader.payload(), at, length, StandardCharsets.UTF_8);
            line("  definition of " + definition.lines().count() + " lines, hash " + definition.hashCode());
            line("  and " + (reader.length() - at - length) + " bytes more");
        } else if (reader.kind() == RecordKind.BATCH) {
            cursor.wrap(reader.payload());
            line("  events " + cursor.eventCount() + " duplicates " + cursor.duplicates() + " refused "
                    + cursor.refusals() + (cursor.backfill() ? " backfill" : ""));
            if (cursor.producerRef() != 0) {
                line("  batch " + cursor.batchSeq() + " of producer " + cursor.name(cursor.producerRef()));
            }
            while (cursor.next()) {
                event();
            }
        }
    }

    private void event() {
        line("  event " + cursor.position() + " " + cursor.name(cursor.typeRef()) + " from "
                + cursor.name(cursor.sourceRef()) + " at " + Instant.ofEpochMilli(cursor.timeMillis())
                + (cursor.timeIsArrival() ? " of arrival" : "") + " identity " + Long.toHexString(cursor.identity())
                + (cursor.dropped() && !cursor.refused() ? " dropped" : "")
                + (cursor.refused() ? " refused" : "") + (cursor.corrects() ? " corrects" : "")
                + (cursor.retracts() ? " retracts" : "") + (cursor.replaces() ? " replaces" : ""));
        while (cursor.nextProperty()) {
            line("    " + name(cursor.propertyRef()) + " " + value(cursor.bytes(), cursor.propertyOffset()));
        }
    }

    private String name(int ref) {
        return switch (ref) {
            case EventCursor.ID_REF -> "(id)";
            case EventCursor.SUBJECT_REF -> "(subject)";
            default -> cursor.name(ref);
        };
    }

    private static String value(byte[] bytes, int at) {
        return switch (EventCursor.tag(bytes, at)) {
            case Tag.NUMBER -> "number " + EventCursor.number(bytes, at);
            case Tag.TEXT -> "text '" + text(bytes, at) + "'";
            case Tag.JSON -> "json " + text(bytes, at);
            case Tag.TRUE -> "true";
            case Tag.FALSE -> "false";
            case Tag.NULL -> "null";
            default -> throw new IllegalArgumentException("unknown tag " + EventCursor.tag(bytes, at));
        };
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, EventCursor.textOffset(at), EventCursor.textLength(bytes, at), StandardCharsets.UTF_8);
    }

    private JournalText line(String line) {
        text.append(line).append('\n');
        return this;
    }
}
