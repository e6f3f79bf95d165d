package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Span;
import io.polestar.engine.window.WindowBounds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a calendar period has brought so far as a share of what it should have by now: its target in proportion to the time that has gone
 * by, or to the share that the period before had brought when it was as old.
 */
final class TargetGauge implements Gauge {
    private final Scene scene;
    private final int metric;
    private final Cut cut;
    private final Trigger.Target trigger;
    private final Baseline share;

    TargetGauge(Scene scene, int metric, Cut cut, Baseline.Grain grain, Trigger.Target trigger) {
        this.scene = scene;
        this.metric = metric;
        this.cut = cut;
        this.trigger = trigger;
        this.share = new Baseline(grain, this::share);
    }

    private double share(int place, long clockMillis) {
        if (trigger.pace() == Trigger.Target.Pace.LINEAR) {
            return elapsed(clockMillis);
        }
        double soFar = scene.earlier(metric, Comparison.PREVIOUS, cut, place, clockMillis);
        double whole = scene.periodBefore(metric, cut, place, clockMillis);
        return whole == 0 ? Double.NaN : soFar / whole;
    }

    private double elapsed(long clockMillis) {
        Window window = scene.catalog().windows().get(cut.window());
        CalendarPeriod period = window.period();
        Span span = scene.span(cut.window(), clockMillis);
        if (period == null) {
            return Double.NaN;
        }
        long end = WindowBounds.startOf(period, scene.catalog().definition().zone(), span.fromMillis(), 1);
        return (clockMillis - span.fromMillis()) / (double) (end - span.fromMillis());
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        double planned = trigger.value() * share.get(place);
        sight.see(planned <= 0 ? Double.NaN : scene.now(metric, cut, place) / planned, trigger.level());
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        share.refresh(segments, clockMillis);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        share.writeTo(place, out);
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        share.readFrom(place, in);
    }
}
