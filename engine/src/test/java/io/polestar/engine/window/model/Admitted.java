package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The segments that each dimension has admitted, first come. */
final class Admitted {
    private final Split split;
    private final ZoneId zone;
    private final Map<String, Set<String>> byDimension = new HashMap<>();

    Admitted(Split split, ZoneId zone) {
        this.split = split;
        this.zone = zone;
        split.bounds().keySet().forEach(dimension -> byDimension.put(dimension, new LinkedHashSet<>()));
    }

    /** What another has admitted to the dimensions that are the same here. */
    void takeUp(Admitted other) {
        byDimension.forEach((dimension, segments) -> {
            if (split.key(dimension, zone).equals(other.split.key(dimension, other.zone))) {
                segments.addAll(other.of(dimension));
            }
        });
    }

    Set<String> of(String dimension) {
        return byDimension.getOrDefault(dimension, Set.of());
    }

    /** The segment an event belongs to; admits it when it is new. */
    String segment(String dimension, RawEvent event) {
        if (Split.isPair(dimension)) {
            List<String> parts = Split.partsOf(dimension);
            return admit(dimension, segment(parts.get(0), event) + '\u001f' + segment(parts.get(1), event));
        }
        ZonedDateTime local = Instant.ofEpochMilli(event.timeMillis()).atZone(zone);
        return switch (dimension) {
            case "hour" -> admit(dimension, "%02d".formatted(local.getHour()));
            case "weekday" ->
                admit(dimension, String.valueOf(local.getDayOfWeek().getValue()));
            default -> admit(dimension, event.property(dimension));
        };
    }

    private String admit(String dimension, @Nullable Object value) {
        if (value == null) {
            return "(none)";
        }
        String text =
                value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
        if (text.equals("other") || text.equals("(none)")) {
            return text;
        }
        Set<String> known = byDimension.computeIfAbsent(dimension, key -> new LinkedHashSet<>());
        if (!known.contains(text) && known.size() >= split.bound(dimension)) {
            return "other";
        }
        known.add(text);
        return text;
    }
}
