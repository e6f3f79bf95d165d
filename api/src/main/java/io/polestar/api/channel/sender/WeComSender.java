package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Sheet;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.api.json.Json;
import io.polestar.engine.tree.Channel;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Posts Markdown to a message robot of WeCom (developer.work.weixin.qq.com/document/path/91770): at most 4,096 bytes, 20 messages a minute,
 * the answer in {@code errcode}.
 */
final class WeComSender implements Sender {
    /** System busy; called too often. */
    private static final Set<Integer> BUSY = Set.of(-1, 45009, 45033);

    private static final int MOST_BYTES = 4_096;

    private final Channel.WeCom target;
    private final SheetWriter words;
    private final HttpCaller http;

    WeComSender(Channel.WeCom target, SheetWriter words, HttpCaller http) {
        this.target = target;
        this.words = words;
        this.http = http;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        Sheet sheet = words.write(parcel);
        String text = Markdown.within(Markdown.of(sheet, "### ").replace("\n\n", "\n"), MOST_BYTES);
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("msgtype", "markdown");
            out.writeObjectFieldStart("markdown");
            out.writeStringField("content", text);
            out.writeEndObject();
            out.writeEndObject();
        });
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return Replies.byCode(http.post(secrets.address(target.url()), headers, body), "errcode", "errmsg", BUSY);
    }
}
