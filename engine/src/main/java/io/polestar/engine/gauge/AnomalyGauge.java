package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.alert.Verdict;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a series is unusual: each pane, once it is over, is judged and learnt by a detector of the series' own. A series that is met for
 * the first time is learnt from what history has of it, and again after something was told about the past. Panes in which the sources
 * were silent are neither judged nor learnt.
 */
final class AnomalyGauge implements Gauge {
    /** The most panes that are judged at once after the clock has stood still. */
    private static final int MOST_BEHIND = 1_440;

    /** What is told of the past is in history this many panes later. */
    private static final int SETTLING = 2;

    private static final long NEVER = Long.MAX_VALUE;

    private final Scene scene;
    private final WatchedPanes panes;
    private final Trigger.Anomaly trigger;
    private final Turns turns;
    private final LongPredicate silent;
    private final Detector.Maker maker;
    /** The last moment at which the sources were seen to be silent. */
    private long silentMillis;

    private final List<@Nullable Learnt> bySegment = new ArrayList<>();

    /** A series, its newest pane, and the pane from which on it is to be learnt anew. */
    private static final class Learnt {
        private final LearntSeries series;
        private long pane;
        private long anewFrom = NEVER;

        Learnt(LearntSeries series) {
            this.series = series;
        }
    }

    /** @param silent whether the sources say nothing at a clock */
    AnomalyGauge(
            Scene scene,
            WatchedPanes panes,
            Trigger.Anomaly trigger,
            Turns turns,
            LongPredicate silent,
            Detector.Maker maker) {
        this.scene = scene;
        this.panes = panes;
        this.trigger = trigger;
        this.turns = turns;
        this.silent = silent;
        this.maker = maker;
    }

    private @Nullable Learnt learnt(int place) {
        return place < bySegment.size() ? bySegment.get(place) : null;
    }

    @Override
    public void refresh(int segments, long clockMillis) {
        long newest = turns.newest(clockMillis);
        silentMillis = silent.test(clockMillis) ? clockMillis : silentMillis;
        for (int place = 0; place < segments; place++) {
            Learnt known = learnt(place);
            if (known == null) {
                if (panes.has(place) && scene.hasRoom() && scene.mayLearn()) {
                    learn(place, put(place), newest);
                }
            } else if (newest >= known.anewFrom && scene.mayLearn()) {
                learn(place, known, newest);
            } else if (newest > known.pane) {
                catchUp(place, known, newest);
            }
        }
    }

    private void catchUp(int place, Learnt learnt, long newest) {
        long next = Math.max(learnt.pane + 1, newest - MOST_BEHIND);
        long heard = Math.floorDiv(silentMillis + turns.stepMillis() - 1, turns.stepMillis());
        learnt.pane = newest;
        panes.read(place, Math.max(next, heard), newest, learnt.series::judge);
    }

    private void learn(int place, Learnt learnt, long newest) {
        learnt.anewFrom = NEVER;
        learnt.pane = newest;
        learnt.series.learn(panes, place, newest);
    }

    private Learnt put(int place) {
        while (bySegment.size() <= place) {
            bySegment.add(null);
        }
        Learnt learnt = new Learnt(new LearntSeries(maker, trigger));
        bySegment.set(place, learnt);
        scene.noteSeries();
        return learnt;
    }

    @Override
    public void look(int place, long clockMillis, Sight sight) {
        Learnt learnt = learnt(place);
        if (learnt == null || Double.isNaN(learnt.series.value())) {
            sight.see(Verdict.NOTHING, Double.NaN, Double.NaN, Double.NaN);
            return;
        }
        LearntSeries series = learnt.series;
        Verdict verdict = series.isUnusual() ? Verdict.HOLDS : Verdict.CEASED;
        sight.see(verdict, series.value(), series.low(), series.high());
    }

    @Override
    public void reconsider() {
        for (Learnt learnt : bySegment) {
            if (learnt != null) {
                learnt.anewFrom = learnt.pane + SETTLING;
            }
        }
    }

    @Override
    public boolean remembers() {
        return true;
    }

    /** The series, whatever the rule's sensitivity and direction: an edited rule knows what it knew. */
    @Override
    public String memory(Rule rule) {
        Segment segment = rule.segment();
        return "seasons of " + rule.window().name() + " "
                + (segment == null ? rule.watched().each() : segment.dimension() + "=" + segment.value()) + " in "
                + scene.catalog().definition().zone() + ": " + panes.meaning();
    }

    @Override
    public void writeTo(int place, DataOutput out) throws IOException {
        Learnt learnt = learnt(place);
        out.writeBoolean(learnt != null);
        if (learnt != null) {
            out.writeLong(silentMillis);
            out.writeLong(learnt.pane);
            out.writeLong(learnt.anewFrom);
            learnt.series.writeTo(out);
        }
    }

    @Override
    public void readFrom(int place, DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return;
        }
        Learnt learnt = put(place);
        silentMillis = Math.max(silentMillis, in.readLong());
        learnt.pane = in.readLong();
        learnt.anewFrom = in.readLong();
        learnt.series.readFrom(in);
    }
}
