package io.polestar.engine;

import java.util.Set;

/**
 * How far the latest change of the definition is.
 *
 * @param state what is being done
 * @param version of the definition that is to take force, or has; empty before the first
 * @param counted ids of the metrics that are counted from the journal for it
 * @param fraction of the journal counted, 0 to 1
 * @param sequence of the record from which on the definition is in force, 0 before
 * @param message why it failed; empty otherwise
 */
public record Redefinition(
        State state, String version, Set<String> counted, double fraction, long sequence, String message) {
    /** The states, in their order. */
    public enum State {
        /** Nothing has been asked for since the start. */
        NONE,
        /** What the definition adds is counted from the journal; the one before is in force. */
        COUNTING,
        /** The definition is in force. */
        ADOPTED,
        /** The one before stays in force. */
        FAILED
    }

    static final Redefinition NOTHING = new Redefinition(State.NONE, "", Set.of(), 0, 0, "");

    public Redefinition {
        counted = Set.copyOf(counted);
    }

    Redefinition at(double fractionCounted) {
        return new Redefinition(state, version, counted, fractionCounted, sequence, message);
    }

    Redefinition adopted(long atSequence) {
        return new Redefinition(State.ADOPTED, version, counted, 1, atSequence, "");
    }

    Redefinition failed(Throwable failure) {
        return new Redefinition(State.FAILED, version, counted, fraction, 0, String.valueOf(failure.getMessage()));
    }
}
