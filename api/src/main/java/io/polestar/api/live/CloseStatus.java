package io.polestar.api.live;

/** The WebSocket close statuses the server uses (RFC 6455 and its registry). */
final class CloseStatus {
    /** The server is stopping. */
    static final int GOING_AWAY = 1001;
    /** The client did something it may not. */
    static final int POLICY = 1008;
    /** The server is at a bound. */
    static final int TRY_AGAIN_LATER = 1013;

    private CloseStatus() {}
}
