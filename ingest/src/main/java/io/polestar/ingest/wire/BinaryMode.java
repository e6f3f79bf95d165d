package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.ByteScanner.END;
import static io.polestar.ingest.wire.WireRule.HEADER;
import static io.polestar.ingest.wire.WireRule.NOT_UTF8;
import static io.polestar.ingest.wire.WireRule.TRAILING;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CloudEvent in binary mode as the same event in structured mode, so that one grammar and one set of limits holds for
 * both. One event a request is no hot path: it may allocate.
 */
final class BinaryMode {
    private static final String PREFIX = "ce-";
    private static final JsonFactory JSON = new JsonFactory();

    private final ByteScanner in;
    private final ValueSkipper skipper;

    /** {@code in} is left on what broke a rule. */
    BinaryMode(ByteScanner in, ValueSkipper skipper) {
        this.in = in;
        this.skipper = skipper;
    }

    byte[] structured(Map<String, String> headers, @Nullable String contentType, byte[] body, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (name.startsWith(PREFIX)) {
                    json.writeStringField(name.substring(PREFIX.length()), decoded(name, header.getValue()));
                }
            }
            if (contentType != null) {
                json.writeStringField("datacontenttype", contentType);
            }
            in.over(body, 0, length, false);
            if (MediaTypes.isJson(contentType)) {
                if (in.peek() != END) {
                    writeJson(json, out, body, length);
                }
            } else if (MediaTypes.isText(contentType)) {
                json.writeStringField("data", utf8(ByteBuffer.wrap(body, 0, length), NOT_UTF8, "data"));
            } else {
                ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(body, 0, length));
                json.writeStringField(
                        "data_base64",
                        StandardCharsets.ISO_8859_1.decode(encoded).toString());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void writeJson(JsonGenerator json, ByteArrayOutputStream out, byte[] body, int length) throws IOException {
        skipper.check(in, 2);
        if (in.peek() != END) {
            throw new Refused(TRAILING, in.at, "data");
        }
        json.writeFieldName("data");
        json.writeRawValue("");
        json.flush();
        out.write(body, 0, length);
    }

    private String decoded(String name, String value) {
        byte[] written = value.getBytes(StandardCharsets.UTF_8);
        in.over(written, 0, written.length, false);
        ByteBuffer decoded = ByteBuffer.allocate(written.length);
        for (int i = 0; i < written.length; i++) {
            if (written[i] != '%') {
                decoded.put(written[i]);
                continue;
            }
            int high = i + 2 < written.length ? Character.digit(written[i + 1], 16) : -1;
            int low = i + 2 < written.length ? Character.digit(written[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new Refused(HEADER, 0, name);
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        return utf8(decoded.flip(), HEADER, name);
    }

    private static String utf8(ByteBuffer bytes, WireRule rule, String field) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Refused(rule, 0, field);
        }
    }
}
