package io.polestar.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection that posts one request after another. It does as little as it can, because it shares the machine with
 * the server it measures. One thread.
 */
final class KeptConnection implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final String head;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] reply = new byte[64 << 10];
    private int filled;
    private int bodyStart;

    /** A connection that posts NDJSON to a Polestar server. */
    KeptConnection(int port) throws IOException {
        this(port, "/v1/events", "application/x-ndjson");
    }

    /** @param path where all bodies go */
    KeptConnection(int port, String path, String contentType) throws IOException {
        head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType + "\r\nContent-Length: ";
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Posts a body and returns the status code; {@link #reply} then holds the answer. */
    int post(byte[] body, int length) throws IOException {
        out.write((head + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, length);
        out.flush();
        readReply();
        return status();
    }

    private int status() {
        return (reply[9] - '0') * 100 + (reply[10] - '0') * 10 + reply[11] - '0';
    }

    /** Body of the last reply. */
    String reply() {
        return new String(reply, bodyStart, filled - bodyStart, StandardCharsets.UTF_8);
    }

    private void readReply() throws IOException {
        filled = 0;
        bodyStart = -1;
        int needed = Integer.MAX_VALUE;
        while (bodyStart < 0 || filled < needed) {
            int read = in.read(reply, filled, reply.length - filled);
            if (read <= 0) {
                throw new IOException("the server closed the connection in the middle of a reply");
            }
            filled += read;
            if (bodyStart < 0) {
                bodyStart = endOfHead();
                needed = bodyStart < 0 ? needed : bodyStart + contentLength();
            }
        }
    }

    private int endOfHead() {
        for (int at = 3; at < filled; at++) {
            if (reply[at] == '\n' && reply[at - 1] == '\r' && reply[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private int contentLength() throws IOException {
        if (status() == NO_CONTENT) {
            return 0;
        }
        for (int at = 0; at + LENGTH.length < bodyStart; at++) {
            if (matchesIgnoringCase(at)) {
                int length = 0;
                for (int digit = at + LENGTH.length; reply[digit] != '\r'; digit++) {
                    length = length * 10 + reply[digit] - '0';
                }
                return length;
            }
        }
        throw new IOException(
                "a reply without a length: " + new String(Arrays.copyOf(reply, bodyStart), StandardCharsets.US_ASCII));
    }

    private boolean matchesIgnoringCase(int at) {
        for (int index = 0; index < LENGTH.length; index++) {
            if ((reply[at + index] | 0x20) != (LENGTH[index] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
