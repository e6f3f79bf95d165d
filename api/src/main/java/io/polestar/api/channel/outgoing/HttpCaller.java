package io.polestar.api.channel.outgoing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts over HTTP/1.1, each call on a connection of its own that goes to an address judged beforehand.
 *
 * <p>The JDK's client looks a host up itself, after any check: a name whose answers change could lead it elsewhere, and over https it
 * cannot be given an address and a name. Here the socket is connected to the address that was judged, and TLS then checks the
 * certificate against the name. Redirects are not followed and proxies not used. Safe for any thread.
 */
public final class HttpCaller implements Closeable {
    /** How long a call may take from the look-up to the end of the answer, milliseconds, unless told otherwise. */
    public static final int DEFAULT_TIMEOUT_MILLIS = 10_000;

    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final int timeoutMillis;
    private final Deadlines deadlines = new Deadlines();

    /** Calls that end after that time. */
    public HttpCaller(Resolver resolver, SSLSocketFactory tls, int timeoutMillis) {
        this.resolver = resolver;
        this.tls = tls;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Posts a body.
     *
     * @param uri {@code http} or {@code https}
     * @param headers besides Host, Content-Length, Connection and User-Agent
     * @throws RefusedAddressException when calls may not go there
     * @throws IOException when there is no answer; whether the receiver got the body is not known then
     * @throws IllegalArgumentException when the address or a header cannot be sent
     */
    public HttpReply post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        boolean secure = "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        byte[] head = head(uri, headers, body.length);
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        List<InetAddress> addresses = resolver.resolve(uri.getHost());
        try (Connection connection = new Connection()) {
            Future<?> deadline = deadlines.closeAfter(timeoutMillis, connection);
            try {
                connection.open(addresses, port);
                if (secure) {
                    connection.encrypt(uri.getHost(), port);
                }
                return connection.exchange(head, body);
            } finally {
                deadline.cancel(false);
            }
        }
    }

    private static byte[] head(URI uri, Map<String, String> headers, int length) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        String host = uri.getPort() > 0 ? uri.getHost() + ':' + uri.getPort() : uri.getHost();
        head.append(" HTTP/1.1\r\nHost: ").append(host).append("\r\nUser-Agent: Polestar\r\nConnection: close");
        head.append("\r\nContent-Length: ").append(length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!header.getValue().matches("[\\x20-\\x7e]*")) {
                throw new IllegalArgumentException("a header is of printable ASCII, header=" + header.getKey());
            }
        }
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** One connection. Closed by its own thread, or by the deadline's in the middle of anything. */
    private final class Connection implements Closeable {
        private Socket socket = new Socket();
        private boolean closed;

        void open(List<InetAddress> addresses, int port) throws IOException {
            IOException failure = new IOException("the host has no address");
            for (InetAddress address : addresses) {
                try {
                    replace(new Socket());
                    socket.connect(new InetSocketAddress(address, port), timeoutMillis);
                    socket.setSoTimeout(timeoutMillis);
                    socket.setTcpNoDelay(true);
                    return;
                } catch (IOException e) {
                    failure = e;
                }
            }
            throw failure;
        }

        void encrypt(String host, int port) throws IOException {
            SSLSocket encrypted = (SSLSocket) tls.createSocket(socket, host, port, true);
            replace(encrypted);
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            encrypted.startHandshake();
        }

        private synchronized void replace(Socket next) throws IOException {
            if (closed) {
                next.close();
                throw new IOException("the call took longer than " + timeoutMillis + " ms");
            }
            socket = next;
        }

        HttpReply exchange(byte[] head, byte[] body) throws IOException {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head);
                out.write(body);
                out.flush();
                return new ReplyReader(new BufferedInputStream(socket.getInputStream())).read();
            } catch (IOException e) {
                throw isClosed() ? new IOException("the call took longer than " + timeoutMillis + " ms", e) : e;
            }
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            socket.close();
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
