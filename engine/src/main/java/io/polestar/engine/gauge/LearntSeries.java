package io.polestar.engine.gauge;

import io.polestar.engine.tree.Trigger;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One series as an anomaly rule knows it: its detector, the newest pane that was judged, and the anomaly that lasts. One thread. */
final class LearntSeries {
    private final Detector.Maker maker;
    private final Trigger.Anomaly trigger;
    private final double alertScore;
    private Detector detector;
    private Excursion excursion = new Excursion();
    private boolean begun;
    private double value = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;

    /** A series that nothing is known of yet. */
    LearntSeries(Detector.Maker maker, Trigger.Anomaly trigger) {
        this.maker = maker;
        this.trigger = trigger;
        this.alertScore = 1 / (1 + trigger.falseAlarmsPerMonth());
        this.detector = maker.make(trigger.falseAlarmsPerMonth());
    }

    /** Learns it anew from what history has of it until a pane, that one included. */
    void learn(WatchedPanes panes, int place, long newestPane) {
        detector = maker.make(trigger.falseAlarmsPerMonth());
        excursion = new Excursion();
        begun = false;
        long first = panes.firstLearnt(newestPane);
        Detector.Past past = panes.before(place, first);
        if (past != null) {
            begun = true;
            detector.prime(past);
        }
        panes.read(place, first, newestPane, this::judge);
    }

    /** Judges the next pane, then learns it. A series begins with the first pane that brought something. */
    void judge(long startMillis, double paneValue, double denominator) {
        value = Double.NaN;
        begun |= paneValue != 0 && Double.isFinite(paneValue);
        if (!begun || !Double.isFinite(paneValue) || !(denominator > 0 && Double.isFinite(denominator))) {
            return;
        }
        detector.observe(startMillis, paneValue, denominator);
        value = paneValue;
        low = finite(detector.low());
        high = finite(detector.high());
        excursion.observe(paneValue, detector, trigger.side(), alertScore);
    }

    private static double finite(double bound) {
        return Double.isFinite(bound) ? bound : Double.NaN;
    }

    /** The newest pane's value; NaN when it was not judged. */
    double value() {
        return value;
    }

    /** The lower end of the band that pane was judged by; NaN while too little is known. */
    double low() {
        return low;
    }

    /** Its upper end. */
    double high() {
        return high;
    }

    /** What was expected of the pane that was judged right before; NaN while nothing is known. */
    double expected() {
        return Double.isNaN(high) && detector.deviation() == 0 ? Double.NaN : detector.expected();
    }

    /** Whether an anomaly lasts. */
    boolean isUnusual() {
        return excursion.lasts(alertScore);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(begun);
        out.writeDouble(value);
        out.writeDouble(low);
        out.writeDouble(high);
        excursion.writeTo(out);
        detector.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        begun = in.readBoolean();
        value = in.readDouble();
        low = in.readDouble();
        high = in.readDouble();
        excursion.readFrom(in);
        detector.readFrom(in);
    }
}
