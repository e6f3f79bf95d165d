package io.polestar.api.live;

import io.polestar.api.json.Json;
import io.polestar.api.json.ReadingJson;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.TreeReading;
import io.polestar.engine.view.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads topics. Within one tick the same metric, window, dimension and comparison is read once. Hub's thread only. */
final class Evaluator {
    private final Map<Topic.OfMetric, MetricReading> readThisTick = new HashMap<>();

    /** A topic's content: encoded only when somebody wants it. */
    record Content(long sequence, Fingerprint fingerprint, Supplier<String> json) {}

    /** Begins a tick: what was read before is read anew. */
    void beginTick() {
        readThisTick.clear();
    }

    /**
     * Reads a topic.
     *
     * @throws IllegalArgumentException when the definition does not have it
     */
    Content read(Topic topic, Views views) {
        if (topic instanceof Topic.OfTree tree) {
            TreeReading reading = views.tree(tree.window(), true, tree.against());
            return new Content(
                    reading.trust().sequence(),
                    Fingerprint.of(reading),
                    () -> Json.text(out -> ReadingJson.tree(out, reading)));
        }
        if (topic instanceof Topic.OfMetric metric) {
            MetricReading reading = only(metric.segment(), whole(metric, views));
            return new Content(
                    reading.trust().sequence(),
                    Fingerprint.of(reading),
                    () -> Json.text(out -> ReadingJson.metric(out, reading)));
        }
        throw new IllegalArgumentException("alerts are not a value, topic=" + topic);
    }

    private MetricReading whole(Topic.OfMetric topic, Views views) {
        Topic.OfMetric key = new Topic.OfMetric(topic.metric(), topic.window(), topic.slice(), null, topic.against());
        MetricReading known = readThisTick.get(key);
        if (known == null) {
            known = views.metric(topic.metric(), topic.window(), topic.slice(), topic.against());
            readThisTick.put(key, known);
        }
        return known;
    }

    private static MetricReading only(@Nullable String segment, MetricReading whole) {
        if (segment == null) {
            return whole;
        }
        List<SegmentReading> one = whole.segments().stream()
                .filter(reading ->
                        reading.remainder() == null && reading.segment().equals(segment))
                .toList();
        return whole.with(one);
    }
}
