package io.polestar.api.channel.sender;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.wording.Briefing;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.api.channel.wording.Told;
import io.polestar.api.json.Json;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Posts alerts to the v2 API of an Alertmanager (prometheus.io/docs/alerting/latest/alerts_api and the OpenAPI document of
 * prometheus/alertmanager, api/v2/openapi.yaml): {@code POST /api/v2/alerts} with an array of labels, annotations, {@code startsAt}, {@code
 * endsAt} and {@code generatorURL}. Labels tell alerts apart, so that they are the same from firing to resolved; what changes is in the
 * annotations.
 *
 * <p>An Alertmanager forgets what it is not told again. As Prometheus does, an alert that goes on ends a few rounds of saying again ahead,
 * so that it also ends when this process does and never comes back.
 */
final class AlertmanagerSender implements Sender {
    private static final String PATH = "/api/v2/alerts";
    private static final int ROUNDS_AHEAD = 4;
    private static final int MOST_AT_ONCE = 500;

    private final Channel.Alertmanager target;
    private final SheetWriter words;
    private final HttpCaller http;
    private final Clock clock;
    private final long sayAgainMillis;

    AlertmanagerSender(
            Channel.Alertmanager target, SheetWriter words, HttpCaller http, Clock clock, long sayAgainMillis) {
        this.target = target;
        this.words = words;
        this.http = http;
        this.clock = clock;
        this.sayAgainMillis = sayAgainMillis;
    }

    @Override
    public boolean forgets() {
        return true;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        Sheet sheet = words.write(parcel);
        if (parcel.message().alerts().isEmpty()) {
            return post(secrets, out -> test(out, sheet, parcel.message().channel()));
        }
        return post(parcel.told(), secrets);
    }

    @Override
    public Outcome sayAgain(List<Told> standing, OpenSecrets secrets) throws IOException {
        Outcome outcome = Outcome.DELIVERED;
        for (int from = 0; from < standing.size(); from += MOST_AT_ONCE) {
            outcome = post(standing.subList(from, Math.min(standing.size(), from + MOST_AT_ONCE)), secrets);
            if (!(outcome instanceof Outcome.Delivered)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Outcome post(List<Told> alerts, OpenSecrets secrets) throws IOException {
        long untilMillis = clock.millis() + ROUNDS_AHEAD * sayAgainMillis;
        return post(secrets, out -> {
            out.writeStartArray();
            for (Told told : alerts) {
                write(out, told, untilMillis);
            }
            out.writeEndArray();
        });
    }

    private Outcome post(OpenSecrets secrets, Json.Body body) throws IOException {
        String base = secrets.address(target.url()).toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH);
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        Secret password = target.password();
        if (password != null) {
            byte[] login = Signatures.utf8(target.user() + ":" + secrets.value(password));
            headers.put(
                    "Authorization",
                    "Basic " + secrets.hidden(Base64.getEncoder().encodeToString(login)));
        }
        return Replies.byStatus(http.post(uri, headers, Json.bytes(body)));
    }

    private static void write(JsonGenerator out, Told told, long untilMillis) throws IOException {
        AlertNote alert = told.alert();
        Briefing briefing = told.briefing();
        out.writeStartObject();
        texts(out, "labels", labels(alert));
        texts(out, "annotations", annotations(told));
        out.writeStringField("startsAt", Json.time(alert.sinceMillis()));
        out.writeStringField("endsAt", Json.time(told.isOver() ? alert.decisionMillis() : untilMillis));
        if (briefing != null && briefing.link() != null) {
            out.writeStringField("generatorURL", briefing.link());
        }
        out.writeEndObject();
    }

    /** A label's name is of letters, digits and underscores; the rule's own labels do not stand in for these. */
    private static Map<String, String> labels(AlertNote alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.labels().forEach((name, value) -> labels.put(name.replaceAll("[^a-zA-Z0-9_]|^(?=[0-9])", "_"), value));
        labels.put("alertname", alert.rule());
        labels.put("metric", alert.metric());
        labels.put("window", alert.window());
        labels.put("severity", alert.severity());
        String segment = alert.segment();
        if (segment != null) {
            labels.put("segment", segment);
        }
        String owner = alert.owner();
        if (owner != null) {
            labels.put("owner", owner);
        }
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private static Map<String, String> annotations(Told told) {
        Briefing briefing = told.briefing();
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("episode", told.alert().episode());
        if (briefing != null) {
            annotations.put("summary", briefing.title());
            annotations.put("value", briefing.value());
            annotations.put("bound", briefing.bound());
            annotations.put("path", String.join(" → ", briefing.path()));
            annotations.put(
                    "moved_by",
                    String.join(
                            "; ",
                            briefing.movers().stream()
                                    .map(one -> one.name() + ' ' + one.change())
                                    .toList()));
        }
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }

    private void test(JsonGenerator out, Sheet sheet, String channel) throws IOException {
        long nowMillis = clock.millis();
        out.writeStartArray();
        out.writeStartObject();
        texts(out, "labels", Map.of("alertname", "polestar_test", "channel", channel, "severity", "info"));
        texts(out, "annotations", Map.of("summary", sheet.title()));
        out.writeStringField("startsAt", Json.time(nowMillis));
        out.writeStringField("endsAt", Json.time(nowMillis + sayAgainMillis));
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
