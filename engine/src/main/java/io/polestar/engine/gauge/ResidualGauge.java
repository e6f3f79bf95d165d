package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Trigger;

/** What the component formula leaves of a metric; as a share of it, no data while it is 0. */
record ResidualGauge(Scene scene, int metric, Cut cut, Trigger.Residual trigger) implements Gauge {
    @Override
    public void look(int place, long clockMillis, Sight sight) {
        double residual = scene.residual(metric, cut.window());
        double size = trigger.percent() ? Math.abs(scene.now(metric, cut, place)) : 1;
        sight.see(size == 0 ? Double.NaN : residual / size, trigger.level());
    }
}
