package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** For how many milliseconds a value has been the same, seen once a second. No data is a value like others. */
final class UnchangedGauge implements Gauge {
    private final Scene scene;
    private final int metric;
    private final Cut cut;
    private final Level level;
    private final Times since = new Times();
    private final Times bits = new Times();

    UnchangedGauge(Scene scene, int metric, Cut cut, Level level) {
        this.scene = scene;
        this.metric = metric;
        this.cut = cut;
        this.level = level;
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        for (int place = 0; place < segments; place++) {
            long now = Double.doubleToLongBits(scene.now(metric, cut, place) + 0.0);
            if (since.get(place) == Times.NONE || now != bits.get(place)) {
                bits.set(place, now);
                since.set(place, clockMillis);
            }
        }
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        long from = since.get(place);
        sight.see(from == Times.NONE ? Double.NaN : clockMillis - from, level);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        out.writeLong(since.get(place));
        out.writeLong(bits.get(place));
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        since.set(place, in.readLong());
        bits.set(place, in.readLong());
    }
}
