package io.polestar.api.channel.sender;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.Sheet.Fact;
import io.polestar.api.channel.wording.Sheet.Part;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.api.json.Json;
import io.polestar.engine.tree.Channel;
import java.io.IOException;
import java.util.Map;

/**
 * Posts blocks to an incoming webhook of Slack (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, …/reference/block-kit): a
 * header of at most 150 characters, sections of at most 3,000, 50 blocks. In mrkdwn the three characters {@code & < >} are escaped
 * (…/messaging/formatting-message-text), and {@code verbatim} keeps names and addresses in texts from becoming mentions and links. One
 * message a second is borne; more are answered 429 with Retry-After.
 */
final class SlackSender implements Sender {
    private static final int MOST_HEADER = 150;
    private static final int MOST_SECTION = 3_000;

    private final Channel.Slack target;
    private final SheetWriter words;
    private final HttpCaller http;

    SlackSender(Channel.Slack target, SheetWriter words, HttpCaller http) {
        this.target = target;
        this.words = words;
        this.http = http;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        Sheet sheet = words.write(parcel);
        byte[] body = Json.bytes(out -> write(out, sheet));
        Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
        return Replies.byStatus(http.post(secrets.address(target.url()), headers, body));
    }

    private static void write(JsonGenerator out, Sheet sheet) throws IOException {
        out.writeStartObject();
        out.writeStringField("text", escaped(sheet.title()));
        out.writeArrayFieldStart("blocks");
        block(out, "header", "plain_text", cut(sheet.title(), MOST_HEADER));
        for (Part part : sheet.parts()) {
            section(out, text(part, sheet.parts().size() > 1));
            String link = part.link();
            if (link != null) {
                section(out, '<' + escaped(link.replace("|", "%7C")) + '|' + escaped(part.linkText()) + '>');
            }
        }
        if (!sheet.closing().isEmpty()) {
            section(out, escaped(sheet.closing()));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String text(Part part, boolean headed) {
        StringBuilder text = new StringBuilder(headed ? '*' + escaped(part.heading()) + '*' : "");
        for (Fact fact : part.facts()) {
            String line = fact.name().isEmpty()
                    ? escaped(fact.text())
                    : '*' + escaped(fact.name()) + "* " + escaped(fact.text());
            if (text.length() + line.length() < MOST_SECTION) {
                text.append(text.length() == 0 ? "" : "\n").append(line);
            }
        }
        return text.toString();
    }

    private static void section(JsonGenerator out, String text) throws IOException {
        block(out, "section", "mrkdwn", text);
    }

    private static void block(JsonGenerator out, String type, String format, String text) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type);
        out.writeObjectFieldStart("text");
        out.writeStringField("type", format);
        out.writeStringField("text", text);
        if (format.equals("mrkdwn")) {
            out.writeBooleanField("verbatim", true);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\p{Cntrl}+", " ");
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }
}
