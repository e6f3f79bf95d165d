package io.polestar.engine;

/**
 * How far the engine is with its recovery.
 *
 * @param state whether it takes events and answers reads
 * @param replayedEvents events read back from the journal so far
 * @param fraction share of the journal's tail that has been replayed, 0 to 1
 * @param message one sentence for a person
 */
public record Readiness(State state, long replayedEvents, double fraction, String message) {
    /** The stages of a start. */
    public enum State {
        /** The journal is being read back; events are refused. */
        REPLAYING,
        /** Everything journalled is counted; events are taken. */
        READY,
        /** Recovery or the writer stopped on an error; the message says which. */
        FAILED
    }

    /** Whether events are taken. */
    public boolean isReady() {
        return state == State.READY;
    }
}
