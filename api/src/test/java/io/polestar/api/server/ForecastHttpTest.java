package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.command.DemoSample;
import io.polestar.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts over HTTP, of the demo's rows. */
class ForecastHttpTest {
    @TempDir
    private static Path directory;

    private static Engine engine;
    private static TestServer server;
    private static AnswerSchemas schemas;

    @BeforeAll
    static void start() throws Exception {
        engine = DemoSample.replay(directory);
        server = TestServer.start(new EngineBackend(engine), directory);
        schemas = new AnswerSchemas(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        engine.close();
    }

    @Test
    void theEndsOfHourDayWeekAndMonthAreForecastWithTheirRanges() throws Exception {
        JsonNode answer = schemas.fits("Forecast", server.get("/v1/forecast/revenue"));

        assertThat(answer.path("learntHours").asInt()).isBetween(24, 2_160);
        assertThat(answer.path("periods").findValuesAsText("period"))
                .isEqualTo(List.of("hour", "day", "week", "month"));
        for (JsonNode period : answer.path("periods")) {
            double expected = period.path("expected").asDouble();
            assertThat(period.path("low95").asDouble())
                    .isLessThanOrEqualTo(period.path("low80").asDouble());
            assertThat(period.path("low80").asDouble()).isLessThanOrEqualTo(expected);
            assertThat(period.path("high80").asDouble()).isGreaterThanOrEqualTo(expected);
            assertThat(period.path("high95").asDouble())
                    .isGreaterThanOrEqualTo(period.path("high80").asDouble());
            assertThat(period.path("from").asText())
                    .isLessThan(period.path("to").asText());
        }
    }

    @Test
    void whatHasComeIsWhatTheCalendarWindowHas() throws Exception {
        JsonNode day = TestServer.json(server.get("/v1/forecast/revenue"))
                .path("periods")
                .get(1);
        double soFar = TestServer.json(server.get("/v1/metrics/revenue?window=today"))
                .path("value")
                .asDouble();

        assertThat(day.path("soFar").asDouble()).isCloseTo(soFar, within(Math.abs(soFar) / 100));
        assertThat(soFar).isPositive();
    }

    @Test
    void whatDoesNotAddUpIsRefused() throws Exception {
        assertThat(server.get("/v1/forecast/average_order_value").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/forecast/nothing").statusCode()).isEqualTo(404);
    }
}
