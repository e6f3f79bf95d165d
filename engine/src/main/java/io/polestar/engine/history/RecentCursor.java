package io.polestar.engine.history;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of recent steps turned from step order into series order. A counting sort: blocks are walked in step order and each entry
 * is put behind the others of its series, which costs two passes over the entries and a sort of the distinct series.
 */
final class RecentCursor implements SeriesCursor {

    private final int[] series;
    private final int[] starts;
    private final long[] steps;
    private final long[] first;
    private final long[] second;
    private final Columns columns = new Columns();
    private int position = -1;

    RecentCursor(SortedMap<Long, Block> blocks, @Nullable Block carried, SeriesKind kind, Tier tier) {
        Block entriesPerSeries = new Block(64);
        if (carried != null) {
            count(carried, entriesPerSeries);
        }
        for (Block block : blocks.values()) {
            count(block, entriesPerSeries);
        }
        series = seriesOf(entriesPerSeries);
        starts = new int[series.length + 1];
        Block ends = new Block(series.length);
        for (int i = 0; i < series.length; i++) {
            long size = entriesPerSeries.first(entriesPerSeries.find(series[i]));
            ends.add(series[i], starts[i], 0);
            starts[i + 1] = Math.toIntExact(starts[i] + size);
        }
        int entries = starts[series.length];
        steps = new long[entries];
        first = new long[entries];
        second = new long[entries];
        if (carried != null) {
            for (int slot = 0; slot < carried.slots(); slot++) {
                place(carried, slot, kind.stepOf(carried.second(slot), tier), ends);
            }
        }
        for (Map.Entry<Long, Block> entry : blocks.entrySet()) {
            for (int slot = 0; slot < entry.getValue().slots(); slot++) {
                place(entry.getValue(), slot, entry.getKey(), ends);
            }
        }
    }

    @Override
    public boolean next() {
        position++;
        if (position >= series.length) {
            return false;
        }
        columns.clear();
        for (int i = starts[position]; i < starts[position + 1]; i++) {
            columns.add(steps[i], first[i], second[i]);
        }
        return true;
    }

    @Override
    public int series() {
        return series[position];
    }

    @Override
    public Columns columns() {
        return columns;
    }

    private static void count(Block block, Block entriesPerSeries) {
        for (int slot = 0; slot < block.slots(); slot++) {
            if (block.series(slot) >= 0) {
                entriesPerSeries.add(block.series(slot), 1, 0);
            }
        }
    }

    private static int[] seriesOf(Block block) {
        int[] found = new int[block.size()];
        int size = 0;
        for (int slot = 0; slot < block.slots(); slot++) {
            if (block.series(slot) >= 0) {
                found[size++] = block.series(slot);
            }
        }
        Arrays.sort(found);
        return found;
    }

    private void place(Block block, int slot, long step, Block ends) {
        if (block.series(slot) >= 0) {
            int end = ends.find(block.series(slot));
            int at = (int) ends.first(end);
            steps[at] = step;
            first[at] = block.first(slot);
            second[at] = block.second(slot);
            ends.add(block.series(slot), 1, 0);
        }
    }
}
