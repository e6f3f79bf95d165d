package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.api.json.Json;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * Posts Markdown to a custom robot of DingTalk (open.dingtalk.com/document/robots/custom-robot-access and …/customize-robot-security-settings).
 * The signature is the Base64 of the HMAC-SHA256, under the secret, of the time in milliseconds, a line feed and the secret, percent-encoded
 * in the query. A robot takes 20 messages a minute and then none for ten; its answer is in {@code errcode}.
 */
final class DingTalkSender implements Sender {
    /** System busy; too many messages (130101 and, of the newer gateway, 660026). */
    private static final Set<Integer> BUSY = Set.of(-1, 130101, 130102, 660026);
    /** The robot's limit for a body is 20,000 bytes. */
    private static final int MOST_BYTES = 16_000;

    private final Channel.DingTalk target;
    private final SheetWriter words;
    private final HttpCaller http;
    private final Clock clock;

    DingTalkSender(Channel.DingTalk target, SheetWriter words, HttpCaller http, Clock clock) {
        this.target = target;
        this.words = words;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        URI uri = secrets.address(target.url());
        Secret secret = target.secret();
        URI signed = secret == null ? uri : signed(uri, secrets.value(secret));
        Sheet sheet = words.write(parcel);
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("msgtype", "markdown");
            out.writeObjectFieldStart("markdown");
            out.writeStringField("title", Markdown.plain(sheet.title()));
            out.writeStringField("text", Markdown.within(Markdown.of(sheet, "### "), MOST_BYTES));
            out.writeEndObject();
            out.writeEndObject();
        });
        Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
        return Replies.byCode(http.post(signed, headers, body), "errcode", "errmsg", BUSY);
    }

    private URI signed(URI uri, String secret) {
        long millis = clock.millis();
        String sign = Signatures.sign(Signatures.utf8(secret), Signatures.utf8(millis + "\n" + secret));
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery() + '&';
        String base = uri.toString().split("\\?", 2)[0];
        return URI.create(base + '?' + query + "timestamp=" + millis + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
}
