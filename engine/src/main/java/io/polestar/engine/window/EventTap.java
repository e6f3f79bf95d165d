package io.polestar.engine.window;

import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.Tag;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks out of batches the events that match some filters, with the text of one of their properties. One thread. */
public final class EventTap {
    private final EventCursor cursor = new EventCursor();
    private final NameIndex types;
    private final EventFields fields;
    private final List<Bound> wanted = new ArrayList<>();

    /**
     * What is to be picked out.
     *
     * @param filter which events
     * @param of the property whose text is wanted, or {@code subject}, {@code source}
     */
    public record Wanted(EventFilter filter, String of) {}

    private record Bound(int type, Condition.Bound where, int slot) {}

    /** Told of an event. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param wanted place in the list of what is to be picked out
         * @param key the property's text; a number's shortest
         */
        void picked(int wanted, long timeMillis, String key);
    }

    public EventTap(Windows windows, List<Wanted> all) {
        this.types = new NameIndex(windows.plan().hash());
        NameIndex properties = new NameIndex(windows.plan().hash());
        for (Wanted one : all) {
            int type = types.find(one.filter().eventType());
            wanted.add(new Bound(
                    type < 0 ? types.add(one.filter().eventType()) : type,
                    one.filter().where().bind(name -> slot(properties, name)),
                    slot(properties, one.of())));
        }
        this.fields = new EventFields(properties);
    }

    private static int slot(NameIndex properties, String name) {
        if (name.equals("subject")) {
            return EventFields.SUBJECT;
        }
        if (name.equals("source")) {
            return EventFields.SOURCE;
        }
        int number = properties.find(name);
        return EventFields.FIRST_PROPERTY + (number < 0 ? properties.add(name) : number);
    }

    /** Tells of the events of a sealed batch that count, in their order. */
    public void read(byte[] batch, Sink sink) {
        if (wanted.isEmpty()) {
            return;
        }
        cursor.wrap(batch);
        fields.bind(cursor);
        while (cursor.next()) {
            int name = cursor.typeRef();
            int type = cursor.dropped() || cursor.retracts()
                    ? -1
                    : types.find(cursor.bytes(), cursor.nameOffset(name), cursor.nameLength(name));
            if (type >= 0) {
                fields.fill(cursor);
                pick(type, sink);
            }
        }
    }

    private void pick(int type, Sink sink) {
        for (int index = 0; index < wanted.size(); index++) {
            Bound one = wanted.get(index);
            if (one.type == type && one.where.test(fields)) {
                String key = text(one.slot);
                if (key != null) {
                    sink.picked(index, cursor.timeMillis(), key);
                }
            }
        }
    }

    private @Nullable String text(int slot) {
        if (fields.tag(slot) == Tag.TEXT) {
            return new String(fields.bytes(), fields.textOffset(slot), fields.textLength(slot), StandardCharsets.UTF_8);
        }
        if (!fields.isNumber(slot)) {
            return null;
        }
        double number = fields.number(slot);
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
