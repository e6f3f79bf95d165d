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
import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts rich text to a custom bot of Feishu or Lark (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot). The signature is the Base64
 * of an HMAC-SHA256 whose key is the time in seconds, a line feed and the secret, and whose message is empty; it stands in the body beside
 * the time. Rich text is of plain texts and links, so that nothing in it needs escaping. The answer is in {@code code}.
 */
final class FeishuSender implements Sender {
    /** Too many requests, of the bot and of the gateway. */
    private static final Set<Integer> BUSY = Set.of(9499, 11232, 99991400);
    /** The bot's limit for a body is 20 KB. */
    private static final int MOST_TEXT_BYTES = 1_000;

    private static final int MOST_PARTS = 5;

    private final Channel.Feishu target;
    private final Language language;
    private final SheetWriter words;
    private final HttpCaller http;
    private final Clock clock;

    FeishuSender(Channel.Feishu target, Language language, SheetWriter words, HttpCaller http, Clock clock) {
        this.target = target;
        this.language = language;
        this.words = words;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        Secret secret = target.secret();
        String key = secret == null ? null : secrets.value(secret);
        Sheet sheet = words.write(parcel);
        byte[] body = Json.bytes(out -> write(out, sheet, key));
        Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
        return Replies.byCode(http.post(secrets.address(target.url()), headers, body), "code", "msg", BUSY);
    }

    private void write(JsonGenerator out, Sheet sheet, @Nullable String key) throws IOException {
        out.writeStartObject();
        if (key != null) {
            String seconds = Long.toString(clock.millis() / 1_000);
            out.writeStringField("timestamp", seconds);
            out.writeStringField("sign", Signatures.sign(Signatures.utf8(seconds + '\n' + key), new byte[0]));
        }
        out.writeStringField("msg_type", "post");
        out.writeObjectFieldStart("content");
        out.writeObjectFieldStart("post");
        out.writeObjectFieldStart(language == Language.ZH ? "zh_cn" : "en_us");
        out.writeStringField("title", text(sheet.title()));
        out.writeArrayFieldStart("content");
        for (Part part : sheet.parts().stream().limit(MOST_PARTS).toList()) {
            part(out, part, sheet.parts().size() > 1);
        }
        if (!sheet.closing().isEmpty()) {
            line(out, sheet.closing());
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void part(JsonGenerator out, Part part, boolean headed) throws IOException {
        if (headed) {
            line(out, part.heading());
        }
        for (Fact fact : part.facts()) {
            line(out, fact.name().isEmpty() ? fact.text() : fact.name() + ": " + fact.text());
        }
        String link = part.link();
        if (link != null) {
            out.writeStartArray();
            out.writeStartObject();
            out.writeStringField("tag", "a");
            out.writeStringField("text", part.linkText());
            out.writeStringField("href", link);
            out.writeEndObject();
            out.writeEndArray();
        }
    }

    private static void line(JsonGenerator out, String text) throws IOException {
        out.writeStartArray();
        out.writeStartObject();
        out.writeStringField("tag", "text");
        out.writeStringField("text", text(text));
        out.writeEndObject();
        out.writeEndArray();
    }

    private static String text(String text) {
        return Markdown.within(text, MOST_TEXT_BYTES);
    }
}
