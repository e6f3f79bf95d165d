package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.event.Tag;
import io.polestar.engine.intake.Correction.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads corrections.
 *
 * <table>
 * <caption>Properties</caption>
 * <tr><td>source<td>text: source of the event it is about; the correction's own when absent
 * <tr><td>id<td>text or integer: its id
 * <tr><td>action<td>retract or replace
 * <tr><td>event.type, event.time, event.subject<td>of the event in its place; what is absent stays as it was
 * <tr><td>event.data.*<td>properties of the event in its place; they stay as they were when none is given
 * <tr><td>event.source, event.id<td>only those of the event it is about
 * </table>
 *
 * Other properties are kept and mean nothing here. One thread.
 */
final class CorrectionReader {
    private static final String EVENT = "event.";
    private static final double FIRST_MILLISECONDS = 1e11;
    private static final long LAST_MILLIS = 253_402_300_799_999L;
    private static final double EXACT_INTEGERS = 1L << 53;
    private static final int QUOTED_CHARACTERS = 100;

    private final EventBatch single;
    private final EventCursor event = new EventCursor();

    private @Nullable String source;
    private @Nullable String id;
    private @Nullable String action;
    private @Nullable String eventSource;
    private @Nullable String eventId;
    private boolean describesEvent;
    private long timeMillis;
    private @Nullable Fault fault;

    /** @param hash makes the identities of the journal */
    CorrectionReader(KeyedHash hash) {
        this.single = new EventBatch(hash);
    }

    /** Reads the correction at a cursor, whose properties are gone through by that. */
    Correction read(EventCursor at) {
        byte[] own = SingleEvent.of(at, single);
        source = null;
        id = null;
        action = null;
        eventSource = null;
        eventId = null;
        describesEvent = false;
        timeMillis = Correction.TIME_STAYS;
        fault = null;
        event.wrap(own);
        event.next();
        String ownSource = event.name(event.sourceRef());
        while (event.nextProperty()) {
            if (event.propertyRef() >= EventCursor.FIRST_NAME_REF) {
                property(event.name(event.propertyRef()));
            }
        }
        return judged(at.position(), own, source == null ? ownSource : source);
    }

    private Correction judged(int position, byte[] own, String target) {
        check(action != null, "action", "", "required: retract or replace");
        check(id != null, "id", "", "required: the id of the event it is about");
        boolean replaces = "replace".equals(action);
        check(
                replaces || action == null || "retract".equals(action),
                "action",
                String.valueOf(action),
                "must be retract or replace");
        check(!replaces || describesEvent, "event", "", "required: what shall count in its place");
        check(replaces || !describesEvent, "event", "", "must be absent where the event is taken back");
        check(eventSource == null || target.equals(eventSource), "event.source", eventSource, "must be " + target);
        check(eventId == null || eventId.equals(id), "event.id", eventId, "must be " + id);
        String wanted = id == null ? "" : id;
        long identity = fault == null ? identity(target, wanted) : 0;
        return new Correction(position, own, identity, target, wanted, replaces, timeMillis, fault);
    }

    private long identity(String ofSource, String ofId) {
        KeyedHash hash = single.hash();
        return KeyedHash.combine(hash(hash, ofSource), hash(hash, ofId));
    }

    private static long hash(KeyedHash hash, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return hash.of(utf8, 0, utf8.length);
    }

    private void property(String name) {
        switch (name) {
            case "source" -> source = text("source");
            case "id" -> id = textOrInteger("id");
            case "action" -> action = text("action");
            default -> {
                if (name.startsWith(EVENT)) {
                    describesEvent = true;
                    eventProperty(name);
                } else if (name.equals("event")) {
                    describesEvent = true;
                    check(false, "event", value(), "must be an object of type, time, subject and data");
                }
            }
        }
    }

    private void eventProperty(String name) {
        switch (name) {
            case "event.type" -> {
                String type = text(name);
                check(!Correction.TYPE.equals(type), name, value(), "must not be that of a correction");
            }
            case "event.time" -> timeMillis = time();
            case "event.subject" -> textOrInteger(name);
            case "event.source" -> eventSource = text(name);
            case "event.id" -> eventId = textOrInteger(name);
            case "event.data" -> check("{}".equals(value()), name, value(), "must be an object");
            default ->
                check(
                        name.startsWith(Replacement.DATA) && name.length() > Replacement.DATA.length(),
                        name,
                        value(),
                        "must be type, time, subject or data, or the source and id of the event it is about");
        }
    }

    private long time() {
        byte tag = EventCursor.tag(event.bytes(), event.propertyOffset());
        long millis = -1;
        if (tag == Tag.NUMBER) {
            double number = EventCursor.number(event.bytes(), event.propertyOffset());
            millis = (long) Math.floor(number < FIRST_MILLISECONDS ? number * 1000 : number);
        } else if (tag == Tag.TEXT) {
            millis = parsed(value());
        }
        check(
                millis >= 0 && millis <= LAST_MILLIS,
                "event.time",
                value(),
                "must be an RFC 3339 time with an offset, such as 2026-01-31T08:15:00Z, or a number of epoch seconds or milliseconds");
        return millis;
    }

    private static long parsed(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T').toUpperCase(Locale.ROOT))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException noTime) {
            return -1;
        }
    }

    private String text(String field) {
        check(EventCursor.tag(event.bytes(), event.propertyOffset()) == Tag.TEXT, field, value(), "must be text");
        String text = value();
        check(!text.isEmpty(), field, text, "must not be empty");
        return text;
    }

    private String textOrInteger(String field) {
        if (EventCursor.tag(event.bytes(), event.propertyOffset()) == Tag.NUMBER) {
            double number = EventCursor.number(event.bytes(), event.propertyOffset());
            boolean integer = Math.rint(number) == number && Math.abs(number) <= EXACT_INTEGERS;
            check(integer, field, value(), "must be text or an integer");
            return value();
        }
        return text(field);
    }

    /** The current property's value as it would be written. */
    private String value() {
        return Texts.of(event);
    }

    /** Notes the first fault. */
    private void check(boolean holds, String field, @Nullable String value, String rule) {
        if (!holds && fault == null) {
            String shown = value == null ? "" : value;
            fault = new Fault(
                    "data." + field,
                    shown.length() <= QUOTED_CHARACTERS ? shown : shown.substring(0, QUOTED_CHARACTERS),
                    rule);
        }
    }
}
