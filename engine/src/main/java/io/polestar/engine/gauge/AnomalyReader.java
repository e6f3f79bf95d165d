package io.polestar.engine.gauge;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.PastPanes;
import io.polestar.engine.view.Trust;
import io.polestar.engine.view.TrustReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import java.util.Arrays;

/**
 * Judges panes of the past as a rule that is new with the first of them would have, from history as it is known now. Learns anew each time,
 * in milliseconds. Safe from any thread.
 */
public final class AnomalyReader implements Anomalies {
    private final Catalog catalog;
    private final Board board;
    private final HistoryKeeper history;
    private final TrustReader trust;

    public AnomalyReader(Catalog catalog, Board board, HistoryKeeper history, TrustReader trust) {
        this.catalog = catalog;
        this.board = board;
        this.history = history;
        this.trust = trust;
    }

    @Override
    public AnomalyReading read(AnomalyQuestion question) {
        int metric = catalog.metric(question.metric());
        int window = catalog.window(catalog.metric(metric), question.window());
        if (catalog.readsEarlier(metric)) {
            throw new IllegalArgumentException(
                    "a metric that reads earlier values is computed only when it is read; ask for a metric that it is"
                            + " computed from, metric=" + question.metric());
        }
        Turns turns =
                Turns.of(catalog.definition(), catalog.windows().get(window), true, catalog.addsUpOverTime(metric));
        LearntSeries series = new LearntSeries(
                new SeasonalDetectors(catalog.definition().zone()),
                new Trigger.Anomaly(Side.BOTH, question.falseAlarmsPerMonth()));
        Trust now = board.read(trust::read);
        history.drain();
        Known past = new Known(catalog, history, new Past(catalog, history), now.sinceMillis());
        Row row = new Row(Stretch.of(question, turns, now));
        row.fill(series, new WatchedPanes(past, metric, new Cut(window, Catalog.WHOLE, false), turns));
        return row.reading(question, turns, now);
    }

    /** What is known by now, for one question. */
    private record Known(Catalog catalog, HistoryKeeper history, Past past, long sinceMillis) implements Hindsight {
        @Override
        public long pastStepMillis(long momentMillis) {
            return history.stepMillis(momentMillis);
        }

        @Override
        public PastPanes panes(int window, long fromMillis, long stepMillis, int count) {
            return past.panes(window, fromMillis, stepMillis, count);
        }

        @Override
        public double then(int metric, Cut cut, int place, long momentMillis) {
            return past.value(metric, cut.window(), cut.dimension(), cut.segment(place), momentMillis, sinceMillis);
        }
    }

    /** The panes asked for that are over, from the first to the last. */
    private record Stretch(long first, long last) {
        static Stretch of(AnomalyQuestion question, Turns turns, Trust now) {
            long step = turns.stepMillis();
            Long givenTo = question.toMillis();
            Long givenFrom = question.fromMillis();
            long to = givenTo == null ? now.clockMillis() : givenTo;
            long from = givenFrom == null ? Math.max(0, to - AnomalyQuestion.USUAL_PANES * step) : givenFrom;
            if (from < 0 || to < from) {
                throw new IllegalArgumentException(
                        "from must be from 1970 on and not after to, from=" + from + ", to=" + to);
            }
            long first = firstFrom(from, step);
            long after = firstFrom(to, step);
            if (after - first > AnomalyQuestion.MOST_PANES) {
                throw new IllegalArgumentException("at most " + AnomalyQuestion.MOST_PANES
                        + " panes are judged for one question, paneMillis=" + step + ", panes=" + (after - first));
            }
            return new Stretch(first, Math.min(after - 1, turns.newest(now.clockMillis())));
        }

        /** The first pane that begins at a moment or later. */
        private static long firstFrom(long momentMillis, long stepMillis) {
            return -Math.floorDiv(-momentMillis, stepMillis);
        }

        int count() {
            return (int) Math.max(0, last - first + 1);
        }
    }

    /** The answer while it is filled. */
    private static final class Row {
        private final Stretch stretch;
        private final double[] values;
        private final double[] expected;
        private final double[] low;
        private final double[] high;
        private final int[] unusual;
        private int unusualCount;

        Row(Stretch stretch) {
            this.stretch = stretch;
            this.values = unknown(stretch.count());
            this.expected = unknown(stretch.count());
            this.low = unknown(stretch.count());
            this.high = unknown(stretch.count());
            this.unusual = new int[stretch.count()];
        }

        private static double[] unknown(int count) {
            double[] line = new double[count];
            Arrays.fill(line, Double.NaN);
            return line;
        }

        void fill(LearntSeries series, WatchedPanes panes) {
            long known = panes.firstApart(stretch.first(), stretch.last());
            if (known > stretch.last() || !panes.isApart(known)) {
                return;
            }
            series.learn(panes, 0, known - 1);
            int place = (int) (known - stretch.first());
            panes.read(0, known, stretch.last(), new WatchedPanes.Taker() {
                private int next = place;

                @Override
                public void take(long startMillis, double value, double denominator) {
                    series.judge(startMillis, value, denominator);
                    put(next++, value, series);
                }
            });
        }

        private void put(int place, double value, LearntSeries series) {
            values[place] = value;
            if (Double.isNaN(series.value())) {
                return;
            }
            expected[place] = series.expected();
            low[place] = series.low();
            high[place] = series.high();
            if (series.isUnusual()) {
                unusual[unusualCount++] = place;
            }
        }

        AnomalyReading reading(AnomalyQuestion question, Turns turns, Trust trust) {
            long[] times = new long[values.length];
            for (int place = 0; place < times.length; place++) {
                times[place] = (stretch.first() + place) * turns.stepMillis();
            }
            return new AnomalyReading(
                    question.metric(),
                    question.window(),
                    turns.stepMillis(),
                    question.falseAlarmsPerMonth(),
                    times,
                    values,
                    expected,
                    low,
                    high,
                    Arrays.copyOf(unusual, unusualCount),
                    trust);
        }
    }
}
