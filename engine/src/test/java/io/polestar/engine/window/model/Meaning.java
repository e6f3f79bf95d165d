package io.polestar.engine.window.model;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the model: one of its last two parts is set.
 *
 * @param by ids of the dimensions it is split by
 * @param leaf how it reads events
 * @param computed how it follows from two others
 */
public record Meaning(
        String id,
        List<String> windows,
        List<String> by,
        @Nullable Leaf leaf,
        @Nullable Computed computed) {

    /** A formula over two leaves. */
    record Computed(String text, Meaning one, Meaning other, DoubleBinaryOperator of) {}

    /** Whether it is made of what steps of time add. */
    public boolean addsUp() {
        return computed == null ? leaf().addsUp() : computed.one.addsUp() && computed.other.addsUp();
    }

    /** The word for its kind, "" if it follows from others. */
    public String kind() {
        return leaf == null ? "" : leaf.kind();
    }

    @Override
    public Leaf leaf() {
        if (leaf == null) {
            throw new IllegalStateException("reads no events, metric=" + id);
        }
        return leaf;
    }

    public boolean isComputed() {
        return computed != null;
    }

    /** Ids of the metrics it follows from. */
    public List<String> inputs() {
        return computed == null ? List.of() : List.of(computed.one.id, computed.other.id);
    }

    @Override
    public String toString() {
        return text().strip();
    }

    String text() {
        String kind = computed == null ? "unit: 1, " + leaf().text() : computed.text;
        return "  %s: {labels: {en: %s}, owner: a@example.com, windows: [%s], by: [%s], %s}\n"
                .formatted(id, id, String.join(", ", windows), String.join(", ", by), kind);
    }
}
