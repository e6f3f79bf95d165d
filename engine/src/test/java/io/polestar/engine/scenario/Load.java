package io.polestar.engine.scenario;

import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events of one kind.
 *
 * @param type the events' type
 * @param source who sends them
 * @param numbers their properties that are numbers
 * @param texts their other properties
 * @param lagMillis how long after their time they come
 * @param everyMillis how far they are apart
 * @param fromMillis when the first one is
 * @param id what tells the event from others, null for nothing
 */
record Load(
        String type,
        String source,
        Map<String, Double> numbers,
        Map<String, String> texts,
        long lagMillis,
        double everyMillis,
        long fromMillis,
        @Nullable String id) {

    /** Reads {@code key=value} words: {@code type}, {@code source}, {@code lag}, {@code id}, and else properties. */
    static Load of(List<String> words, double everyMillis, long fromMillis) {
        Map<String, String> texts = new TreeMap<>(Map.of("type", "order", "source", "shop", "lag", "0", "price", "10"));
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not key=value: " + word);
            }
            texts.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String type = texts.remove("type");
        String source = texts.remove("source");
        long lag = Times.millis(texts.remove("lag"));
        String id = texts.remove("id");
        Map<String, Double> numbers = new TreeMap<>();
        texts.entrySet().removeIf(entry -> {
            boolean number = entry.getValue().matches("-?[0-9.]+");
            if (number) {
                numbers.put(entry.getKey(), Double.parseDouble(entry.getValue()));
            }
            return number;
        });
        return new Load(type, source, numbers, texts, lag, everyMillis, fromMillis, id);
    }

    /** Adds those that come after a moment and not after another; returns how many. */
    int addTo(EventBatch batch, long afterMillis, long untilMillis) {
        int added = 0;
        long first = (long) Math.floor((afterMillis - lagMillis - fromMillis) / everyMillis) + 1;
        for (long index = Math.max(0, first); ; index++) {
            long timeMillis = fromMillis + (long) (index * everyMillis);
            if (timeMillis + lagMillis > untilMillis) {
                return added;
            }
            if (timeMillis + lagMillis > afterMillis) {
                addOne(batch, timeMillis);
                added++;
            }
        }
    }

    void addOne(EventBatch batch, long timeMillis) {
        batch.beginEvent();
        batch.time(timeMillis);
        put(type, batch::type);
        put(source, batch::source);
        put("someone", batch::subject);
        if (id != null) {
            put(id, batch::id);
        }
        texts.forEach((name, value) -> {
            int at = name(batch, name);
            put(value, (utf8, offset, length) -> batch.text(at, utf8, offset, length));
        });
        numbers.forEach((name, value) -> batch.number(name(batch, name), value));
        batch.endEvent();
    }

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    private static void put(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }

    private static int name(EventBatch batch, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return batch.name(utf8, 0, utf8.length);
    }
}
