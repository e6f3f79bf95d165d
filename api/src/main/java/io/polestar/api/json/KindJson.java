package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a metric's value comes about, as fields of the metric's JSON object. Six fields are there for every kind, null where they mean
 * nothing; the others are there for their kind only, under the names that the definition language gives them.
 */
final class KindJson {
    private KindJson() {}

    static void write(JsonGenerator out, Kind kind) throws IOException {
        common(out, kind);
        if (kind instanceof Kind.Gauge gauge) {
            out.writeFieldName("rises");
            flow(out, gauge.rises());
            out.writeFieldName("falls");
            flow(out, gauge.falls());
        } else if (kind instanceof Kind.Quantile quantile) {
            Json.number(out, "quantile", quantile.quantile());
            Json.text(out, "per", quantile.per());
        } else if (kind instanceof Kind.Repeat repeat) {
            out.writeNumberField("times", repeat.times());
            Json.text(out, "distinct", repeat.distinct());
        } else if (kind instanceof Kind.Conversion conversion) {
            conversion(out, conversion);
        } else if (kind instanceof Kind.Retention retention) {
            retention(out, retention);
        } else if (kind instanceof Kind.Session session) {
            out.writeNumberField("gapMillis", session.gapMillis());
            out.writeStringField("measure", session.measure().word());
        } else if (kind instanceof Kind.Derived derived) {
            earlier(out, derived);
        }
    }

    private static void common(JsonGenerator out, Kind kind) throws IOException {
        EventFilter events = events(kind);
        Formula formula = formula(kind);
        Json.text(out, "event", events == null ? null : events.eventType());
        Json.text(out, "where", events == null ? null : where(events));
        Json.text(out, "of", of(kind));
        Json.text(out, "formula", formula == null ? null : formula.text());
        Json.text(out, "numerator", kind instanceof Kind.Ratio ratio ? ratio.numerator() : null);
        Json.text(out, "denominator", kind instanceof Kind.Ratio ratio ? ratio.denominator() : null);
    }

    private static void conversion(JsonGenerator out, Kind.Conversion conversion) throws IOException {
        out.writeArrayFieldStart("steps");
        for (EventFilter step : conversion.steps()) {
            filter(out, step);
        }
        out.writeEndArray();
        out.writeNumberField("withinMillis", conversion.withinMillis());
        if (conversion.step() == 0) {
            out.writeNullField("step");
        } else {
            out.writeNumberField("step", conversion.step());
        }
    }

    private static void retention(JsonGenerator out, Kind.Retention retention) throws IOException {
        out.writeFieldName("first");
        filter(out, retention.first());
        out.writeFieldName("back");
        filter(out, retention.back());
        out.writeStringField("cohort", retention.cohort().word());
        out.writeNumberField("after", retention.after());
    }

    private static void earlier(JsonGenerator out, Kind.Derived derived) throws IOException {
        out.writeObjectFieldStart("earlier");
        for (Map.Entry<String, Kind.Earlier> entry : new TreeMap<>(derived.earlier()).entrySet()) {
            out.writeObjectFieldStart(entry.getKey());
            out.writeStringField("metric", entry.getValue().metric());
            out.writeStringField("against", entry.getValue().comparison().word());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void flow(JsonGenerator out, Kind.@Nullable Flow flow) throws IOException {
        if (flow == null) {
            out.writeNull();
            return;
        }
        Formula value = flow.value();
        out.writeStartObject();
        out.writeStringField("event", flow.events().eventType());
        Json.text(out, "where", where(flow.events()));
        Json.text(out, "formula", value == null ? null : value.text());
        out.writeEndObject();
    }

    private static void filter(JsonGenerator out, EventFilter events) throws IOException {
        out.writeStartObject();
        out.writeStringField("event", events.eventType());
        Json.text(out, "where", where(events));
        out.writeEndObject();
    }

    private static @Nullable String where(EventFilter events) {
        return events.where().equals(Condition.ALWAYS) ? null : events.where().text();
    }

    private static @Nullable EventFilter events(Kind kind) {
        if (kind instanceof Kind.Count count) {
            return count.events();
        }
        if (kind instanceof Kind.Sum sum) {
            return sum.events();
        }
        if (kind instanceof Kind.Average average) {
            return average.events();
        }
        if (kind instanceof Kind.Min min) {
            return min.events();
        }
        if (kind instanceof Kind.Max max) {
            return max.events();
        }
        if (kind instanceof Kind.Last last) {
            return last.events();
        }
        if (kind instanceof Kind.Cumulative cumulative) {
            return cumulative.flow().events();
        }
        if (kind instanceof Kind.Quantile quantile) {
            return quantile.events();
        }
        if (kind instanceof Kind.Distinct distinct) {
            return distinct.events();
        }
        if (kind instanceof Kind.Repeat repeat) {
            return repeat.events();
        }
        return kind instanceof Kind.Session session ? session.events() : null;
    }

    private static @Nullable Formula formula(Kind kind) {
        if (kind instanceof Kind.Sum sum) {
            return sum.value();
        }
        if (kind instanceof Kind.Average average) {
            return average.value();
        }
        if (kind instanceof Kind.Min min) {
            return min.value();
        }
        if (kind instanceof Kind.Max max) {
            return max.value();
        }
        if (kind instanceof Kind.Last last) {
            return last.value();
        }
        if (kind instanceof Kind.Cumulative cumulative) {
            return cumulative.flow().value();
        }
        if (kind instanceof Kind.Quantile quantile) {
            return quantile.value();
        }
        return kind instanceof Kind.Derived derived ? derived.formula() : null;
    }

    private static @Nullable String of(Kind kind) {
        if (kind instanceof Kind.Distinct distinct) {
            return distinct.of();
        }
        if (kind instanceof Kind.Repeat repeat) {
            return repeat.of();
        }
        if (kind instanceof Kind.Conversion conversion) {
            return conversion.of();
        }
        if (kind instanceof Kind.Retention retention) {
            return retention.of();
        }
        return kind instanceof Kind.Session session ? session.of() : null;
    }
}
