package io.polestar.engine.alert;

import org.jspecify.annotations.Nullable;

/**
 * A note of what happened at a moment, beside the values.
 *
 * @param id given when it was made
 * @param timeMillis the moment, epoch milliseconds
 * @param metric id of the metric it is about, null for the tree
 * @param text what happened
 * @param author who says so
 */
public record Annotation(
        String id, long timeMillis, @Nullable String metric, String text, String author) {}
