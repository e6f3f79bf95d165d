package io.polestar.engine.explain;

import io.polestar.engine.tree.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained.
 *
 * @param metric the metric's id
 * @param window one of its windows
 * @param against which earlier window it is compared with
 * @param by the dimension to explain it by; null for all it is split by
 * @param depth how many levels of the tree, 1 to {@link #MOST_DEPTH}; 1 explains the metric alone
 * @param segments how many segments of a dimension are told by name, 0 to {@link #MOST_SEGMENTS}; the others are told together
 */
public record Question(
        String metric,
        String window,
        Comparison against,
        @Nullable String by,
        int depth,
        int segments) {
    /** The most levels. */
    public static final int MOST_DEPTH = 100;
    /** The most segments. */
    public static final int MOST_SEGMENTS = 1_000;
    /** The most segments that one explanation reads, over all its metrics and dimensions. */
    public static final int MOST_READ = 200_000;

    public Question {
        if (depth < 1 || depth > MOST_DEPTH) {
            throw new IllegalArgumentException("depth must be 1 to " + MOST_DEPTH + ", depth=" + depth);
        }
        if (segments < 0 || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException("segments must be 0 to " + MOST_SEGMENTS + ", segments=" + segments);
        }
    }
}
