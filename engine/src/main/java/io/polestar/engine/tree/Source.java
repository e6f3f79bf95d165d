package io.polestar.engine.tree;

import java.util.Map;

/**
 * A source of events that somebody answers for. Events of sources that a tree does not declare count all the same.
 *
 * @param name the {@code source} of its events, 1 to {@link #MAX_NAME_BYTES} bytes in UTF-8
 * @param labels its name by language tag
 * @param staleMillis how long it may be silent before it is stale, milliseconds, at least 1
 * @param owner who is told
 */
public record Source(String name, Map<String, String> labels, long staleMillis, String owner) {
    /** The longest name, bytes in UTF-8. */
    public static final int MAX_NAME_BYTES = 256;

    public Source {
        labels = Labels.copyInOrder(labels);
        if (staleMillis < 1) {
            throw new IllegalArgumentException("a source may be silent for 1 ms or more, staleMillis=" + staleMillis);
        }
    }
}
