package io.polestar.engine.window.model;

import io.polestar.engine.event.EventBatch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a person would write it down; properties are texts, decimals or booleans. */
public record RawEvent(
        long timeMillis,
        String type,
        String source,
        @Nullable String id,
        @Nullable String subject,
        Map<String, Object> properties) {

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    @Nullable
    public Object property(String name) {
        return properties.get(name);
    }

    @Nullable
    public BigDecimal decimal(String name) {
        return properties.get(name) instanceof BigDecimal number ? number : null;
    }

    public void writeTo(EventBatch batch) {
        batch.beginEvent();
        batch.time(timeMillis);
        put(type, batch::type);
        put(source, batch::source);
        if (id != null) {
            put(id, batch::id);
        }
        if (subject != null) {
            put(subject, batch::subject);
        }
        properties.forEach((name, value) -> {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            int ref = batch.name(utf8, 0, utf8.length);
            if (value instanceof BigDecimal number) {
                batch.number(ref, number.doubleValue());
            } else if (value instanceof Boolean flag) {
                batch.bool(ref, flag);
            } else {
                put((String) value, (bytes, offset, length) -> batch.text(ref, bytes, offset, length));
            }
        });
        batch.endEvent();
    }

    private static void put(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }
}
