package io.polestar.engine.tree;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric as far as it could be read. Where its file section is wrong it holds a stand-in, so that later checks can go on; a draft
 * becomes a {@link Metric} only when the file has no problem.
 *
 * @param unit null if the section gives none
 * @param kind null if it could not be read
 * @param inputs known metrics the kind computes from, guessed where a name is misspelt
 */
record MetricDraft(
        String id,
        Section section,
        Map<String, String> labels,
        Map<String, String> description,
        String owner,
        @Nullable String unit,
        int decimals,
        @Nullable Kind kind,
        List<Window> windows,
        List<String> by,
        List<String> inputs) {
    Metric toMetric(String unit) {
        return new Metric(
                id,
                labels,
                description,
                owner,
                unit,
                decimals,
                Objects.requireNonNull(kind, "a metric without problems has a kind"),
                windows,
                by);
    }
}
