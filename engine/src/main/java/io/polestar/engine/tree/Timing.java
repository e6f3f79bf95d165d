package io.polestar.engine.tree;

import org.jspecify.annotations.Nullable;

/**
 * When a rule whose condition holds is to fire, and when it may stop.
 *
 * @param forMillis how long the condition must hold before it fires, milliseconds, 0 or more
 * @param keepFiringForMillis how long it goes on after the condition ceased, milliseconds, 0 or more
 * @param activeHours outside them it is not judged and stays as it is; null for always
 * @param once whether it fires once and then not again until an operator re-arms it
 * @param provisional whether a firing is held provisional until the watermark has passed it, then judged again
 */
public record Timing(
        long forMillis, long keepFiringForMillis, @Nullable Hours activeHours, boolean once, boolean provisional) {
    public Timing {
        if (forMillis < 0 || keepFiringForMillis < 0) {
            throw new IllegalArgumentException("durations must not be negative, forMillis=" + forMillis
                    + " keepFiringForMillis=" + keepFiringForMillis);
        }
    }
}
