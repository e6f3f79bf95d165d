package io.polestar.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.engine.explain.DimensionChange;
import io.polestar.engine.explain.Explanation;
import io.polestar.engine.explain.Method;
import io.polestar.engine.explain.MetricChange;
import io.polestar.engine.explain.Presence;
import io.polestar.engine.explain.SegmentChange;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.Trust;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {
    private static final String TREE = """
            polestar: 1
            name: Shop
            windows: [1d]
            northStar: orders
            dimensions:
              country: {property: country}
              channel: {property: channel}
              country_channel: {pair: [country, channel]}
            metrics:
              orders: {owner: a@example.com, unit: order, kind: count, event: order, by: [country_channel]}
            """;

    @Test
    void aSegmentOfAPairNamesBothAndNoDataIsNull() throws Exception {
        SegmentChange segment = new SegmentChange(
                Dimension.Pair.segment("France", "app"), Double.NaN, 3, 3, Double.NaN, Double.NaN, Presence.APPEARED);
        DimensionChange dimension =
                new DimensionChange("country_channel", Method.DIFFERENCE, List.of(segment), 0, 0, 0);
        MetricChange change =
                new MetricChange("orders", 1, 4, 3, Presence.BOTH, null, null, List.of(dimension), List.of());
        Trust trust = new Trust(1, 5, 4, List.of(), 0, 0, 0, "v", 0, false, 0);
        Explanation explanation = new Explanation("1d", Comparison.WEEKDAY, new Span(0, 5), null, change, trust);

        ExplanationJson json = new ExplanationJson(DefinitionReader.read(TREE, "tree.yaml"));
        JsonNode answer = new ObjectMapper().readTree(Json.bytes(out -> json.write(out, explanation)));

        assertThat(answer.path("against").asText()).isEqualTo("weekday");
        assertThat(answer.path("previous").isNull()).isTrue();
        JsonNode written = answer.path("explanation")
                .path("dimensions")
                .get(0)
                .path("segments")
                .get(0);
        assertThat(written.path("pair").path("country").asText()).isEqualTo("France");
        assertThat(written.path("pair").path("channel").asText()).isEqualTo("app");
        assertThat(written.path("before").isNull()).isTrue();
        assertThat(written.has("mix")).isFalse();
        assertThat(written.path("presence").asText()).isEqualTo("appeared");
    }
}
