package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Guardrail;
import io.polestar.engine.tree.Influence;
import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Source;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A definition as a JSON object. */
public final class DefinitionJson {
    private DefinitionJson() {}

    /** Writes the definition, its text included. */
    public static void write(JsonGenerator out, Definition definition) throws IOException {
        List<Window> windows = definition.windows();
        out.writeStartObject();
        out.writeStringField("name", definition.name());
        out.writeStringField("version", definition.version());
        out.writeStringField("zone", definition.zone().getId());
        out.writeStringField("northStar", definition.northStar());
        windows(out, windows);
        out.writeStringField("defaultWindow", windows.get(0).name());
        out.writeArrayFieldStart("dimensions");
        for (Dimension dimension : definition.dimensions()) {
            dimension(out, dimension);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("metrics");
        for (Metric metric : definition.metrics()) {
            metric(out, metric);
        }
        out.writeEndArray();
        edges(out, definition);
        out.writeArrayFieldStart("alerts");
        for (Rule rule : definition.rules()) {
            rule(out, rule);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("sources");
        for (Source source : definition.sources()) {
            source(out, source);
        }
        out.writeEndArray();
        out.writeStringField("text", definition.text());
        out.writeEndObject();
    }

    private static void dimension(JsonGenerator out, Dimension dimension) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", dimension.id());
        labels(out, "labels", dimension.labels());
        out.writeNumberField("bound", dimension.bound());
        Dimension.Origin origin = dimension.origin();
        Json.text(out, "property", origin instanceof Dimension.Property property ? property.name() : null);
        Json.text(out, "time", origin instanceof Dimension.TimePart part ? part.word() : null);
        if (origin instanceof Dimension.Pair pair) {
            Json.texts(out, "pair", List.of(pair.first(), pair.second()));
        } else {
            out.writeNullField("pair");
        }
        out.writeEndObject();
    }

    private static void metric(JsonGenerator out, Metric metric) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", metric.id());
        labels(out, "labels", metric.labels());
        labels(out, "description", metric.description());
        out.writeStringField("owner", metric.owner());
        out.writeStringField("unit", metric.unit());
        out.writeStringField("kind", metric.kind().word());
        out.writeNumberField("decimals", metric.decimals());
        windows(out, metric.windows());
        Json.texts(out, "by", metric.by());
        KindJson.write(out, metric.kind());
        out.writeEndObject();
    }

    private static void edges(JsonGenerator out, Definition definition) throws IOException {
        out.writeArrayFieldStart("components");
        for (Component component : definition.components()) {
            out.writeStartObject();
            out.writeStringField("parent", component.parent());
            Json.texts(out, "children", component.formula().variables());
            out.writeStringField("formula", component.formula().text());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("influences");
        for (Influence influence : definition.influences()) {
            out.writeStartObject();
            out.writeStringField("driver", influence.driver());
            out.writeStringField("target", influence.target());
            out.writeStringField("sign", lower(influence.sign()));
            out.writeNumberField("lagMillis", influence.lagMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("guardrails");
        for (Guardrail guardrail : definition.guardrails()) {
            out.writeStartObject();
            out.writeStringField("metric", guardrail.metric());
            out.writeStringField("guards", guardrail.guards());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void rule(JsonGenerator out, Rule rule) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", rule.id());
        labels(out, "labels", rule.labels());
        out.writeStringField("metric", rule.metric());
        out.writeStringField("window", rule.window().name());
        AlertJson.segment(out, rule.segment());
        Json.text(out, "each", rule.watched().each());
        out.writeStringField("trigger", rule.trigger().word());
        out.writeStringField("condition", rule.trigger().text());
        out.writeStringField("direction", rule.trigger().level().side().word());
        Json.number(out, "threshold", rule.trigger().level().at());
        Json.number(out, "clear", rule.trigger().level().clear());
        target(out, rule.trigger());
        anomaly(out, rule.trigger());
        out.writeNumberField("forMillis", rule.timing().forMillis());
        out.writeNumberField("keepFiringForMillis", rule.timing().keepFiringForMillis());
        out.writeBooleanField("once", rule.timing().once());
        out.writeBooleanField("provisional", rule.timing().provisional());
        labels(out, "tags", rule.tags());
        Json.texts(out, "inhibits", rule.inhibits());
        out.writeStringField("severity", lower(rule.severity()));
        out.writeStringField("owner", rule.owner());
        out.writeEndObject();
    }

    private static void target(JsonGenerator out, Trigger trigger) throws IOException {
        if (!(trigger instanceof Trigger.Target target)) {
            out.writeNullField("target");
            return;
        }
        out.writeObjectFieldStart("target");
        Json.number(out, "value", target.value());
        out.writeStringField("pace", target.pace().word());
        out.writeEndObject();
    }

    private static void anomaly(JsonGenerator out, Trigger trigger) throws IOException {
        if (!(trigger instanceof Trigger.Anomaly anomaly)) {
            out.writeNullField("anomaly");
            return;
        }
        out.writeObjectFieldStart("anomaly");
        out.writeStringField(
                "direction",
                anomaly.side() == Side.BOTH ? "both" : anomaly.side().word());
        Json.number(out, "falseAlarmsPerMonth", anomaly.falseAlarmsPerMonth());
        out.writeEndObject();
    }

    private static void source(JsonGenerator out, Source source) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", source.name());
        labels(out, "labels", source.labels());
        out.writeNumberField("staleMillis", source.staleMillis());
        out.writeStringField("owner", source.owner());
        out.writeEndObject();
    }

    private static void windows(JsonGenerator out, List<Window> windows) throws IOException {
        Json.texts(out, "windows", windows.stream().map(Window::name).toList());
    }

    private static void labels(JsonGenerator out, String name, Map<String, String> labels) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.writeStringField(label.getKey(), label.getValue());
        }
        out.writeEndObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
