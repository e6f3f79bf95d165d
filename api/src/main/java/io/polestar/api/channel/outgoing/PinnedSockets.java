package io.polestar.api.channel.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/** Makes sockets that connect to the addresses judged beforehand, whatever address a library hands them; the port is the library's. */
final class PinnedSockets extends SocketFactory {
    private final InetAddress address;
    private final List<Socket> made = new CopyOnWriteArrayList<>();

    PinnedSockets(InetAddress address) {
        this.address = address;
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Pinned(address);
        made.add(socket);
        return socket;
    }

    /** Closes every socket that was made, in the middle of whatever it is at. */
    void closeAll() throws IOException {
        for (Socket socket : made) {
            socket.close();
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(port);
    }

    private Socket connected(int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    private static final class Pinned extends Socket {
        private final InetAddress address;

        Pinned(InetAddress address) {
            this.address = address;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeoutMillis);
        }
    }
}
