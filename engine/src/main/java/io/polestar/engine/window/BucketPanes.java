package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often the values of each cell fall into which bucket, by pane, and in every window the bucket of a quantile. A pane holds the
 * buckets that occur in it and nothing of the others; see {@link Tallies}. Adding a value costs O(rings + windows); what a pane held is
 * taken out of a window when it leaves it. One thread.
 */
final class BucketPanes implements PaneWindows.Content {
    private final PaneWindows panes;
    private final CellSet changed;
    private final BucketLists lists = new BucketLists();
    private final WindowQuantile[] windows;
    private int cells;

    /**
     * @param share of the values that are no greater than the quantile
     * @param changed where to note cells of which a window has changed
     */
    BucketPanes(StoreSetting setting, double share, CellSet changed) {
        this.panes = new PaneWindows(setting.windows(), setting.zone());
        this.changed = changed;
        this.windows = new WindowQuantile[panes.size()];
        Arrays.setAll(windows, window -> new WindowQuantile(lists, share));
    }

    void addCell() {
        lists.addCell();
        cells++;
        for (WindowQuantile window : windows) {
            window.makeRoom(cells);
        }
    }

    PaneWindows panes() {
        return panes;
    }

    /** Adds to how often a cell's values of some time, which is kept, fall into a bucket. */
    void add(int cell, long timeMillis, long bucket, long count) {
        int pair = pairOf(cell, bucket);
        for (Ring ring : panes.rings()) {
            long pane = ring.paneOf(timeMillis);
            if (pane >= ring.keptFrom()) {
                add(ring, pane, pair, count);
            }
        }
        for (int window = 0; window < windows.length; window++) {
            if (timeMillis >= panes.startMillis(window)) {
                windows[window].add(pair, count);
                panes.fill(window);
            }
        }
        changed.add(cell);
    }

    private int pairOf(int cell, long bucket) {
        int position = lists.find(cell, bucket);
        if (position < 0) {
            position = -position - 1;
            lists.insert(cell, position, bucket);
            for (WindowQuantile window : windows) {
                window.listed(cell, position);
            }
        }
        return lists.pairAt(cell, position);
    }

    private static void add(Ring ring, long pane, int pair, long count) {
        long[] row = ring.rowFor(pane, Tallies.fewest());
        long[] added = Tallies.add(row, pair, count);
        if (added != row) {
            ring.replaceRow(pane, added);
        }
    }

    /** Number of a cell's values in a window. */
    long values(int window, int cell) {
        return windows[window].values(cell);
    }

    /** The bucket of the quantile, where there are values. */
    long bucket(int window, int cell) {
        return windows[window].bucket(cell);
    }

    void advance(long toMillis) {
        panes.advance(toMillis, this);
    }

    @Override
    public void leave(int window, Ring ring, long[] row) {
        for (int slot = 0; slot < Tallies.slots(row); slot++) {
            long count = Tallies.count(row, slot);
            if (count != 0) {
                int pair = Tallies.number(row, slot);
                windows[window].add(pair, -count);
                changed.add(lists.cell(pair));
            }
        }
    }

    @Override
    public void empty(int window) {
        noteFilled(window);
        windows[window].clear();
    }

    private void noteFilled(int window) {
        for (int cell = 0; cell < cells; cell++) {
            if (windows[window].values(cell) != 0) {
                changed.add(cell);
            }
        }
    }

    long memoryBytes() {
        long bytes = lists.memoryBytes();
        for (Ring ring : panes.rings()) {
            bytes += Long.BYTES
                    * Arrays.stream(ring.rows).mapToLong(row -> row.length).sum();
        }
        return bytes
                + Arrays.stream(windows).mapToLong(WindowQuantile::memoryBytes).sum();
    }

    void writeTo(DataOutput out) throws IOException {
        panes.writeTo(out);
        lists.writeTo(out);
        for (Ring ring : panes.rings()) {
            out.writeLong(ring.newest);
            for (long pane = ring.keptFrom(); pane <= ring.newest; pane++) {
                writeRow(ring.row(pane), out);
            }
        }
        for (int window = 0; window < windows.length; window++) {
            if (panes.ring(window) == null) {
                Ring.writeRow(windows[window].counts(), out);
            }
        }
    }

    private static void writeRow(long[] row, DataOutput out) throws IOException {
        int filled = 0;
        for (int slot = 0; slot < Tallies.slots(row); slot++) {
            filled += Tallies.count(row, slot) != 0 ? 1 : 0;
        }
        out.writeInt(filled);
        for (int slot = 0; slot < Tallies.slots(row); slot++) {
            if (Tallies.count(row, slot) != 0) {
                out.writeInt(Tallies.number(row, slot));
                out.writeLong(Tallies.count(row, slot));
            }
        }
    }

    /** Takes up what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        panes.readFrom(in, this);
        lists.readFrom(in);
        for (Ring ring : panes.rings()) {
            long newest = in.readLong();
            for (long pane = ring.keptFrom(); pane <= newest; pane++) {
                for (int left = in.readInt(); left > 0; left--) {
                    add(ring, pane, in.readInt(), in.readLong());
                }
            }
            ring.newest = newest;
        }
        for (int window = 0; window < windows.length; window++) {
            readWindow(window, in);
        }
    }

    private void readWindow(int window, DataInput in) throws IOException {
        Ring ring = panes.ring(window);
        long[] counts = Ring.withRoom(windows[window].counts(), lists.size());
        if (ring == null) {
            counts = Ring.readRow(counts, in);
        } else {
            sumUp(counts, window, ring);
        }
        windows[window].recount(counts);
        noteFilled(window);
    }

    private void sumUp(long[] counts, int window, Ring ring) {
        for (long pane = Math.max(panes.firstPane(window), ring.keptFrom()); pane <= ring.newest; pane++) {
            long[] row = ring.row(pane);
            for (int slot = 0; slot < Tallies.slots(row); slot++) {
                if (Tallies.count(row, slot) != 0) {
                    counts[Tallies.number(row, slot)] += Tallies.count(row, slot);
                }
            }
        }
    }

    /** Hash of all that is kept, the same for equal contents whatever their history. */
    long stateHash() {
        long hash = 0;
        for (int index = 0; index < panes.rings().length; index++) {
            Ring ring = panes.rings()[index];
            for (long pane = ring.keptFrom(); pane <= ring.newest; pane++) {
                hash += hash(ring.row(pane), KeyedHash.combine(pane, index));
            }
        }
        for (int window = 0; window < windows.length; window++) {
            long[] counts = windows[window].counts();
            for (int pair = 0; panes.ring(window) == null && pair < lists.size(); pair++) {
                hash += hash(pair, counts[pair], ~window);
            }
        }
        return hash;
    }

    private long hash(long[] row, long place) {
        long hash = 0;
        for (int slot = 0; slot < Tallies.slots(row); slot++) {
            hash += Tallies.count(row, slot) == 0
                    ? 0
                    : hash(Tallies.number(row, slot), Tallies.count(row, slot), place);
        }
        return hash;
    }

    private long hash(int pair, long count, long place) {
        return count == 0 ? 0 : KeyedHash.mix(KeyedHash.combine(lists.hash(pair), place) ^ count);
    }
}
