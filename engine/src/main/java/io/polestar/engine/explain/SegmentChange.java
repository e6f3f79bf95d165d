package io.polestar.engine.explain;

/**
 * What one segment contributed to a change.
 *
 * @param segment its text
 * @param before its value before, NaN for no data
 * @param now its value now, NaN for no data
 * @param contribution its part in the metric's change, NaN when that is not known
 * @param mix of a ratio: the part that comes from its share of the denominator; NaN otherwise
 * @param rate of a ratio: the part that comes from its own ratio; NaN otherwise
 * @param presence on which sides it has data
 */
public record SegmentChange(
        String segment, double before, double now, double contribution, double mix, double rate, Presence presence) {}
