package io.polestar.api.channel.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 answer (RFC 9112) from a connection that ends with it. Bounded in every part. */
final class ReplyReader {
    /** The longest body that is read, bytes; what follows is left. */
    static final int MOST_BODY_BYTES = 64 << 10;

    private static final int MOST_LINE_BYTES = 16 << 10;
    private static final int MOST_LINES = 200;
    private static final int MOST_INTERIM = 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])( .*)?");

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    HttpReply read() throws IOException {
        for (int interim = 0; interim < MOST_INTERIM; interim++) {
            int status = status();
            Map<String, String> headers = headers();
            if (status >= 200) {
                return new HttpReply(status, Map.copyOf(headers), body(status, headers));
            }
        }
        throw new IOException("the answer does not come to its point");
    }

    private int status() throws IOException {
        Matcher status = STATUS.matcher(line());
        if (!status.matches()) {
            throw new IOException("the answer is no HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("the answer is no HTTP");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        throw new IOException("the answer has too many headers");
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in.readNBytes(MOST_BODY_BYTES);
        }
        if (!length.matches("[0-9]{1,15}")) {
            throw new IOException("the answer has no length");
        }
        return exactly((int) Math.min(MOST_BODY_BYTES, Long.parseLong(length)));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() < MOST_BODY_BYTES) {
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("the answer has no length");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return body.toByteArray();
            }
            int read = (int) Math.min(length, MOST_BODY_BYTES - body.size());
            body.write(exactly(read));
            if (read == length && !line().isEmpty()) {
                throw new IOException("the answer is no HTTP");
            }
        }
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer broke off");
            }
            if (line.size() == MOST_LINE_BYTES) {
                throw new IOException("the answer is no HTTP");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
