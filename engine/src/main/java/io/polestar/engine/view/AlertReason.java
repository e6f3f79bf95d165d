package io.polestar.engine.view;

/** Why an alert made a transition. Those from {@link #CONFIRMED} on may leave the state as it is. */
public enum AlertReason {
    /** The condition began or ceased to hold, or has done so long enough. */
    CONDITION,
    /** The sources fell silent, or are back. */
    SOURCES,
    /** The condition could not be computed, or can be again. */
    FAILURE,
    /** What fired was computed from events that were not all in; they are now, and it did not hold. */
    RETRACTED,
    /** The rule was removed or watches something else now. */
    EDITED,
    /** What fired was computed from events that were not all in; they are now, and it holds. */
    CONFIRMED,
    /** Somebody took it on. */
    ACKNOWLEDGED,
    /** Nobody has it any more. */
    UNACKNOWLEDGED,
    /** A silence or a maintenance window covers it. */
    SILENCED,
    /** No silence covers it any more. */
    UNSILENCED,
    /** Another alert explains it. */
    INHIBITED,
    /** No other alert explains it any more. */
    UNINHIBITED,
    /** An operator allowed it to fire once more. */
    REARMED
}
