package io.polestar.api.channel;

import org.jspecify.annotations.Nullable;

/** What people noted about metrics. Safe for any thread. */
@FunctionalInterface
public interface Annotations {
    /** The note on a metric, or on all, that is nearest to a moment; null when there is none near. */
    @Nullable
    String nearest(String metric, long millis);
}
