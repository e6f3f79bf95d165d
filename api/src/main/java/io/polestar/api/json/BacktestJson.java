package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.Episode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would have come of a rule, as JSON. */
public final class BacktestJson {
    private static final double MILLIS = 1_000;

    private BacktestJson() {}

    /** Writes a report as one object; lengths of time are in seconds. */
    public static void report(JsonGenerator out, BacktestReport report) throws IOException {
        out.writeStartObject();
        out.writeStringField("rule", report.rule());
        out.writeStringField("definition", report.definition());
        Json.time(out, "from", report.fromMillis());
        Json.time(out, "to", report.toMillis());
        journal(out, report.journal());
        out.writeNumberField("fired", report.fired());
        seconds(out, "firingSeconds", report.firingMillis());
        seconds(out, "inhibitedSeconds", report.inhibitedMillis());
        seconds(out, "silencedSeconds", report.silencedMillis());
        counts(out, "entered", report.entered());
        counts(out, "inhibits", report.inhibits());
        out.writeNumberField("messageCount", report.messageCount());
        messages(out, report.messages());
        out.writeArrayFieldStart("episodes");
        for (Episode episode : report.episodes()) {
            episode(out, episode);
        }
        out.writeEndArray();
        out.writeNumberField("episodesLeftOut", report.episodesLeftOut());
        out.writeStringField("alertHash", String.format(Locale.ROOT, "%016x", report.alertHash()));
        out.writeEndObject();
    }

    private static void journal(JsonGenerator out, BacktestReport.Reading reading) throws IOException {
        out.writeObjectFieldStart("journal");
        Json.time(out, "begin", reading.beginMillis());
        out.writeNumberField("beginSequence", reading.beginSequence());
        out.writeBooleanField("cut", reading.cut());
        Json.time(out, "end", reading.endMillis());
        out.writeNumberField("endSequence", reading.endSequence());
        out.writeNumberField("events", reading.events());
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, Map<?, Long> counts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<?, Long> count : counts.entrySet()) {
            Object key = count.getKey();
            out.writeNumberField(key instanceof Enum<?> word ? lower(word) : String.valueOf(key), count.getValue());
        }
        out.writeEndObject();
    }

    private static void messages(JsonGenerator out, List<BacktestReport.Told> messages) throws IOException {
        out.writeArrayFieldStart("messages");
        for (BacktestReport.Told told : messages) {
            out.writeStartObject();
            out.writeStringField("channel", told.channel());
            out.writeStringField("cause", lower(told.cause()));
            out.writeNumberField("count", told.count());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void episode(JsonGenerator out, Episode episode) throws IOException {
        out.writeStartObject();
        out.writeStringField("episode", episode.id());
        AlertJson.segment(out, episode.segment());
        out.writeStringField("outcome", lower(episode.outcome()));
        out.writeBooleanField("provisional", episode.provisional());
        Json.time(out, "pending", episode.pendingMillis());
        Json.time(out, "firing", episode.firingMillis());
        Json.time(out, "end", episode.endMillis());
        seconds(out, "durationSeconds", episode.durationMillis());
        seconds(out, "recoveringSeconds", episode.recoveringMillis());
        Json.number(out, "value", episode.value());
        Json.number(out, "peak", episode.peak());
        Json.number(out, "threshold", episode.threshold());
        Json.number(out, "low", episode.low());
        Json.number(out, "high", episode.high());
        seconds(out, "inhibitedSeconds", episode.inhibitedMillis());
        Json.texts(out, "inhibitedBy", List.copyOf(episode.inhibitedBy()));
        seconds(out, "silencedSeconds", episode.silencedMillis());
        Json.texts(out, "silencedBy", List.copyOf(episode.silencedBy()));
        Json.text(out, "acknowledgedBy", episode.acknowledgedBy());
        out.writeEndObject();
    }

    private static void seconds(JsonGenerator out, String name, long millis) throws IOException {
        Json.number(out, name, millis / MILLIS);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
