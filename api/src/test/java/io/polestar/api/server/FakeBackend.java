package io.polestar.api.server;

import io.polestar.api.backend.Backend;
import io.polestar.api.backend.Definitions;
import io.polestar.engine.Acks;
import io.polestar.engine.Operations;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.Status;
import io.polestar.engine.alert.Act;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.explain.Explanation;
import io.polestar.engine.explain.Explanations;
import io.polestar.engine.explain.MetricChange;
import io.polestar.engine.explain.Prediction;
import io.polestar.engine.explain.Presence;
import io.polestar.engine.explain.Question;
import io.polestar.engine.gauge.Anomalies;
import io.polestar.engine.gauge.AnomalyReading;
import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import io.polestar.engine.view.AlertsReading;
import io.polestar.engine.view.CohortsReading;
import io.polestar.engine.view.ForecastReading;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.Moments;
import io.polestar.engine.view.NodeReading;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.SeriesLine;
import io.polestar.engine.view.SeriesReading;
import io.polestar.engine.view.Slice;
import io.polestar.engine.view.SourceReading;
import io.polestar.engine.view.SourceState;
import io.polestar.engine.view.SourcesReading;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.TreeReading;
import io.polestar.engine.view.Trust;
import io.polestar.engine.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An engine without an engine: every value is what the test put there, every answer what the test wants. */
public final class FakeBackend implements Backend, Views {
    public static final long CLOCK_MILLIS = 1_300_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;

    public static final String YAML = """
            polestar: 1
            name: A shop
            zone: UTC
            windows: [1d, 7d]
            dimensions:
              country: {property: country, bound: 10, labels: {en: Country, zh: 国家}}
            northStar: orders
            metrics:
              orders:
                labels: {en: Orders, zh: 订单}
                owner: sales@example.com
                unit: order
                kind: distinct
                event: order
                of: invoice
                by: [country]
              revenue:
                labels: {en: Revenue, zh: 收入}
                owner: sales@example.com
                unit: GBP
                decimals: 2
                kind: sum
                event: order
                value: quantity * price
              order_value:
                labels: {en: Order value, zh: 客单价}
                owner: sales@example.com
                unit: GBP/order
                kind: ratio
                numerator: revenue
                denominator: orders
            influences:
              - {driver: order_value, target: orders, sign: positive, lag: 7d}
            alerts:
              orders_low:
                labels: {en: Few orders, zh: 订单少}
                metric: orders
                window: 1d
                below: 10
            """;

    private final Definition definition;
    private final Map<String, Double> values = new ConcurrentHashMap<>();
    private final Map<String, Double> countries = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger borrowed = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile List<AlertReading> log = List.of();
    private volatile Readiness readiness = new Readiness(Readiness.State.READY, 0, 1, "ready");
    private volatile Status status = Status.ACCEPTED;
    private volatile List<Refusal> refusals = List.of();
    private volatile boolean room = true;
    private volatile @Nullable Acks lastAcks;
    private volatile long sequence;
    private volatile int accepted;

    public FakeBackend() {
        this(YAML);
    }

    public FakeBackend(String yaml) {
        try {
            definition = DefinitionReader.read(yaml, "shop.yaml");
        } catch (DefinitionException e) {
            throw new IllegalStateException(e);
        }
        values.put("orders", 42.0);
        values.put("revenue", 1234.5);
    }

    /** Sets a metric's value at the next sequence and publishes. */
    public void set(String metric, double value) {
        sequence++;
        values.put(metric, value);
        publish();
    }

    public void setCountry(String country, double value) {
        sequence++;
        countries.put(country, value);
        publish();
    }

    /** Sets a segment's value without publishing. */
    public void putCountry(String country, double value) {
        countries.put(country, value);
    }

    /** Moves the sequence on without changing a value, and publishes. */
    public void advance() {
        sequence++;
        publish();
    }

    public void transition(AlertState state) {
        sequence++;
        List<AlertReading> longer = new ArrayList<>(log);
        longer.add(
                0,
                new AlertReading(
                        sequence,
                        "orders_low",
                        null,
                        "orders_low-1",
                        AlertState.INACTIVE,
                        state,
                        AlertReason.CONDITION,
                        false,
                        null,
                        null,
                        null,
                        values.get("orders"),
                        10,
                        Double.NaN,
                        CLOCK_MILLIS,
                        CLOCK_MILLIS,
                        CLOCK_MILLIS,
                        sequence,
                        CLOCK_MILLIS));
        log = longer.subList(0, Math.min(200, longer.size()));
        publish();
    }

    public void publish() {
        listeners.forEach(Runnable::run);
    }

    public void setReadiness(Readiness value) {
        readiness = value;
    }

    public void setStatus(Status value) {
        status = value;
    }

    public void setRefusals(List<Refusal> value) {
        refusals = value;
    }

    public void setRoom(boolean value) {
        room = value;
    }

    public int batchesOut() {
        return borrowed.get();
    }

    public int accepted() {
        return accepted;
    }

    public int reads() {
        return reads.get();
    }

    public @Nullable Acks lastAcks() {
        return lastAcks;
    }

    public long sequence() {
        return sequence;
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public Definitions definitions() {
        return new OneDefinition(definition, CLOCK_MILLIS);
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public Views views() {
        return this;
    }

    /** No change is explained: what was before is never known. */
    @Override
    public Explanations explanations() {
        return new Explanations() {
            @Override
            public Explanation explain(Question asked) {
                double now = value(asked.metric());
                MetricChange change = new MetricChange(
                        asked.metric(),
                        Double.NaN,
                        now,
                        Double.NaN,
                        Presence.APPEARED,
                        null,
                        null,
                        List.of(),
                        List.of());
                return new Explanation(asked.window(), asked.against(), span(), null, change, trust());
            }

            @Override
            public Prediction whatIf(String window, Map<String, Double> put) {
                throw new UnsupportedOperationException("this engine has no tree to predict");
            }
        };
    }

    /** A past in which nothing was. */
    @Override
    public Anomalies anomalies() {
        double[] none = {};
        return asked -> new AnomalyReading(
                asked.metric(),
                asked.window(),
                DAY_MILLIS,
                asked.falseAlarmsPerMonth(),
                new long[0],
                none,
                none,
                none,
                none,
                new int[0],
                trust());
    }

    @Override
    public @Nullable EventBatch borrowBatch() {
        if (!room) {
            return null;
        }
        borrowed.incrementAndGet();
        return new EventBatch();
    }

    @Override
    public void giveBack(EventBatch batch) {
        borrowed.decrementAndGet();
    }

    @Override
    public synchronized Receipt append(EventBatch batch, Acks acks) {
        borrowed.decrementAndGet();
        lastAcks = acks;
        if (status != Status.ACCEPTED) {
            return new Receipt(status, 0, 0, 0, List.of());
        }
        int taken = batch.count() - refusals.size();
        sequence += taken;
        accepted += taken;
        publish();
        return new Receipt(Status.ACCEPTED, sequence, taken, 0, refusals);
    }

    @Override
    public Act.Outcome act(Act act) {
        return new Act.Outcome(true, "done", "");
    }

    @Override
    public Operations operations() {
        return new Operations(List.of(), List.of());
    }

    @Override
    public void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public boolean awaitSequence(long wanted, long timeoutMillis) {
        return sequence >= wanted;
    }

    @Override
    public Map<String, Double> stats() {
        return Map.of("events", (double) accepted);
    }

    @Override
    public TreeReading tree(String window, boolean history, Comparison against) {
        reads.incrementAndGet();
        List<NodeReading> nodes = definition.metrics().stream()
                .map(metric -> new NodeReading(
                        metric.id(),
                        value(metric.id()),
                        earlier(against),
                        Double.NaN,
                        AlertState.INACTIVE,
                        new double[] {1, Double.NaN, 3}))
                .toList();
        return new TreeReading(window, span(), nodes, trust());
    }

    @Override
    public MetricReading metric(String id, String window, Slice slice, @Nullable Comparison against) {
        reads.incrementAndGet();
        List<SegmentReading> segments = slice.by() == null
                ? List.of()
                : countries.entrySet().stream()
                        .map(entry -> new SegmentReading(entry.getKey(), entry.getValue(), null))
                        .toList();
        return new MetricReading(id, window, span(), slice, true, value(id), earlier(against), null, segments, trust());
    }

    @Override
    public SeriesReading series(String id, String window, Slice slice, Moments moments) {
        long[] times = LongStream.rangeClosed(0, (moments.toMillis() - moments.fromMillis()) / moments.stepMillis())
                .map(i -> moments.fromMillis() + i * moments.stepMillis())
                .toArray();
        double[] line = new double[times.length];
        return new SeriesReading(
                id, window, moments.stepMillis(), slice, true, times, List.of(new SeriesLine(line)), trust());
    }

    @Override
    public SeriesReading residual(String id, String window, Moments moments) {
        return series(id, window, Slice.WHOLE, moments);
    }

    @Override
    public CohortsReading cohorts(String id) {
        return new CohortsReading(id, CalendarPeriod.DAY, 1, CLOCK_MILLIS, List.of(), trust());
    }

    @Override
    public ForecastReading forecast(String id) {
        return new ForecastReading(id, 0, List.of(), trust());
    }

    @Override
    public SourcesReading sources() {
        return new SourcesReading(List.of(shop()), trust());
    }

    @Override
    public AlertsReading alerts() {
        return new AlertsReading(log.isEmpty() ? List.of() : List.of(log.get(0)), log, trust());
    }

    private double value(String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    private static Span span() {
        return new Span(CLOCK_MILLIS - DAY_MILLIS, CLOCK_MILLIS);
    }

    /** 40 in the window right before, and one more for each comparison that looks further back. */
    private static @Nullable PreviousReading earlier(@Nullable Comparison against) {
        return against == null
                ? null
                : new PreviousReading(
                        40 + against.ordinal(), new Span(CLOCK_MILLIS - 2 * DAY_MILLIS, CLOCK_MILLIS - DAY_MILLIS));
    }

    private static SourceReading shop() {
        return new SourceReading(
                "shop",
                null,
                SourceState.LIVE,
                3_600_000,
                new SourceReading.Times(CLOCK_MILLIS - 1, CLOCK_MILLIS, CLOCK_MILLIS - 1_000, 1, 0),
                0.1,
                new SourceReading.Counts(7, 0, 0, 0));
    }

    private Trust trust() {
        return new Trust(
                sequence,
                CLOCK_MILLIS,
                CLOCK_MILLIS - 1_000,
                List.of(shop()),
                0,
                0,
                0,
                definition.version(),
                0,
                false,
                Long.MIN_VALUE);
    }
}
