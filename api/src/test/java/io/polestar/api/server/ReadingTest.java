package io.polestar.api.server;

import static io.polestar.api.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.engine.Readiness;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads over HTTP: what they answer, what they fill in and what they refuse. */
class ReadingTest {
    private final FakeBackend engine = new FakeBackend();
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = TestServer.start(engine, directory, ServerConfig.defaults().withReadWaitMillis(50));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMetricStatesItsValueAndTheIntervalItCovers() throws Exception {
        JsonNode metric = json(server.get("/v1/metrics/orders?window=1d"));

        assertThat(metric.path("value").isIntegralNumber()).isTrue();
        assertThat(metric.path("value").asLong()).isEqualTo(42);
        assertThat(metric.path("from").asText()).isEqualTo("2011-03-12T07:06:40.000Z");
        assertThat(metric.path("to").asText()).isEqualTo("2011-03-13T07:06:40.000Z");
        assertThat(metric.path("previous").path("value").asDouble()).isEqualTo(40);
        assertThat(metric.path("trust").path("definition").asText())
                .isEqualTo(engine.definition().version());
    }

    @Test
    void noDataIsNullAndSoIsAMomentNotKnown() throws Exception {
        JsonNode metric = json(server.get("/v1/metrics/order_value"));

        assertThat(metric.path("value").isNull()).isTrue();
        assertThat(metric.path("trust").path("since").isNull()).isTrue();
    }

    @Test
    void aMetricIsBrokenDownByADimensionItIsKeptBy() throws Exception {
        engine.setCountry("France", 12);

        JsonNode metric = json(server.get("/v1/metrics/orders?window=7d&by=country"));

        assertThat(metric.path("by").asText()).isEqualTo("country");
        assertThat(metric.path("segments").get(0).path("segment").asText()).isEqualTo("France");
        assertThat(metric.path("segments").get(0).path("value").asInt()).isEqualTo(12);
    }

    @Test
    void anUnknownMetricIsNotFound() throws Exception {
        HttpResponse<String> response = server.get("/v1/metrics/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("detail").asText()).contains("metric=nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/metrics/orders?window=3d",
                "/v1/metrics/orders?by=colour",
                "/v1/metrics/orders?minSequence=-1",
                "/v1/metrics/orders?minSequence=many",
                "/v1/tree?window=28d",
                "/v1/metrics/orders/series?step=soon",
                "/v1/metrics/orders/series?step=0",
                "/v1/metrics/orders/series?from=yesterday",
                "/v1/metrics/orders/series?from=2011-01-01T00:00:00",
                "/v1/metrics/orders/series?from=2000&to=1000"
            })
    void aParameterThatBreaksARuleIsRefusedWithTheRule(String path) throws Exception {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("type").asText()).isEqualTo("/problems/invalid-request");
    }

    @Test
    void aSeriesByDefaultEndsNowAndHasAtMostFiveHundredPoints() throws Exception {
        JsonNode series = json(server.get("/v1/metrics/orders/series?window=7d"));

        assertThat(series.path("times").size()).isBetween(100, 500);
        assertThat(series.path("step").asText()).isEqualTo("30m");
        assertThat(series.path("lines").get(0).path("values").size())
                .isEqualTo(series.path("times").size());
    }

    @Test
    void aSeriesTakesTimesAsTextOrAsEpochMilliseconds() throws Exception {
        JsonNode text = json(server.get(
                "/v1/metrics/orders/series?from=2011-01-01T00:00:00Z&to=2011-01-01T06:00:00%2B01:00&step=1h"));
        JsonNode millis = json(server.get("/v1/metrics/orders/series?from=1293840000000&to=1293858000000&step=1h"));

        assertThat(text.path("times").size()).isEqualTo(6);
        assertThat(millis.path("times")).isEqualTo(text.path("times"));
    }

    @Test
    void aSeriesHasAtMostTenThousandPoints() throws Exception {
        assertThat(server.get("/v1/metrics/orders/series?from=0&to=9999&step=1ms")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> response = server.get("/v1/metrics/orders/series?from=0&to=10000&step=1ms");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).contains("at most 10000 points", "points=10001");
    }

    @Test
    void aReadWaitsForASequenceOnlySoLong() throws Exception {
        engine.set("orders", 43);

        assertThat(server.get("/v1/metrics/orders?minSequence=1").statusCode()).isEqualTo(200);
        HttpResponse<String> tooEarly = server.get("/v1/metrics/orders?minSequence=2");
        assertThat(tooEarly.statusCode()).isEqualTo(504);
        assertThat(json(tooEarly).path("detail").asText()).contains("minSequence=2", "50 ms");
        assertThat(tooEarly.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void nothingIsReadWhileTheJournalIsReplayedExceptTheDefinition() throws Exception {
        engine.setReadiness(new Readiness(Readiness.State.REPLAYING, 1_000, 0.25, "a quarter is replayed"));

        for (String path : List.of("/v1/tree", "/v1/metrics/orders", "/v1/metrics/orders/series", "/v1/alerts")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
        }
        assertThat(server.get("/v1/definition").statusCode()).isEqualTo(200);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = server.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).path("fraction").asDouble()).isEqualTo(0.25);
        assertThat(json(ready).path("replayedEvents").asInt()).isEqualTo(1_000);
    }

    @Test
    void anEngineThatStoppedOnAnErrorIsNotHealthy() throws Exception {
        engine.setReadiness(new Readiness(Readiness.State.FAILED, 0, 0, "the journal cannot be read"));

        assertThat(server.get("/healthz").statusCode()).isEqualTo(503);
        assertThat(json(server.get("/v1/tree")).path("detail").asText()).isEqualTo("the journal cannot be read");
    }

    @Test
    void whatIsNotThereIsAProblemDocument() throws Exception {
        HttpResponse<String> missing = server.get("/v1/nothing");
        HttpResponse<String> wrongMethod =
                server.send(server.request("/v1/tree").DELETE());

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(json(wrongMethod).path("type").asText()).isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void prometheusReadsCountersAndLatencies() throws Exception {
        server.get("/v1/tree");

        HttpResponse<String> metrics = server.get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("# TYPE polestar_engine_events_total counter\npolestar_engine_events_total 0\n")
                .contains("polestar_http_request_seconds_count{route=\"/v1/tree\"} 1")
                .contains("polestar_ready 1")
                .contains("jvm_memory_heap_used_bytes ");
        assertThat(metrics.body().lines())
                .allMatch(line -> line.startsWith("# ")
                        || line.matches("[a-z_:]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? (NaN|[-+0-9.Ee]+)"));
    }
}
