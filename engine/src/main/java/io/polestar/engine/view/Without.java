package io.polestar.engine.view;

import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Rest;
import java.util.List;

/**
 * Segments that are taken from a whole.
 *
 * @param dimension number of their dimension
 * @param segments their numbers
 */
record Without(int dimension, List<Integer> segments) {
    Without {
        segments = List.copyOf(segments);
    }

    /** The numbers of the whole without them. */
    Rest of(Catalog catalog, Cells cells) {
        return new Rest(
                catalog,
                cells,
                dimension,
                segments.stream().mapToInt(Integer::intValue).toArray());
    }
}
