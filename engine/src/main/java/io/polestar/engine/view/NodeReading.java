package io.polestar.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * One node of the tree over the tree's window.
 *
 * @param metric the metric's id
 * @param value the value, NaN when there is no data
 * @param previous the window before, null when it is not known
 * @param residual parent less formula over its children, NaN when the node has no component edge
 * @param state the worst state of the node's alert rules
 * @param sparkline recent values, oldest first, NaN where there is no data; empty when history was not asked for; not to
 *     be changed by the reader
 */
public record NodeReading(
        String metric,
        double value,
        @Nullable PreviousReading previous,
        double residual,
        AlertState state,
        double[] sparkline) {}
