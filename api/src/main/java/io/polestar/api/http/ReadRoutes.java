package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.AlertJson;
import io.polestar.api.json.AnomalyJson;
import io.polestar.api.json.DefinitionJson;
import io.polestar.api.json.ReadingJson;
import io.polestar.api.json.SourceJson;
import io.polestar.engine.anomaly.Settings;
import io.polestar.engine.gauge.AnomalyQuestion;
import io.polestar.engine.gauge.AnomalyReading;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.AlertsReading;
import io.polestar.engine.view.CohortsReading;
import io.polestar.engine.view.ForecastReading;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.Moments;
import io.polestar.engine.view.SeriesReading;
import io.polestar.engine.view.Slice;
import io.polestar.engine.view.SourcesReading;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.TreeReading;
import io.polestar.engine.view.Views;

/** The reads: definition, tree, one metric, its series, what is unusual in it, what is to come, sources, alerts. */
public final class ReadRoutes {
    private final Backend backend;
    private final Reads reads;

    /** Reads of that engine that wait at most that long for a {@code minSequence}. */
    public ReadRoutes(Backend backend, long waitMillis) {
        this.backend = backend;
        this.reads = new Reads(backend, waitMillis);
    }

    Reads reads() {
        return reads;
    }

    /** {@code GET /v1/definition}: answered whether the engine is ready or not. */
    public void definition(Context request) {
        Reads.answer(request, out -> DefinitionJson.write(out, backend.definition()));
    }

    /** {@code GET /v1/tree}. */
    public void tree(Context request) {
        ReadQuery query = reads.query(request);
        Window window = query.window(backend.definition().windows());
        TreeReading reading = reads.views(query).tree(window.name(), true, query.against(window));
        Reads.answer(request, out -> ReadingJson.tree(out, reading));
    }

    /** {@code GET /v1/metrics/{id}}. */
    public void metric(Context request) {
        ReadQuery query = reads.query(request);
        Metric metric = query.metric();
        Window window = query.window(metric.windows());
        Slice slice = query.slice(metric);
        Comparison against = query.against(window);
        Views views = reads.views(query);
        MetricReading reading = Reads.read(() -> views.metric(metric.id(), window.name(), slice, against));
        Reads.answer(request, out -> ReadingJson.metric(out, reading));
    }

    /** {@code GET /v1/metrics/{id}/series}. */
    public void series(Context request) {
        ReadQuery query = reads.query(request);
        Metric metric = query.metric();
        Window window = query.window(metric.windows());
        Slice slice = query.slice(metric);
        Views views = reads.views(query);
        long clockMillis = views.alerts().trust().clockMillis();
        Moments range =
                SeriesRange.of(query.time("from"), query.time("to"), query.durationMillis("step"), window, clockMillis);
        boolean residual = query.residual(metric, slice);
        SeriesReading reading = Reads.read(() -> residual
                ? views.residual(metric.id(), window.name(), range)
                : views.series(metric.id(), window.name(), slice, range));
        Span span = new Span(range.fromMillis(), range.toMillis());
        Reads.answer(request, out -> ReadingJson.series(out, reading, span));
    }

    /** {@code GET /v1/metrics/{id}/cohorts}. */
    public void cohorts(Context request) {
        ReadQuery query = reads.query(request);
        Metric metric = query.metric();
        Views views = reads.views(query);
        CohortsReading reading = Reads.read(() -> views.cohorts(metric.id()));
        Reads.answer(request, out -> ReadingJson.cohorts(out, reading));
    }

    /** {@code GET /v1/forecast/{id}}. */
    public void forecast(Context request) {
        ReadQuery query = reads.query(request);
        Metric metric = query.metric();
        Views views = reads.views(query);
        ForecastReading reading = Reads.read(() -> views.forecast(metric.id()));
        Reads.answer(request, out -> ReadingJson.forecast(out, reading));
    }

    /** {@code GET /v1/anomaly/{id}}. */
    public void anomaly(Context request) {
        ReadQuery query = reads.query(request);
        AnomalyQuestion question = new AnomalyQuestion(
                query.metric().id(),
                query.window(query.metric().windows()).name(),
                query.time("from"),
                query.time("to"),
                query.decimal("falseAlarmsPerMonth", Settings.DEFAULT_FALSE_ALARMS));
        reads.views(query);
        AnomalyReading reading = Reads.read(() -> backend.anomalies().read(question));
        Reads.answer(request, out -> AnomalyJson.write(out, reading));
    }

    /** {@code GET /v1/sources}. */
    public void sources(Context request) {
        SourcesReading reading = reads.views(reads.query(request)).sources();
        Reads.answer(request, out -> SourceJson.sources(out, reading));
    }

    /** {@code GET /v1/alerts}. */
    public void alerts(Context request) {
        AlertsReading reading = reads.views(reads.query(request)).alerts();
        Reads.answer(request, out -> AlertJson.alerts(out, reading));
    }
}
