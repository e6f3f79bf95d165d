package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.tree.TimeLength;
import io.polestar.engine.view.CohortsReading;
import io.polestar.engine.view.ForecastReading;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.NodeReading;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.Remainder;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.SeriesLine;
import io.polestar.engine.view.SeriesReading;
import io.polestar.engine.view.Slice;
import io.polestar.engine.view.SourceReading;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.StepsReading;
import io.polestar.engine.view.TreeReading;
import io.polestar.engine.view.Trust;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Readings as JSON objects. */
public final class ReadingJson {
    private ReadingJson() {}

    /** The tree over one window. */
    public static void tree(JsonGenerator out, TreeReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("window", reading.window());
        span(out, reading.span());
        out.writeArrayFieldStart("nodes");
        for (NodeReading node : reading.nodes()) {
            node(out, node);
        }
        out.writeEndArray();
        trust(out, reading.trust());
        out.writeEndObject();
    }

    /** One metric over one window, with its segments. */
    public static void metric(JsonGenerator out, MetricReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", reading.metric());
        out.writeStringField("window", reading.window());
        span(out, reading.span());
        slice(out, reading.slice(), reading.known());
        Json.number(out, "value", reading.value());
        previous(out, reading.previous());
        steps(out, reading.steps());
        out.writeArrayFieldStart("segments");
        for (SegmentReading segment : reading.segments()) {
            out.writeStartObject();
            segment(out, segment.segment(), segment.parts(), segment.remainder());
            Json.number(out, "value", segment.value());
            previous(out, segment.previous());
            out.writeEndObject();
        }
        out.writeEndArray();
        trust(out, reading.trust());
        out.writeEndObject();
    }

    /** The field {@code steps} of a conversion, and until when attempts are mature. */
    private static void steps(JsonGenerator out, @Nullable StepsReading steps) throws IOException {
        if (steps == null) {
            return;
        }
        out.writeArrayFieldStart("steps");
        for (StepsReading.Step step : steps.steps()) {
            out.writeStartObject();
            out.writeStringField("event", step.event());
            Json.text(out, "where", step.where().isEmpty() ? null : step.where());
            Json.number(out, "reached", step.reached());
            Json.number(out, "ofFirst", step.ofFirst());
            Json.number(out, "ofPrevious", step.ofPrevious());
            out.writeEndObject();
        }
        out.writeEndArray();
        Json.time(out, "matureTo", steps.matureMillis());
    }

    /** The cohorts of a retention metric. */
    public static void cohorts(JsonGenerator out, CohortsReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", reading.metric());
        out.writeStringField("period", reading.period().word());
        out.writeNumberField("after", reading.after());
        Json.time(out, "clock", reading.clockMillis() == 0 ? Long.MIN_VALUE : reading.clockMillis());
        out.writeArrayFieldStart("cohorts");
        for (CohortsReading.Cohort cohort : reading.cohorts()) {
            out.writeStartObject();
            out.writeStringField("cohort", cohort.firstDay().toString());
            out.writeNumberField("size", cohort.subjects());
            out.writeArrayFieldStart("returned");
            for (long returned : cohort.returned()) {
                out.writeNumber(returned);
            }
            out.writeEndArray();
            out.writeNumberField("mature", cohort.mature());
            out.writeEndObject();
        }
        out.writeEndArray();
        trust(out, reading.trust());
        out.writeEndObject();
    }

    /** What periods will have brought. */
    public static void forecast(JsonGenerator out, ForecastReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", reading.metric());
        out.writeNumberField("learntHours", reading.learntHours());
        out.writeArrayFieldStart("periods");
        for (ForecastReading.Period period : reading.periods()) {
            out.writeStartObject();
            out.writeStringField("period", period.name());
            span(out, period.span());
            Json.number(out, "soFar", period.soFar());
            Json.number(out, "expected", period.expected());
            Json.number(out, "low80", period.low80());
            Json.number(out, "high80", period.high80());
            Json.number(out, "low95", period.low95());
            Json.number(out, "high95", period.high95());
            out.writeEndObject();
        }
        out.writeEndArray();
        trust(out, reading.trust());
        out.writeEndObject();
    }

    private static void slice(JsonGenerator out, Slice slice, boolean known) throws IOException {
        Json.text(out, "by", slice.by());
        if (slice.where().isEmpty()) {
            out.writeNullField("where");
        } else {
            texts(out, "where", slice.where());
        }
        out.writeBooleanField("known", known);
    }

    private static void segment(
            JsonGenerator out, String name, Map<String, String> parts, @Nullable Remainder remainder)
            throws IOException {
        out.writeStringField("segment", name);
        if (!parts.isEmpty()) {
            texts(out, "parts", parts);
        }
        if (remainder != null) {
            out.writeObjectFieldStart("remainder");
            out.writeNumberField("segments", remainder.segments());
            Json.text(out, "reason", remainder.reason());
            out.writeEndObject();
        }
    }

    private static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    /** A series; {@code asked} is the interval and step the client asked for or got by default. */
    public static void series(JsonGenerator out, SeriesReading reading, Span asked) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", reading.metric());
        out.writeStringField("window", reading.window());
        out.writeStringField("step", TimeLength.format(reading.stepMillis()));
        span(out, asked);
        slice(out, reading.slice(), reading.known());
        Json.times(out, "times", reading.times());
        out.writeArrayFieldStart("lines");
        for (SeriesLine line : reading.lines()) {
            out.writeStartObject();
            segment(out, line.segment(), line.parts(), line.remainder());
            Json.numbers(out, "values", line.values());
            out.writeEndObject();
        }
        out.writeEndArray();
        trust(out, reading.trust());
        out.writeEndObject();
    }

    /** The field {@code trust}. */
    public static void trust(JsonGenerator out, Trust trust) throws IOException {
        out.writeObjectFieldStart("trust");
        out.writeNumberField("sequence", trust.sequence());
        Json.time(out, "clock", trust.clockMillis());
        Json.time(out, "watermark", trust.watermarkMillis());
        out.writeNumberField("late", trust.late());
        out.writeNumberField("duplicates", trust.duplicates());
        out.writeNumberField("rejected", trust.rejected());
        out.writeStringField("definition", trust.definition());
        Json.number(out, "error", trust.error());
        out.writeBooleanField("held", trust.held());
        Json.time(out, "since", trust.sinceMillis());
        out.writeArrayFieldStart("sources");
        for (SourceReading source : trust.sources()) {
            out.writeStartObject();
            SourceJson.freshness(out, source);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void node(JsonGenerator out, NodeReading node) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", node.metric());
        Json.number(out, "value", node.value());
        previous(out, node.previous());
        Json.number(out, "residual", node.residual());
        out.writeStringField("state", node.state().name().toLowerCase(Locale.ROOT));
        Json.numbers(out, "sparkline", node.sparkline());
        out.writeEndObject();
    }

    private static void previous(JsonGenerator out, @Nullable PreviousReading previous) throws IOException {
        if (previous == null) {
            out.writeNullField("previous");
            return;
        }
        out.writeObjectFieldStart("previous");
        Json.number(out, "value", previous.value());
        span(out, previous.span());
        out.writeEndObject();
    }

    private static void span(JsonGenerator out, Span span) throws IOException {
        Json.time(out, "from", span.fromMillis());
        Json.time(out, "to", span.toMillis());
    }
}
