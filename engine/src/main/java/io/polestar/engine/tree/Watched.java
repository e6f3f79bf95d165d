package io.polestar.engine.tree;

import org.jspecify.annotations.Nullable;

/**
 * What a rule looks at.
 *
 * @param metric id of the metric
 * @param window one of the metric's windows
 * @param segment the one segment looked at, null for none
 * @param each id of the dimension each of whose segments is looked at by itself, null for none
 */
public record Watched(
        String metric,
        Window window,
        @Nullable Segment segment,
        @Nullable String each) {
    public Watched {
        if (segment != null && each != null) {
            throw new IllegalArgumentException(
                    "a rule watches one segment or each, segment=" + segment + " each=" + each);
        }
    }

    /** Whether it is the metric as a whole. */
    public boolean whole() {
        return segment == null && each == null;
    }
}
