package io.polestar.engine.view;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Window;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
import io.polestar.engine.window.WindowBounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads from the board (the present) and from history (the past). The present of one answer is of one
 * sequence; its past was settled before.
 */
public final class Reader implements Views {
    private static final int SPARKLINE_POINTS = 32;
    private static final List<AlertState> GRAVITY =
            List.of(AlertState.INACTIVE, AlertState.RESOLVED, AlertState.PENDING, AlertState.FIRING);

    private final Catalog catalog;
    private final Board board;
    private final Past past;
    private final TreePass pass;
    private final TrustReader trust;
    private final Supplier<List<AlertReading>> currentAlerts;
    private final Supplier<List<AlertReading>> alertLog;
    private final Map<Integer, Sparklines> sparklines = new ConcurrentHashMap<>();

    /**
     * @param streamClock whether the clock holds when data stops
     * @param wallMillis the wall clock, by which holding is seen
     */
    public Reader(
            Catalog catalog,
            Board board,
            HistoryKeeper history,
            boolean streamClock,
            LongSupplier wallMillis,
            Supplier<List<AlertReading>> currentAlerts,
            Supplier<List<AlertReading>> alertLog) {
        this.catalog = catalog;
        this.board = board;
        this.past = new Past(catalog, history);
        this.pass = new TreePass(catalog);
        this.trust = new TrustReader(catalog.definition(), streamClock, wallMillis);
        this.currentAlerts = currentAlerts;
        this.alertLog = alertLog;
    }

    @Override
    public MetricReading metric(String id, String windowName, @Nullable String by, @Nullable Comparison against) {
        int metric = catalog.metric(id);
        int window = windowOf(catalog.metric(metric), windowName);
        int dimension = by == null ? Catalog.WHOLE : catalog.dimension(metric, by);
        MetricReading now = board.read(face -> present(face, metric, window, by, dimension));
        return against == null ? now : withEarlier(now, metric, window, dimension, against);
    }

    private MetricReading present(Face face, int metric, int window, @Nullable String by, int dimension) {
        Evaluator values = new Evaluator(catalog, face);
        List<SegmentReading> segments = new ArrayList<>();
        if (dimension != Catalog.WHOLE) {
            List<String> texts = catalog.segments(dimension);
            for (int segment = 0; segment < texts.size(); segment++) {
                if (catalog.has(metric, dimension, segment)) {
                    double value = values.value(metric, window, dimension, segment);
                    segments.add(new SegmentReading(texts.get(segment), value, null));
                }
            }
        }
        return new MetricReading(
                catalog.metric(metric).id(),
                catalog.windows().get(window).name(),
                span(face, window),
                values.value(metric, window, Catalog.WHOLE, 0),
                null,
                by,
                segments,
                trust.read(face));
    }

    private MetricReading withEarlier(MetricReading now, int metric, int window, int dimension, Comparison against) {
        Past.Moment before = past.before(window, now.span(), now.trust().sinceMillis(), false, against);
        Past.Moment segmentsBefore = past.before(window, now.span(), now.trust().sinceMillis(), true, against);
        List<SegmentReading> segments = new ArrayList<>();
        for (SegmentReading segment : now.segments()) {
            int number = catalog.segment(dimension, segment.segment());
            segments.add(new SegmentReading(
                    segment.segment(), segment.value(), segmentsBefore.previous(metric, dimension, number)));
        }
        return new MetricReading(
                now.metric(),
                now.window(),
                now.span(),
                now.value(),
                before.previous(metric, Catalog.WHOLE, 0),
                now.by(),
                segments,
                now.trust());
    }

    private int windowOf(Metric metric, String name) {
        for (Window window : metric.windows()) {
            if (window.name().equals(name)) {
                return catalog.window(name);
            }
        }
        throw new IllegalArgumentException("metric " + metric.id() + " has the windows "
                + metric.windows().stream().map(Window::name).toList() + ", window=" + name);
    }

    private Span span(Face face, int window) {
        long to = face.clockMillis();
        if (to == Long.MIN_VALUE) {
            return new Span(0, 0);
        }
        return new Span(
                WindowBounds.fromMillis(
                        catalog.windows().get(window), catalog.definition().zone(), to),
                to);
    }

    /** What the board holds of a whole tree. */
    private record TreePresent(Span span, double[] values, double[] residuals, Trust trust) {}

    @Override
    public TreeReading tree(String windowName, boolean history, Comparison against) {
        int window = catalog.window(windowName);
        TreePresent now = board.read(face -> treePresent(face, window));
        Past.Moment before = past.before(window, now.span, now.trust.sinceMillis(), false, against);
        Map<String, AlertState> states = worstStates();
        double[][] lines = history ? sparklines(window, now) : new double[0][];
        List<NodeReading> nodes = new ArrayList<>();
        for (int metric = 0; metric < now.values.length; metric++) {
            String id = catalog.metric(metric).id();
            nodes.add(new NodeReading(
                    id,
                    now.values[metric],
                    before.previous(metric, Catalog.WHOLE, 0),
                    now.residuals[metric],
                    states.getOrDefault(id, AlertState.INACTIVE),
                    history ? lines[metric] : new double[0]));
        }
        return new TreeReading(windowName, now.span, nodes, now.trust);
    }

    private TreePresent treePresent(Face face, int window) {
        Evaluator values = new Evaluator(catalog, face);
        double[] present = pass.values(values, window);
        double[] residuals = pass.residuals(present);
        return new TreePresent(span(face, window), present, residuals, trust.read(face));
    }

    private Map<String, AlertState> worstStates() {
        Map<String, AlertState> worst = new HashMap<>();
        List<Rule> rules = catalog.definition().rules();
        Map<String, AlertState> byRule = new HashMap<>();
        currentAlerts.get().forEach(alert -> byRule.put(alert.rule(), alert.state()));
        for (Rule rule : rules) {
            AlertState state = byRule.getOrDefault(rule.id(), AlertState.INACTIVE);
            worst.merge(
                    rule.metric(), state, (one, other) -> GRAVITY.indexOf(one) >= GRAVITY.indexOf(other) ? one : other);
        }
        return worst;
    }

    /** The sparklines of all metrics over one window, made anew only when the clock has gone a step further. */
    private record Sparklines(long edgeMillis, double[][] lines) {}

    private double[][] sparklines(int window, TreePresent now) {
        long length = now.span.toMillis() - now.span.fromMillis();
        long step = past.niceStep(Math.max(1000, length / SPARKLINE_POINTS));
        long edge = Math.floorDiv(now.span.toMillis(), step) * step;
        Sparklines made = sparklines.get(window);
        if (made == null || made.edgeMillis != edge) {
            long[] times = new long[SPARKLINE_POINTS];
            for (int point = 0; point < SPARKLINE_POINTS; point++) {
                times[point] = edge - (SPARKLINE_POINTS - 1 - point) * step;
            }
            double[][] lines = new double[now.values.length][];
            for (int metric = 0; metric < lines.length; metric++) {
                lines[metric] = past.line(metric, window, Catalog.WHOLE, 0, times, now.trust.sinceMillis());
            }
            made = new Sparklines(edge, lines);
            sparklines.put(window, made);
        }
        double[][] lines = new double[now.values.length][];
        for (int metric = 0; metric < lines.length; metric++) {
            lines[metric] = java.util.Arrays.copyOf(made.lines[metric], SPARKLINE_POINTS + 1);
            lines[metric][SPARKLINE_POINTS] = now.values[metric];
        }
        return lines;
    }

    @Override
    public SeriesReading series(
            String id, String windowName, long fromMillis, long toMillis, long stepMillis, @Nullable String by) {
        int metric = catalog.metric(id);
        int window = windowOf(catalog.metric(metric), windowName);
        int dimension = by == null ? Catalog.WHOLE : catalog.dimension(metric, by);
        long[] times = times(fromMillis, toMillis, stepMillis);
        MetricReading now = board.read(face -> present(face, metric, window, by, dimension));
        List<SeriesLine> lines = new ArrayList<>();
        if (by == null) {
            lines.add(new SeriesLine("", line(metric, window, Catalog.WHOLE, 0, times, now, now.value())));
        }
        for (SegmentReading segment : now.segments()) {
            int number = catalog.segment(dimension, segment.segment());
            lines.add(new SeriesLine(
                    segment.segment(), line(metric, window, dimension, number, times, now, segment.value())));
        }
        return new SeriesReading(id, windowName, stepMillis, by, times, lines, now.trust());
    }

    private static long[] times(long fromMillis, long toMillis, long stepMillis) {
        if (stepMillis < 1 || toMillis < fromMillis) {
            throw new IllegalArgumentException("a series needs from <= to and a step of 1 ms or more, from="
                    + fromMillis + " to=" + toMillis + " step=" + stepMillis);
        }
        long[] times = new long[Math.toIntExact((toMillis - fromMillis) / stepMillis + 1)];
        for (int point = 0; point < times.length; point++) {
            times[point] = fromMillis + point * stepMillis;
        }
        return times;
    }

    private double[] line(
            int metric, int window, int dimension, int segment, long[] times, MetricReading now, double present) {
        double[] line =
                past.line(metric, window, dimension, segment, times, now.trust().sinceMillis());
        return withPresent(line, times, now.span(), present);
    }

    private static double[] withPresent(double[] line, long[] times, Span span, double present) {
        for (int point = 0; point < times.length; point++) {
            if (times[point] >= span.toMillis()) {
                line[point] = times[point] == span.toMillis() ? present : Double.NaN;
            }
        }
        return line;
    }

    /** What the board holds of a residual. */
    private record ResidualPresent(Span span, double value, Trust trust) {}

    @Override
    public SeriesReading residual(String id, String windowName, long fromMillis, long toMillis, long stepMillis) {
        int metric = catalog.metric(id);
        int window = windowOf(catalog.metric(metric), windowName);
        if (catalog.component(metric) == null) {
            throw new IllegalArgumentException("a residual is left by a component formula, metric " + id + " has none");
        }
        long[] times = times(fromMillis, toMillis, stepMillis);
        ResidualPresent now = board.read(face -> new ResidualPresent(
                span(face, window), new Evaluator(catalog, face).residual(metric, window), trust.read(face)));
        double[] past = this.past.residuals(metric, window, times, now.trust.sinceMillis());
        double[] line = withPresent(past, times, now.span, now.value);
        return new SeriesReading(id, windowName, stepMillis, null, times, List.of(new SeriesLine("", line)), now.trust);
    }

    @Override
    public AlertsReading alerts() {
        Trust read = board.read(trust::read);
        return new AlertsReading(currentAlerts.get(), alertLog.get(), read);
    }
}
