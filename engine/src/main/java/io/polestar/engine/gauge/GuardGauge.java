package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the one of some metrics has moved that went furthest towards the level, as a share of what it was, while one of some others has
 * risen; 0 while none has, no data while what they were is not known.
 */
final class GuardGauge implements Gauge {
    private final List<Grown> moving = new ArrayList<>();
    private final List<Grown> rising = new ArrayList<>();
    private final double rise;
    private final Level level;

    /** A metric and what it was. */
    private static final class Grown {
        private final Scene scene;
        private final int metric;
        private final Cut cut;
        private final Baseline earlier;

        Grown(Scene scene, int metric, Cut cut, Baseline.Grain grain, Comparison against) {
            this.scene = scene;
            this.metric = metric;
            this.cut = cut;
            this.earlier = new Baseline(
                    grain, (place, clockMillis) -> scene.earlier(metric, against, cut, place, clockMillis));
        }

        double growth(int place) {
            return ChangeGauge.growth(scene.now(metric, cut, place), earlier.get(place));
        }
    }

    /**
     * @param moved numbers of the metrics of which one must have moved
     * @param risen numbers of the metrics of which one must have risen
     */
    GuardGauge(
            Scene scene,
            Cut cut,
            Baseline.Grain grain,
            Comparison against,
            int[] moved,
            int[] risen,
            double rise,
            Level level) {
        this.rise = rise;
        this.level = level;
        for (int metric : moved) {
            moving.add(new Grown(scene, metric, cut, grain, against));
        }
        for (int metric : risen) {
            rising.add(new Grown(scene, metric, cut, grain, against));
        }
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        double most = furthest(rising, place, Level.Side.ABOVE);
        double moved = furthest(moving, place, level.side());
        boolean known = !Double.isNaN(most) && !Double.isNaN(moved);
        double counted = most > rise ? moved : 0;
        sight.see(known ? counted : Double.NaN, level);
    }

    private static double furthest(List<Grown> metrics, int place, Level.Side side) {
        double furthest = Double.NaN;
        for (int index = 0; index < metrics.size(); index++) {
            double growth = metrics.get(index).growth(place);
            if (Double.isNaN(furthest) || further(growth, furthest, side)) {
                furthest = growth;
            }
        }
        return furthest;
    }

    private static boolean further(double one, double other, Level.Side side) {
        return switch (side) {
            case ABOVE -> one > other;
            case BELOW -> one < other;
            case BOTH -> Math.abs(one) > Math.abs(other);
        };
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        moving.forEach(metric -> metric.earlier.refresh(segments, clockMillis));
        rising.forEach(metric -> metric.earlier.refresh(segments, clockMillis));
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        for (Grown metric : moving) {
            metric.earlier.writeTo(place, out);
        }
        for (Grown metric : rising) {
            metric.earlier.writeTo(place, out);
        }
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        for (Grown metric : moving) {
            metric.earlier.readFrom(place, in);
        }
        for (Grown metric : rising) {
            metric.earlier.readFrom(place, in);
        }
    }
}
