package io.polestar.engine.view;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.ErrorBound;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
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
    private static final List<AlertState> GRAVITY = List.of(
            AlertState.INACTIVE,
            AlertState.RESOLVED,
            AlertState.NO_DATA,
            AlertState.PENDING,
            AlertState.ERROR,
            AlertState.RECOVERING,
            AlertState.FIRING);

    private final Catalog catalog;
    private final Board board;
    private final Past past;
    private final TreePass pass;
    private final TrustReader trust;
    private final EarlierMemory earlier;
    private final SliceReader slices;
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
        this.earlier = new EarlierMemory(wallMillis);
        this.slices = new SliceReader(catalog, board, past, trust, earlier);
        this.currentAlerts = currentAlerts;
        this.alertLog = alertLog;
    }

    @Override
    public MetricReading metric(String id, String window, Slice slice, @Nullable Comparison against) {
        return slices.metric(id, window, slice, against);
    }

    @Override
    public SeriesReading series(String id, String window, Slice slice, Moments moments) {
        return slices.series(id, window, slice, moments);
    }

    private Span span(Face face, int window) {
        long to = face.clockMillis();
        return to == Long.MIN_VALUE ? new Span(0, 0) : past.covered(window, to);
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
        Trust read = trust.read(face);
        Span span = span(face, window);
        Evaluator evaluator = evaluator(face, span, read);
        double[] present = pass.values(evaluator, window);
        Formula.Values earlier = evaluator.at(window, Catalog.WHOLE, 0);
        Formula.Values all = slot -> slot < present.length ? present[slot] : earlier.get(slot);
        double error = new ErrorBound(catalog, face, all, window, Catalog.WHOLE, 0).largest();
        return new TreePresent(span, present, pass.residuals(present), read.withError(error));
    }

    private Map<String, AlertState> worstStates() {
        Map<String, AlertState> worst = new HashMap<>();
        List<Rule> rules = catalog.definition().rules();
        Map<String, AlertState> byRule = new HashMap<>();
        currentAlerts.get().forEach(alert -> byRule.merge(alert.rule(), alert.state(), Reader::graver));
        for (Rule rule : rules) {
            worst.merge(rule.metric(), byRule.getOrDefault(rule.id(), AlertState.INACTIVE), Reader::graver);
        }
        return worst;
    }

    private static AlertState graver(AlertState one, AlertState other) {
        return GRAVITY.indexOf(one) >= GRAVITY.indexOf(other) ? one : other;
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
                int number = metric;
                lines[metric] = past.line(
                        window,
                        times,
                        now.trust.sinceMillis(),
                        false,
                        then -> then.value(number, Catalog.WHOLE, 0, null));
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

    /** What the board holds of a residual. */
    private record ResidualPresent(Span span, double value, Trust trust) {}

    @Override
    public SeriesReading residual(String id, String windowName, Moments moments) {
        int metric = catalog.metric(id);
        int window = catalog.window(catalog.metric(metric), windowName);
        if (catalog.component(metric) == null) {
            throw new IllegalArgumentException("a residual is left by a component formula, metric " + id + " has none");
        }
        long[] times = moments.times();
        ResidualPresent now = board.read(face -> residualPresent(face, metric, window));
        double[] line = past.line(window, times, now.trust.sinceMillis(), false, then -> then.residual(metric));
        SeriesLine whole = new SeriesLine(Past.withPresent(line, times, now.span, now.value));
        return new SeriesReading(
                id, windowName, moments.stepMillis(), Slice.WHOLE, true, times, List.of(whole), now.trust);
    }

    private ResidualPresent residualPresent(Face face, int metric, int window) {
        Trust read = trust.read(face);
        Span span = span(face, window);
        Evaluator evaluator = evaluator(face, span, read);
        double residual = evaluator.residual(metric, window);
        Formula.Values all = evaluator.at(window, Catalog.WHOLE, 0);
        double error = new ErrorBound(catalog, face, all, window, Catalog.WHOLE, 0).largest();
        return new ResidualPresent(span, residual, read.withError(error));
    }

    private Evaluator evaluator(Face face, Span span, Trust read) {
        return new Evaluator(catalog, face, new EarlierValues(past, span, read.sinceMillis(), null, earlier));
    }

    @Override
    public CohortsReading cohorts(String id) {
        return CohortReader.read(catalog, id, board.read(trust::read));
    }

    @Override
    public ForecastReading forecast(String id) {
        return new ForecastReader(catalog, past).read(id, board.read(trust::read));
    }

    @Override
    public SourcesReading sources() {
        return board.read(trust::sources);
    }

    @Override
    public AlertsReading alerts() {
        Trust read = board.read(trust::read);
        return new AlertsReading(currentAlerts.get(), alertLog.get(), read);
    }
}
