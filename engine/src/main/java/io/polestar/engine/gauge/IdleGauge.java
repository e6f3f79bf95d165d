package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Level;

/** Sees nothing: stands for a rule that looks at other rules. */
record IdleGauge(Level level) implements Gauge {
    @Override
    public void look(int place, long clockMillis, Sight sight) {
        sight.seeNothing(level);
    }

    @Override
    public boolean needsSources() {
        return false;
    }
}
