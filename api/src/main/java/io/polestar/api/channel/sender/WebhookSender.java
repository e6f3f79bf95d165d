package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.OpenSecrets;
import io.polestar.api.channel.outgoing.SecretException;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.api.json.Json;
import io.polestar.engine.tree.Channel;
import io.polestar.engine.tree.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Posts JSON to any program, signed as Standard Webhooks 1.0.0 ask for (github.com/standard-webhooks/standard-webhooks, spec): the headers
 * {@code webhook-id}, which stays the same from attempt to attempt, {@code webhook-timestamp}, the attempt's time in seconds, and {@code
 * webhook-signature}, {@code v1,} and the Base64 of the HMAC-SHA256 of id, timestamp and body joined by full stops. The key is what
 * {@code whsec_} stands before, in Base64.
 */
final class WebhookSender implements Sender {
    private static final String KEY_PREFIX = "whsec_";
    /** The specification asks for 24 to 64 bytes; longer keys do no harm. */
    private static final int LEAST_KEY_BYTES = 24;

    private final Channel.Webhook target;
    private final SheetWriter words;
    private final HttpCaller http;
    private final Clock clock;

    WebhookSender(Channel.Webhook target, SheetWriter words, HttpCaller http, Clock clock) {
        this.target = target;
        this.words = words;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Outcome send(Parcel parcel, OpenSecrets secrets) throws IOException {
        URI uri = secrets.address(target.url());
        byte[] key = key(target.secret(), secrets);
        byte[] body = Json.bytes(
                out -> ParcelJson.write(out, parcel, words.write(parcel).title()));
        String id = parcel.message().id();
        String seconds = Long.toString(clock.millis() / 1_000);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(Signatures.utf8(id + '.' + seconds + '.'));
        signed.write(body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put("webhook-signature", "v1," + Signatures.sign(key, signed.toByteArray()));
        return Replies.byStatus(http.post(uri, headers, body));
    }

    private static byte[] key(Secret secret, OpenSecrets secrets) throws SecretException {
        String text = secrets.value(secret);
        try {
            String encoded = text.startsWith(KEY_PREFIX) ? text.substring(KEY_PREFIX.length()) : "";
            byte[] key = Base64.getDecoder().decode(secrets.hidden(encoded));
            if (key.length >= LEAST_KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new SecretException(secret + " is no Base64 after " + KEY_PREFIX);
        }
        throw new SecretException(
                secret + " must be " + KEY_PREFIX + " and the Base64 of " + LEAST_KEY_BYTES + " bytes or more");
    }
}
