package io.polestar.api.live;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** Sends over a WebSocket; a failed send ends the connection, which tells the hub. */
final class SocketOutlet implements Outlet {
    private final Session session;

    SocketOutlet(Session session) {
        this.session = session;
    }

    @Override
    public void send(Update.Outgoing message, Runnable sent) {
        session.sendText(message.text(), Callback.from(sent, failure -> session.disconnect()));
    }

    @Override
    public void close(int status, String reason) {
        session.close(status, reason, Callback.NOOP);
    }
}
