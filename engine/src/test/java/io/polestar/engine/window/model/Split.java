package io.polestar.engine.window.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dimensions of a tree, by id; a pair is named after its parts, as in {@code country_device}. */
record Split(Map<String, Integer> bounds) {
    static final List<String> PLAIN = List.of("country", "device", "hour", "weekday");
    private static final List<String> TIME = List.of("hour", "weekday");
    static final List<String> PAIRS = List.of("country_device", "device_weekday");

    Split {
        bounds = new TreeMap<>(bounds);
    }

    static Split first() {
        return new Split(
                Map.of("country", 3, "device", 5, "hour", 24, "weekday", 7, "country_device", 9, "device_weekday", 20));
    }

    /** The same with another bound of one dimension. */
    Split with(String dimension, int bound) {
        Map<String, Integer> changed = new TreeMap<>(bounds);
        changed.put(dimension, bound);
        return new Split(changed);
    }

    int bound(String dimension) {
        return bounds.getOrDefault(dimension, 0);
    }

    static boolean isPair(String dimension) {
        return PAIRS.contains(dimension);
    }

    static List<String> partsOf(String pair) {
        return List.of(pair.split("_"));
    }

    /** What the segments of a dimension depend on. */
    String key(String dimension, ZoneId zone) {
        String key = dimension + " " + bound(dimension) + (TIME.contains(dimension) ? zone : "");
        return isPair(dimension)
                ? key + partsOf(dimension).stream().map(part -> key(part, zone)).toList()
                : key;
    }

    String text() {
        StringBuilder yaml = new StringBuilder("dimensions:\n");
        bounds.forEach((id, bound) -> yaml.append("  %s: {%s, bound: %d, labels: {en: %s}}\n"
                .formatted(
                        id,
                        isPair(id) ? "pair: " + partsOf(id) : (TIME.contains(id) ? "time: " : "property: ") + id,
                        bound,
                        id)));
        return yaml.toString();
    }
}
