package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.explain.Contribution;
import io.polestar.engine.explain.DimensionChange;
import io.polestar.engine.explain.Explanation;
import io.polestar.engine.explain.FormulaChange;
import io.polestar.engine.explain.Method;
import io.polestar.engine.explain.MetricChange;
import io.polestar.engine.explain.SegmentChange;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.view.Span;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Explanations as JSON objects. */
public final class ExplanationJson {
    private final Definition definition;

    /** @param definition the tree that is explained; says which dimensions are pairs */
    public ExplanationJson(Definition definition) {
        this.definition = definition;
    }

    /** Why a metric changed. */
    public void write(JsonGenerator out, Explanation explanation) throws IOException {
        out.writeStartObject();
        out.writeStringField("window", explanation.window());
        out.writeStringField("against", explanation.against().word());
        span(out, explanation.span());
        Span before = explanation.before();
        if (before == null) {
            out.writeNullField("previous");
        } else {
            out.writeObjectFieldStart("previous");
            span(out, before);
            out.writeEndObject();
        }
        out.writeFieldName("explanation");
        change(out, explanation.change());
        ReadingJson.trust(out, explanation.trust());
        out.writeEndObject();
    }

    private static void span(JsonGenerator out, Span span) throws IOException {
        Json.time(out, "from", span.fromMillis());
        Json.time(out, "to", span.toMillis());
    }

    private void change(JsonGenerator out, MetricChange change) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", change.metric());
        Json.number(out, "now", change.now());
        Json.number(out, "before", change.before());
        Json.number(out, "change", change.change());
        out.writeStringField("presence", change.presence().word());
        formula(out, "component", change.component());
        formula(out, "inputs", change.inputs());
        out.writeArrayFieldStart("dimensions");
        for (DimensionChange dimension : change.dimensions()) {
            dimension(out, dimension);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("children");
        for (MetricChange child : change.children()) {
            change(out, child);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void formula(JsonGenerator out, String name, @Nullable FormulaChange change) throws IOException {
        if (change == null) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeStringField("formula", change.formula());
        Json.texts(out, "methods", change.methods().stream().map(Method::word).toList());
        out.writeArrayFieldStart("contributions");
        for (Contribution contribution : change.contributions()) {
            out.writeStartObject();
            out.writeStringField("of", contribution.part().word());
            Json.text(out, "name", contribution.name().isEmpty() ? null : contribution.name());
            Json.number(out, "now", contribution.now());
            Json.number(out, "before", contribution.before());
            Json.number(out, "contribution", contribution.contribution());
            out.writeStringField("presence", contribution.presence().word());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void dimension(JsonGenerator out, DimensionChange change) throws IOException {
        out.writeStartObject();
        out.writeStringField("by", change.by());
        out.writeStringField("method", change.method().word());
        out.writeArrayFieldStart("segments");
        for (SegmentChange segment : change.segments()) {
            segment(out, change.by(), segment);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("rest");
        out.writeNumberField("segments", change.restSegments());
        Json.number(out, "contribution", change.rest());
        out.writeEndObject();
        out.writeObjectFieldStart("remainder");
        out.writeStringField("name", change.method() == Method.OWN_CHANGE ? "overlap" : "unsplit");
        Json.number(out, "contribution", change.remainder());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void segment(JsonGenerator out, String by, SegmentChange change) throws IOException {
        out.writeStartObject();
        out.writeStringField("segment", change.segment());
        if (definition.dimension(by).origin() instanceof Dimension.Pair pair) {
            int first = change.segment().indexOf(Dimension.Pair.SEPARATOR);
            if (first >= 0) {
                out.writeObjectFieldStart("pair");
                out.writeStringField(pair.first(), change.segment().substring(0, first));
                out.writeStringField(pair.second(), change.segment().substring(first + 1));
                out.writeEndObject();
            }
        }
        Json.number(out, "now", change.now());
        Json.number(out, "before", change.before());
        Json.number(out, "contribution", change.contribution());
        if (!Double.isNaN(change.mix())) {
            Json.number(out, "mix", change.mix());
            Json.number(out, "rate", change.rate());
        }
        out.writeStringField("presence", change.presence().word());
        out.writeEndObject();
    }
}
