package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Trigger;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How far a value is from an earlier one. As a share, no data while the earlier one is 0. */
final class ChangeGauge implements Gauge {
    private final Scene scene;
    private final int metric;
    private final Cut cut;
    private final Trigger.Change trigger;
    private final Baseline earlier;

    ChangeGauge(Scene scene, int metric, Cut cut, Baseline.Grain grain, Trigger.Change trigger) {
        this.scene = scene;
        this.metric = metric;
        this.cut = cut;
        this.trigger = trigger;
        this.earlier = new Baseline(
                grain, (place, clockMillis) -> scene.earlier(metric, trigger.against(), cut, place, clockMillis));
    }

    /** By which share a value has grown. */
    static double growth(double now, double before) {
        return before == 0 ? Double.NaN : (now - before) / Math.abs(before);
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        see(scene.now(metric, cut, place), place, sight);
    }

    @Override
    public void lookBack(int place, long momentMillis, Sight sight) {
        see(scene.then(metric, cut, place, momentMillis), place, sight);
    }

    private void see(double value, int place, Sight sight) {
        double before = earlier.get(place);
        sight.see(trigger.percent() ? growth(value, before) : value - before, trigger.level());
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
