package io.polestar.engine.explain;

import io.polestar.engine.window.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of cells, all taken at one moment. What is asked for and was not copied is noted, for the next copy. For one thread and one answer.
 *
 * <p>A copy is short, an evaluation of many segments is not: so it is done on copies, and again on a new copy until it asks for nothing that
 * was left out. What is left out counts as unknown, so that two or three times do.
 */
final class FrozenCells implements Cells {
    private final Map<Key, Integer> positions = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private long[] copies = {};

    /** A number by what history knows it as. */
    private record Key(int series, int window, int column) {}

    private record Wanted(Place place, int window, int column) {}

    /** Takes new copies of all that was asked for; may be called again before they are used. */
    void copyFrom(Cells cells) {
        long[] fresh = new long[wanted.size()];
        for (int position = 0; position < fresh.length; position++) {
            Wanted one = wanted.get(position);
            fresh[position] = cells.read(one.place, one.window, one.column);
        }
        copies = fresh;
    }

    /** Whether everything asked for since the last copy was in it. */
    boolean complete() {
        return copies.length == wanted.size();
    }

    @Override
    public long read(Place place, int window, int column) {
        if (!place.has(window)) {
            return UNKNOWN;
        }
        Key key = new Key(place.series(window, column), window, column);
        Integer position = positions.putIfAbsent(key, wanted.size());
        if (position == null) {
            wanted.add(new Wanted(place, window, column));
            return UNKNOWN;
        }
        return position < copies.length ? copies[position] : UNKNOWN;
    }
}
