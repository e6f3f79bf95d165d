package io.polestar.engine.view;

/** Where one alert stands. {@code docs/alerts.md} has every transition between these as a table. */
public enum AlertState {
    /** The condition does not hold. */
    INACTIVE,
    /** The condition holds, but not yet for the rule's {@code for}. */
    PENDING,
    /** The condition has held for the rule's {@code for} and has not ceased since; with a {@code clear} level, not reached that. */
    FIRING,
    /** It fired and the condition has ceased, but not yet for {@code keepFiringFor}: still one episode, told to nobody as resolved. */
    RECOVERING,
    /** It fired and the condition has ceased; shown until the rule is pending again. */
    RESOLVED,
    /** The sources that the rule rests on are silent: nothing can be said, and no drop is taken for real. An episode goes on. */
    NO_DATA,
    /** The condition could not be computed. An episode goes on. */
    ERROR;

    /** Whether an episode may be going on in this state; in {@link #FIRING} and {@link #RECOVERING} one always is. */
    public boolean mayBeOpen() {
        return this == FIRING || this == RECOVERING || this == NO_DATA || this == ERROR;
    }
}
