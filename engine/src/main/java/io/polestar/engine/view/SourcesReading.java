package io.polestar.engine.view;

import java.util.List;

/**
 * All sources: those that have sent, in the order of their first event, then those that are declared and never have.
 *
 * @param sources one reading each
 * @param trust how far the values may be trusted
 */
public record SourcesReading(List<SourceReading> sources, Trust trust) {
    public SourcesReading {
        sources = List.copyOf(sources);
    }
}
