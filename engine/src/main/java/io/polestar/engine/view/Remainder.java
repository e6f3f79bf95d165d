package io.polestar.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link SegmentReading} says that stands for all segments not shown.
 *
 * @param segments how many it stands for; those that the dimension's bound does not admit count as one
 * @param reason why it has no value although there is data, null otherwise
 */
public record Remainder(int segments, @Nullable String reason) {}
