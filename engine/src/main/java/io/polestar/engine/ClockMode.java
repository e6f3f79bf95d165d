package io.polestar.engine;

/** What moves the engine's clock. Chosen when a data directory is made and kept in it. */
public enum ClockMode {
    /** The machine's clock: windows end now. */
    WALL,
    /** The newest event's time: windows end there, and the clock holds when data stops. For history. */
    STREAM
}
