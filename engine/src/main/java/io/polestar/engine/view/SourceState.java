package io.polestar.engine.view;

/** Whether a source still sends. */
public enum SourceState {
    /** It has never sent an event; only sources that the definition declares are listed so. */
    SILENT,
    /** It has sent within the time it may be silent. */
    LIVE,
    /** It has been silent for longer than it may be. */
    STALE
}
