package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Level;

/** The value itself. */
record ValueGauge(Scene scene, int metric, Cut cut, Level level) implements Gauge {
    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        sight.see(scene.now(metric, cut, place), level);
    }

    @Override
    public void lookBack(int place, long momentMillis, Sight sight) {
        sight.see(scene.then(metric, cut, place, momentMillis), level);
    }
}
