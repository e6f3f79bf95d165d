package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.DefinitionVersion;
import io.polestar.engine.Reconciliation;
import io.polestar.engine.Redefinition;
import io.polestar.engine.tree.DefinitionDiff;
import io.polestar.engine.tree.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Changes of the definition as JSON: what differs, how far the change is, what was in force, what two versions count. */
public final class DefinitionChangeJson {
    private DefinitionChangeJson() {}

    /** Writes the field {@code definitionProblems} of a problem document. */
    public static void problems(JsonGenerator out, List<Problem> problems) throws IOException {
        out.writeArrayFieldStart("definitionProblems");
        for (Problem problem : problems) {
            out.writeStartObject();
            out.writeNumberField("line", problem.line());
            out.writeNumberField("column", problem.column());
            out.writeStringField("rule", problem.rule());
            out.writeStringField("fix", problem.fix());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes what another definition changes, and how far the change is. */
    public static void change(JsonGenerator out, DefinitionDiff diff, Redefinition change) throws IOException {
        out.writeStartObject();
        changeFields(out, change);
        changes(out, diff);
        out.writeEndObject();
    }

    /** Writes how far a change is. */
    public static void change(JsonGenerator out, Redefinition change) throws IOException {
        out.writeStartObject();
        changeFields(out, change);
        out.writeEndObject();
    }

    private static void changeFields(JsonGenerator out, Redefinition change) throws IOException {
        out.writeStringField("state", change.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("version", change.version());
        Json.texts(out, "counted", change.counted().stream().sorted().toList());
        Json.number(out, "fraction", change.fraction());
        out.writeNumberField("sequence", change.sequence());
        out.writeStringField("message", change.message());
    }

    /** Writes what differs between two versions. */
    public static void diff(JsonGenerator out, String from, String to, DefinitionDiff diff) throws IOException {
        out.writeStartObject();
        out.writeStringField("from", from);
        out.writeStringField("to", to);
        changes(out, diff);
        out.writeEndObject();
    }

    private static void changes(JsonGenerator out, DefinitionDiff diff) throws IOException {
        Json.texts(out, "recounted", diff.recountedMetrics().stream().sorted().toList());
        out.writeArrayFieldStart("changes");
        for (DefinitionDiff.Change change : diff.changes()) {
            out.writeStartObject();
            out.writeStringField("kind", change.kind());
            out.writeStringField("sentence", change.sentence());
            out.writeBooleanField("recounts", change.recounts());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes every definition that has been in force, newest first. */
    public static void versions(JsonGenerator out, List<DefinitionVersion> oldestFirst) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("versions");
        for (int index = oldestFirst.size() - 1; index >= 0; index--) {
            DefinitionVersion version = oldestFirst.get(index);
            out.writeStartObject();
            out.writeStringField("version", version.version());
            out.writeNumberField("sequence", version.sequence());
            Json.time(out, "time", version.wallMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Writes what two versions count. */
    public static void reconciliation(
            JsonGenerator out, String metric, String window, String first, String second, Reconciliation result)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", metric);
        out.writeStringField("window", window);
        Json.time(out, "from", result.fromMillis());
        Json.time(out, "to", result.toMillis());
        out.writeNumberField("sequence", result.sequence());
        side(out, "first", first, result.first(), result.onlyFirst());
        side(out, "second", second, result.second(), result.onlySecond());
        out.writeArrayFieldStart("events");
        for (Reconciliation.OneSided event : result.events()) {
            out.writeStartObject();
            out.writeStringField("countedBy", event.byFirst() ? "first" : "second");
            out.writeStringField("source", event.source());
            Json.text(out, "id", event.id().isEmpty() ? null : event.id());
            Json.time(out, "time", event.timeMillis());
            out.writeNumberField("sequence", event.sequence());
            out.writeBooleanField("retracts", event.retracts());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void side(JsonGenerator out, String name, String version, double value, long only)
            throws IOException {
        out.writeObjectFieldStart(name);
        out.writeStringField("version", version);
        Json.number(out, "value", value);
        out.writeNumberField("eventsOnlyHere", only);
        out.writeEndObject();
    }
}
