package io.polestar.engine.view;

/** Where an alert rule stands, from least to most grave but for {@link #RESOLVED}, which follows {@link #FIRING}. */
public enum AlertState {
    /** The condition does not hold. */
    INACTIVE,
    /** The condition holds, but not yet for the rule's {@code for}. */
    PENDING,
    /** The condition has held for the rule's {@code for}, or stopped holding less than {@code keepFiringFor} ago. */
    FIRING,
    /** It fired and the condition has ceased; shown until the rule is pending again. */
    RESOLVED
}
