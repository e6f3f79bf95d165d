package io.polestar.engine.view;

import java.util.List;

/**
 * How many attempts of a conversion got how far.
 *
 * @param steps the steps in their order
 * @param matureMillis attempts before this time have had all the time they are allowed, epoch milliseconds; later ones may still get further
 */
public record StepsReading(List<Step> steps, long matureMillis) {
    public StepsReading {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param event type of its events
     * @param where which of them, empty for all
     * @param reached attempts that reached it, NaN when that is not known
     * @param ofFirst its share of those that began, NaN when there are none
     * @param ofPrevious its share of those that reached the step before, NaN when there are none; NaN for the first step
     */
    public record Step(String event, String where, double reached, double ofFirst, double ofPrevious) {}
}
