package io.polestar.engine.history;

import java.util.List;

/**
 * Several cursors read as one: at each series their entries are folded, and what the tier no longer keeps is left out, as are
 * forgotten series. The sources are given oldest written first, which decides between absolute values of one time.
 */
final class MergedCursor implements SeriesCursor {

    private static final int END = Integer.MAX_VALUE;

    private final List<SeriesCursor> sources;
    private final SeriesKind kind;
    private final long firstStep;
    private final SeriesSet forgotten;
    private final long[] heads;
    private Columns columns = new Columns();
    private Columns spare = new Columns();
    private int series;

    MergedCursor(List<SeriesCursor> sources, SeriesKind kind, long firstStep, SeriesSet forgotten) {
        this.sources = List.copyOf(sources);
        this.kind = kind;
        this.firstStep = firstStep;
        this.forgotten = forgotten;
        this.heads = new long[sources.size()];
        for (int i = 0; i < heads.length; i++) {
            advance(i);
        }
    }

    @Override
    public boolean next() {
        do {
            long least = Long.MAX_VALUE;
            for (long head : heads) {
                least = Math.min(least, head);
            }
            if (least > END) {
                return false;
            }
            series = (int) least;
            gather(least);
        } while (columns.size() == 0 || forgotten.contains(series));
        return true;
    }

    @Override
    public int series() {
        return series;
    }

    @Override
    public Columns columns() {
        return columns;
    }

    private void gather(long wanted) {
        columns.clear();
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] == wanted) {
                Columns more = sources.get(i).columns();
                if (columns.size() == 0) {
                    columns.addAll(more);
                } else {
                    spare.fold(columns, more, kind);
                    Columns folded = spare;
                    spare = columns;
                    columns = folded;
                }
                advance(i);
            }
        }
        columns.dropBefore(firstStep, kind);
    }

    private void advance(int source) {
        SeriesCursor cursor = sources.get(source);
        heads[source] = cursor.next() ? cursor.series() : END + 1L;
    }
}
