package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.KeyedHash;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the event that counts in the place of another: what the correction says of it, and for the rest what the other has. Source
 * and id stay. One thread.
 */
final class Replacement {
    /** What the names of its properties begin with in the correction. */
    static final String DATA = "event.data.";

    private static final String TYPE = "event.type";
    private static final String SUBJECT = "event.subject";
    private static final String EMPTY_DATA = "event.data";

    private final EventBatch made;
    private final EventCursor original = new EventCursor();
    private final EventCursor correction = new EventCursor();

    /** @param hash makes the identities of the journal */
    Replacement(KeyedHash hash) {
        this.made = new EventBatch(hash);
    }

    /**
     * The event in the place of another.
     *
     * @param with what replaces
     * @param content the event to be replaced, as a sealed batch of one event
     * @return a sealed batch of one event
     */
    byte[] of(Correction with, byte[] content) {
        SingleEvent.open(content, original);
        made.reset();
        made.beginEvent();
        made.time(with.timeMillis() == Correction.TIME_STAYS ? original.timeMillis() : with.timeMillis());
        made.source(
                original.bytes(), original.nameOffset(original.sourceRef()), original.nameLength(original.sourceRef()));
        made.type(original.bytes(), original.nameOffset(original.typeRef()), original.nameLength(original.typeRef()));
        boolean newSubject = false;
        boolean newData = false;
        SingleEvent.open(with.event(), correction);
        while (correction.nextProperty()) {
            String name = nameOfProperty(correction);
            if (name != null) {
                newSubject |= name.equals(SUBJECT);
                newData |= name.startsWith(DATA) || name.equals(EMPTY_DATA);
            }
        }
        takeOver(!newSubject, !newData);
        SingleEvent.open(with.event(), correction);
        while (correction.nextProperty()) {
            write(nameOfProperty(correction));
        }
        if (!made.endEvent()) {
            throw new IllegalStateException("two events that fit into a batch make one that does");
        }
        return SingleEvent.sealed(made);
    }

    private static @Nullable String nameOfProperty(EventCursor event) {
        return event.propertyRef() < EventCursor.FIRST_NAME_REF ? null : event.name(event.propertyRef());
    }

    private void takeOver(boolean subject, boolean data) {
        while (original.nextProperty()) {
            int ref = original.propertyRef();
            boolean stays = ref == EventCursor.ID_REF || (ref == EventCursor.SUBJECT_REF ? subject : data);
            if (stays) {
                made.copyProperty(original);
            }
        }
    }

    private void write(@Nullable String name) {
        if (name == null) {
            return;
        }
        if (name.equals(TYPE)) {
            byte[] type = text();
            made.type(type, 0, type.length);
        } else if (name.equals(SUBJECT)) {
            byte[] subject = text();
            made.subject(subject, 0, subject.length);
        } else if (name.startsWith(DATA)) {
            byte[] utf8 = name.substring(DATA.length()).getBytes(StandardCharsets.UTF_8);
            made.copyValue(made.name(utf8, 0, utf8.length), correction);
        }
    }

    private byte[] text() {
        return Texts.of(correction).getBytes(StandardCharsets.UTF_8);
    }
}
