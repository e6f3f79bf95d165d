package io.polestar.engine.window;

import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a store and the rings of panes they slide over: where each begins at a clock reading, and when it next moves.
 * Sliding windows whose panes are equally long share a ring; a calendar window begins anew where its period does and needs none.
 * What the panes hold is the store's affair. One thread.
 */
final class PaneWindows {
    /** What the windows hold. */
    interface Content {
        /** A pane with something in it has fallen out of a sliding window, which begins after it now. */
        void leave(int window, Ring ring, long[] row);

        /** A calendar window with something in it begins anew. */
        void empty(int window);
    }

    private static final int NO_RING = -1;
    private static final long COARSEST_PANE_MILLIS = 900_000;

    private final List<Window> windows;
    private final ZoneId zone;
    private final Ring[] rings;
    private final int[] ringOfWindow;
    private final long[] firstPane;
    private final boolean[] filled;
    private final long[] startMillis;
    private final long[] nextEdge;
    private final long finestPane;
    private long clock = Long.MIN_VALUE;
    private long openPane;
    private long openFrom;
    private long keptFrom;

    PaneWindows(List<Window> windows, ZoneId zone) {
        this.windows = windows;
        this.zone = zone;
        this.rings = windows.stream()
                .filter(window -> !window.calendar())
                .mapToLong(Window::paneMillis)
                .distinct()
                .sorted()
                .mapToObj(paneMillis -> new Ring(paneMillis, panesKept(windows, paneMillis)))
                .toArray(Ring[]::new);
        this.ringOfWindow = windows.stream().mapToInt(this::ringOf).toArray();
        this.firstPane = new long[windows.size()];
        this.filled = new boolean[windows.size()];
        this.startMillis = new long[windows.size()];
        this.nextEdge = new long[windows.size()];
        this.finestPane = finestPane();
        noteClock();
    }

    private static int panesKept(List<Window> windows, long paneMillis) {
        long panes = 0;
        for (Window window : windows) {
            if (!window.calendar() && window.paneMillis() == paneMillis) {
                panes = Math.max(panes, window.lengthMillis() / paneMillis);
            }
        }
        return Math.toIntExact(panes + 1);
    }

    private int ringOf(Window window) {
        for (int ring = 0; !window.calendar() && ring < rings.length; ring++) {
            if (rings[ring].paneMillis == window.paneMillis()) {
                return ring;
            }
        }
        return NO_RING;
    }

    private long finestPane() {
        boolean calendar = windows.stream().anyMatch(Window::calendar);
        long finest = rings.length == 0 ? COARSEST_PANE_MILLIS : rings[0].paneMillis;
        return calendar ? Math.min(finest, COARSEST_PANE_MILLIS) : finest;
    }

    /** Number of windows. */
    int size() {
        return ringOfWindow.length;
    }

    /** All rings, those of shorter panes first. */
    Ring[] rings() {
        return rings;
    }

    /** The ring a window slides over, null for one of the calendar. */
    @Nullable
    Ring ring(int window) {
        return ringOfWindow[window] == NO_RING ? null : rings[ringOfWindow[window]];
    }

    /**
     * Length of the shortest pane, milliseconds, and no longer than a quarter of an hour if a window follows the calendar: every moment
     * at which one begins is a multiple of it.
     */
    long finestPaneMillis() {
        return finestPane;
    }

    /** The clock, {@code Long.MIN_VALUE} before the first {@link #advance}. */
    long clockMillis() {
        return clock;
    }

    /** First moment of the open pane of the shortest length. */
    long openFromMillis() {
        return openFrom;
    }

    /** Number of the shortest pane that holds a moment before the clock. */
    long paneOf(long timeMillis) {
        return timeMillis >= openFrom ? openPane : Math.floorDiv(timeMillis, finestPane);
    }

    /** First moment that a window holds now. */
    long startMillis(int window) {
        return startMillis[window];
    }

    /** The first pane that a sliding window holds now. */
    long firstPane(int window) {
        return firstPane[window];
    }

    /** Notes that there is something in a calendar window. Of a sliding one its panes say so. */
    void fill(int window) {
        filled[window] = true;
    }

    /**
     * The next clock reading at which a window with something in it begins later; {@code Long.MAX_VALUE} when all are empty.
     *
     * @param openIsFilled whether something is still to be added to the open panes
     */
    long nextEdgeMillis(boolean openIsFilled) {
        long next = Long.MAX_VALUE;
        for (int window = 0; window < nextEdge.length; window++) {
            if (openIsFilled || holdsSomething(window)) {
                next = Math.min(next, nextEdge[window]);
            }
        }
        return next;
    }

    private boolean holdsSomething(int window) {
        Ring ring = ring(window);
        return ring == null ? filled[window] : ring.newest >= firstPane[window];
    }

    /** Start of what any window or pane still keeps; events before it count nowhere. */
    long keptFromMillis() {
        return keptFrom;
    }

    private long keptFrom() {
        long from = Long.MAX_VALUE;
        for (Ring ring : rings) {
            from = Math.min(from, ring.keptFrom() * ring.paneMillis);
        }
        for (int window = 0; window < ringOfWindow.length; window++) {
            from = ringOfWindow[window] == NO_RING ? Math.min(from, startMillis[window]) : from;
        }
        return from;
    }

    /** Moves the clock on, and has {@code content} give up what the windows no longer hold. */
    void advance(long toMillis, Content content) {
        clock = toMillis;
        for (Ring ring : rings) {
            ring.advance(toMillis);
        }
        for (int window = 0; window < nextEdge.length; window++) {
            if (toMillis >= nextEdge[window]) {
                move(window, content);
            }
        }
        noteClock();
    }

    private void noteClock() {
        openPane = Math.floorDiv(clock, finestPane);
        openFrom = openPane * finestPane;
        keptFrom = keptFrom();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(clock);
        for (boolean something : filled) {
            out.writeBoolean(something);
        }
    }

    /**
     * Takes up what {@link #writeTo} wrote, before the rings hold anything.
     *
     * @param content is told nothing
     */
    void readFrom(DataInput in, Content content) throws IOException {
        long savedClock = in.readLong();
        if (savedClock != Long.MIN_VALUE) {
            advance(savedClock, content);
        }
        for (int window = 0; window < filled.length; window++) {
            filled[window] = in.readBoolean();
        }
    }

    private void move(int window, Content content) {
        Window definition = windows.get(window);
        startMillis[window] = WindowBounds.fromMillis(definition, zone, clock);
        nextEdge[window] = WindowBounds.nextEdgeMillis(definition, zone, clock);
        Ring ring = ring(window);
        if (ring != null) {
            slide(window, ring, content);
        } else if (filled[window]) {
            content.empty(window);
            filled[window] = false;
        }
    }

    private void slide(int window, Ring ring, Content content) {
        long before = firstPane[window];
        firstPane[window] = Math.floorDiv(startMillis[window], ring.paneMillis);
        long last = Math.min(firstPane[window] - 1, ring.newest);
        for (long pane = Math.max(before, ring.newest - ring.rows.length + 1); pane <= last; pane++) {
            long[] row = ring.row(pane);
            if (row.length > 0) {
                content.leave(window, ring, row);
            }
        }
    }
}
