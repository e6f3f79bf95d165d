package io.polestar.engine.incoming;

import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;

/** Writes events into a batch. */
final class Written {
    private final EventBatch batch;

    Written(EventBatch batch) {
        this.batch = batch;
    }

    EventBatch batch() {
        return batch;
    }

    /** An event; properties by turns name and value: a number, a text, true or false. */
    Written event(String type, String source, String id, Long timeMillis, Object... properties) {
        batch.beginEvent();
        text(type, batch::type);
        text(source, batch::source);
        if (id != null) {
            text(id, batch::id);
        }
        if (timeMillis != null) {
            batch.time(timeMillis);
        }
        for (int at = 0; at < properties.length; at += 2) {
            property((String) properties[at], properties[at + 1]);
        }
        if (!batch.endEvent()) {
            throw new IllegalStateException("the batch is full");
        }
        return this;
    }

    /** A correction of source shop without a time. */
    Written correction(String id, Object... properties) {
        return event("polestar.correction", "shop", id, null, properties);
    }

    private void property(String name, Object value) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        if (name.equals("subject")) {
            text((String) value, batch::subject);
        } else if (value instanceof Number number) {
            batch.number(batch.name(utf8, 0, utf8.length), number.doubleValue());
        } else if (value instanceof Boolean bool) {
            batch.bool(batch.name(utf8, 0, utf8.length), bool);
        } else {
            int name1 = batch.name(utf8, 0, utf8.length);
            text((String) value, (bytes, offset, length) -> batch.text(name1, bytes, offset, length));
        }
    }

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    private static void text(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }
}
