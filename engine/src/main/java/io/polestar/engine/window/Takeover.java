package io.polestar.engine.window;

import io.polestar.engine.tree.Definition;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a new definition, made of those that have counted so far and of those that counted what they lacked from the journal.
 * Both stand behind the same record. What both know is kept as it is, cell by cell; nothing is counted twice and nothing
 * is left out. Afterwards neither of the two may be used. One thread.
 *
 * @param windows the new ones
 * @param seriesOffset what the counted ones' series have been raised by
 * @param dropped which of history's series from before are not used any more
 */
public record Takeover(Windows windows, int seriesOffset, IntPredicate dropped) {

    /**
     * @param live windows of the definition before
     * @param counted what {@link Outline#counting} made for the new one
     * @param atEdge as for {@link Windows}
     */
    public static Takeover of(Definition definition, Windows live, Windows counted, LongConsumer atEdge) {
        Plan before = live.plan();
        Plan added = counted.plan();
        counted.catchUpWith(live);
        live.flush();
        counted.flush();
        int offset = before.history.taken();
        before.history.take(added.history.taken());
        for (Accumulation accumulation : added.accumulations) {
            accumulation.store().renumber(offset);
        }
        added.history.continueIn(before.history);
        int[][] segments = admit(before, added);
        for (Accumulation accumulation : added.accumulations) {
            renumberSegments(accumulation.cells(), segments);
        }
        Plan plan = new Plan(definition, before.hash(), before.history, new Joined(before, added));
        Windows windows = new Windows(definition, live.streamClock(), plan, atEdge);
        windows.takeOver(
                live, number -> added.numberOf(keyOf(before, number)) >= 0 ? -1 : plan.numberOf(keyOf(before, number)));
        windows.takeOverStores(counted, number -> plan.numberOf(keyOf(added, number)));
        for (Store store : windows.stores()) {
            for (int cell = 0; cell < store.cells(); cell++) {
                store.unpublished().add(cell);
            }
        }
        BitSet used = usedSeries(windows);
        return new Takeover(windows, offset, series -> !used.get(series));
    }

    private static BitSet usedSeries(Windows windows) {
        BitSet used = new BitSet();
        for (Store store : windows.stores()) {
            for (int cell = 0; cell < store.cells(); cell++) {
                int first = store.seriesOf(cell);
                used.set(first, first + store.shape().seriesPerCell());
            }
        }
        return used;
    }

    private static Object keyOf(Plan plan, int accumulation) {
        return plan.accumulations.get(accumulation).key();
    }

    /** Admits to the dimensions that go on what was met in the counting; gives each segment's number there. */
    private static int[][] admit(Plan before, Plan added) {
        int[][] numbers = new int[added.dimensions.length][];
        for (int dimension = 0; dimension < numbers.length; dimension++) {
            int known = before.dimensionOf(added.dimensionKey(dimension));
            List<String> texts = List.copyOf(added.dimensions[dimension].texts());
            if (known >= 0) {
                before.dimensions[known].noteFoldedBy(added.dimensions[dimension]);
            }
            numbers[dimension] = new int[texts.size()];
            for (int segment = 0; segment < texts.size(); segment++) {
                numbers[dimension][segment] =
                        known < 0 ? segment : before.dimensions[known].admitAnyway(texts.get(segment));
            }
        }
        return numbers;
    }

    private static void renumberSegments(MetricCells cells, int[][] segments) {
        for (int index = 0; index < cells.dimensionCount(); index++) {
            cells.renumberSegments(index, segments[cells.dimension(index)]);
        }
    }

    /** Parts of the counted plan where it has them, of the one before where not. */
    private record Joined(Plan before, Plan added) implements Plan.Parts {
        @Override
        public @Nullable Accumulation accumulation(Object key) {
            int number = added.numberOf(key);
            if (number >= 0) {
                return added.accumulations.get(number);
            }
            int kept = before.numberOf(key);
            return kept < 0 ? null : before.accumulations.get(kept);
        }

        @Override
        public @Nullable DimensionSegments dimension(List<Object> key) {
            int kept = before.dimensionOf(key);
            if (kept >= 0) {
                return before.dimensions[kept];
            }
            int fresh = added.dimensionOf(key);
            return fresh < 0 ? null : added.dimensions[fresh];
        }
    }
}
