package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.alert.Verdict;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is unusual for its series, judged at each pane edge, at least a second apart, for segments a minute. A series that is met
 * for the first time is learnt from what history has of it.
 */
final class AnomalyGauge implements Gauge {
    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60_000;
    /** The most values of the past that are learnt from. */
    private static final int MOST_LEARNT = 5_000;

    private final Scene scene;
    private final int metric;
    private final Cut cut;
    private final Trigger.Anomaly trigger;
    private final Window window;
    private final long stepMillis;
    private final Detector.Maker maker;
    private final List<@Nullable Learnt> bySegment = new ArrayList<>();

    private static final class Learnt {
        private final Detector detector;
        private long step;
        private double value = Double.NaN;
        /** Whether what was told has not ended. */
        private boolean lasting;

        Learnt(Detector detector) {
            this.detector = detector;
        }
    }

    AnomalyGauge(
            Scene scene,
            int metric,
            Cut cut,
            Window window,
            boolean segments,
            Trigger.Anomaly trigger,
            Detector.Maker maker) {
        this.scene = scene;
        this.metric = metric;
        this.cut = cut;
        this.trigger = trigger;
        this.window = window;
        this.maker = maker;
        this.stepMillis = Math.max(window.paneMillis(), segments ? MINUTE_MILLIS : SECOND_MILLIS);
    }

    private @Nullable Learnt learnt(int place) {
        return place < bySegment.size() ? bySegment.get(place) : null;
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        long step = Math.floorDiv(clockMillis, stepMillis);
        for (int place = 0; place < segments; place++) {
            Learnt learnt = learnt(place);
            if (learnt == null) {
                learnt = learn(place, step);
            }
            if (learnt != null && learnt.step != step) {
                learnt.step = step;
                learnt.value = scene.now(metric, cut, place);
                learnt.detector.observe(step * stepMillis, learnt.value);
                learnt.lasting =
                        onItsSide(learnt) && (learnt.detector.alert() || learnt.lasting && learnt.detector.unusual());
            }
        }
    }

    private boolean onItsSide(Learnt learnt) {
        double expected = learnt.detector.expected();
        return switch (trigger.side()) {
            case ABOVE -> learnt.value > expected;
            case BELOW -> learnt.value < expected;
            case BOTH -> true;
        };
    }

    private @Nullable Learnt learn(int place, long step) {
        Learnt learnt = fresh();
        if (learnt == null) {
            return null;
        }
        put(place, learnt);
        for (long past = step - MOST_LEARNT; past < step; past++) {
            double value = scene.then(metric, cut, place, past * stepMillis);
            if (!Double.isNaN(value)) {
                learnt.detector.observe(past * stepMillis, value);
            }
        }
        return learnt;
    }

    private @Nullable Learnt fresh() {
        Detector detector = maker.make(
                trigger, window, stepMillis, scene.catalog().definition().zone());
        return detector == null ? null : new Learnt(detector);
    }

    private void put(int place, Learnt learnt) {
        while (bySegment.size() <= place) {
            bySegment.add(null);
        }
        bySegment.set(place, learnt);
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        Learnt learnt = learnt(place);
        if (learnt == null || Double.isNaN(learnt.value)) {
            sight.see(Verdict.NOTHING, Double.NaN, Double.NaN, Double.NaN);
            return;
        }
        Verdict verdict = learnt.lasting ? Verdict.HOLDS : Verdict.CEASED;
        sight.see(verdict, learnt.value, finite(learnt.detector.low()), finite(learnt.detector.high()));
    }

    private static double finite(double bound) {
        return Double.isFinite(bound) ? bound : Double.NaN;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        Learnt learnt = learnt(place);
        out.writeBoolean(learnt != null);
        if (learnt != null) {
            out.writeLong(learnt.step);
            out.writeDouble(learnt.value);
            out.writeBoolean(learnt.lasting);
            learnt.detector.writeTo(out);
        }
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        if (in.readBoolean()) {
            Learnt learnt = fresh();
            if (learnt == null) {
                throw new IOException("a detector was saved that cannot be made any more, metric=" + metric);
            }
            learnt.step = in.readLong();
            learnt.value = in.readDouble();
            learnt.lasting = in.readBoolean();
            learnt.detector.readFrom(in);
            put(place, learnt);
        }
    }
}
