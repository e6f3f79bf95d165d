package io.polestar.api.live;

/** One connection's way out. At most one send is under way at a time. Closing is safe from any thread. */
interface Outlet {
    /** Starts to send; {@code sent} runs when the next may follow, on any thread, also before this returns. */
    void send(Update.Outgoing message, Runnable sent);

    /** Ends the connection with a WebSocket status; the reason is for people. Further calls do nothing. */
    void close(int status, String reason);
}
