package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.window.Catalog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** By how many points of a hundred a segment's share of the whole has grown. */
final class ShareGauge implements Gauge {
    private static final double POINTS = 100;

    private final Scene scene;
    private final int metric;
    private final Cut cut;
    private final Cut whole;
    private final Trigger.Share trigger;
    private final Baseline earlier;

    ShareGauge(Scene scene, int metric, Cut cut, Baseline.Grain grain, Trigger.Share trigger) {
        this.scene = scene;
        this.metric = metric;
        this.cut = cut;
        this.whole = new Cut(cut.window(), Catalog.WHOLE, false);
        this.trigger = trigger;
        this.earlier = new Baseline(grain, this::before);
    }

    private double before(int place, long clockMillis) {
        return share(
                scene.earlier(metric, trigger.against(), cut, place, clockMillis),
                scene.earlier(metric, trigger.against(), whole, 0, clockMillis));
    }

    private static double share(double part, double of) {
        return of == 0 ? Double.NaN : POINTS * part / of;
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        double now = share(scene.now(metric, cut, place), scene.now(metric, whole, 0));
        sight.see(now - earlier.get(place), trigger.level());
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        earlier.refresh(segments, clockMillis);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        earlier.writeTo(place, out);
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        earlier.readFrom(place, in);
    }
}
