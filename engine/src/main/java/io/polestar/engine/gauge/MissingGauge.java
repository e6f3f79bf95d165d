package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Level;
import io.polestar.engine.window.Arrivals;
import io.polestar.engine.window.Catalog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * For how many milliseconds no event has come that a metric counts; from the first look on where none has come since. A segment that has never
 * brought the metric anything is not missed.
 */
final class MissingGauge implements Gauge {
    private final Catalog catalog;
    private final int metric;
    private final Cut cut;
    private final Level level;
    private final Arrivals arrivals;
    private final Times newest = new Times();

    MissingGauge(Catalog catalog, int metric, Cut cut, Level level, Arrivals arrivals) {
        this.catalog = catalog;
        this.metric = metric;
        this.cut = cut;
        this.level = level;
        this.arrivals = arrivals;
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        for (int place = 0; place < segments; place++) {
            long known = newest.get(place);
            if (known != Times.NONE || isMet(place)) {
                newest.set(place, Math.max(known == Times.NONE ? clockMillis : known, arrived(place)));
            }
        }
    }

    private boolean isMet(int place) {
        return cut.dimension() == Catalog.WHOLE || catalog.has(metric, cut.dimension(), cut.segment(place));
    }

    private long arrived(int place) {
        return arrivals.newestMillis(metric, cut.dimension(), cut.segment(place));
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        long since = Math.max(newest.get(place), arrived(place));
        sight.see(since == Times.NONE ? Double.NaN : Math.max(0, clockMillis - since), level);
    }

    @Override
    public boolean needsSources() {
        return false;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        out.writeLong(Math.max(newest.get(place), arrived(place)));
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        newest.set(place, in.readLong());
    }
}
