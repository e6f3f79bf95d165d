package io.polestar.engine.view;

import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.window.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Slice} of a metric, found: the numbers of what is to be read.
 *
 * @param metric number of the metric
 * @param window number of the window
 * @param slice what was asked for
 * @param dimension number of the dimension that the whole read is a segment of, {@link Catalog#WHOLE} without a filter
 * @param segment number of that segment, -1 when no event has brought it
 * @param split number of the dimension whose segments come along, {@link Catalog#WHOLE} for none
 */
record Cut(int metric, int window, Slice slice, int dimension, int segment, int split) {
    private static final int NOT_MET = -1;

    /**
     * Finds a slice.
     *
     * @throws IllegalArgumentException if the tree has no such metric, or the metric no such window or dimension
     */
    static Cut of(Catalog catalog, String id, String windowName, Slice slice) {
        int metric = catalog.metric(id);
        Metric found = catalog.metric(metric);
        String filtered = slice.filtered(catalog.definition(), found);
        String split = slice.split(catalog.definition(), found);
        int dimension = filtered == null ? Catalog.WHOLE : catalog.dimension(metric, filtered);
        return new Cut(
                metric,
                catalog.window(found, windowName),
                slice,
                dimension,
                filtered == null ? 0 : catalog.segment(dimension, text(catalog, dimension, slice.where())),
                split == null ? Catalog.WHOLE : catalog.dimension(metric, split));
    }

    /** The text of a segment that conditions on each of the dimension's parts name; empty if a part has none. */
    private static String text(Catalog catalog, int dimension, Map<String, String> where) {
        return catalog.dimension(dimension).origin() instanceof Dimension.Pair pair
                ? Dimension.Pair.segment(where.getOrDefault(pair.first(), ""), where.getOrDefault(pair.second(), ""))
                : where.values().iterator().next();
    }

    /** Whether the metric has met the segment it is filtered by; true without a filter. */
    boolean known(Catalog catalog) {
        return dimension == Catalog.WHOLE || (segment != NOT_MET && catalog.has(metric, dimension, segment));
    }

    /** Whether the past of segments will be asked for, which is kept by the minute. */
    boolean segments() {
        return dimension != Catalog.WHOLE || split != Catalog.WHOLE;
    }

    /**
     * A segment that can be shown.
     *
     * @param number its number in the dimension the metric is split by
     * @param name what it is called
     * @param parts of a pair of dimensions the segment of each, empty otherwise
     * @param folded whether it is what a dimension's bound did not admit
     */
    record Listed(int number, String name, Map<String, String> parts, boolean folded) {}

    /** The segments that the metric has met, as they were admitted. */
    List<Listed> listed(Catalog catalog) {
        List<Listed> listed = new ArrayList<>();
        if (split == Catalog.WHOLE) {
            return listed;
        }
        Dimension.Origin origin = catalog.dimension(split).origin();
        boolean within = dimension != Catalog.WHOLE;
        if (within && origin instanceof Dimension.Pair pair) {
            listWithin(catalog, pair, listed);
        } else {
            List<String> texts = catalog.segments(split);
            for (int number = 0; number < texts.size(); number++) {
                if (catalog.has(metric, split, number)) {
                    listed.add(listed(number, texts.get(number), origin));
                }
            }
        }
        return listed;
    }

    private static Listed listed(int number, String text, Dimension.Origin origin) {
        boolean folded = number == Catalog.FOLDED;
        int between = text.indexOf(Dimension.Pair.SEPARATOR);
        if (folded || between < 0 || !(origin instanceof Dimension.Pair pair)) {
            return new Listed(number, text, Map.of(), folded);
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(pair.first(), text.substring(0, between));
        parts.put(pair.second(), text.substring(between + 1));
        return new Listed(number, Where.write(parts), parts, false);
    }

    /** The segments of a pair that share the one filtered by, called what the other dimension calls them. */
    private void listWithin(Catalog catalog, Dimension.Pair pair, List<Listed> listed) {
        String filter = slice.where().values().iterator().next();
        boolean first = slice.where().containsKey(pair.first());
        List<String> texts = catalog.segments(catalog.dimensionNumber(first ? pair.second() : pair.first()));
        for (int number = 0; number < texts.size(); number++) {
            String text = texts.get(number);
            int paired = catalog.segment(
                    split, first ? Dimension.Pair.segment(filter, text) : Dimension.Pair.segment(text, filter));
            if (paired >= 0 && catalog.has(metric, split, paired)) {
                listed.add(new Listed(paired, text, Map.of(), number == Catalog.FOLDED));
            }
        }
    }

    /** Whether events of the segment filtered by may lie in none of those listed: the pair's bound did not admit theirs. */
    boolean foldsWithin(Catalog catalog) {
        return dimension != Catalog.WHOLE && split != Catalog.WHOLE && catalog.has(metric, split, Catalog.FOLDED);
    }
}
