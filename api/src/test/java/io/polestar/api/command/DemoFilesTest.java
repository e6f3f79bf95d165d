package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.ingest.source.MappingReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DemoFilesTest {

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = DemoFilesTest.class.getResourceAsStream("/demo/" + name)) {
            return in.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    @Test
    void theDefinitionIsARightOne() throws Exception {
        Definition definition = DefinitionReader.read(text("definition.yaml"), "definition.yaml");

        assertThat(definition.northStar()).isEqualTo("orders");
        assertThat(definition.metrics()).allSatisfy(metric -> {
            assertThat(metric.labels()).as(metric.id()).containsKeys("en", "zh");
            assertThat(metric.owner()).as(metric.id()).isNotEmpty();
        });
        assertThat(definition.rules())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(rule -> assertThat(rule.labels()).as(rule.id()).containsKeys("en", "zh"));
    }

    @Test
    void theMappingIsARightOne() throws Exception {
        assertThat(MappingReader.read(text("mapping.yaml"), "mapping.yaml").type())
                .isEqualTo("order_line");
    }

    @Test
    void theSampleIsSmallAndHoldsTheRowsThatTheAttributionStates() throws IOException {
        byte[] packed = bytes("online-retail-sample.csv.gz");
        String rows;
        try (GZIPInputStream in =
                new GZIPInputStream(DemoFilesTest.class.getResourceAsStream("/demo/online-retail-sample.csv.gz"))) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        List<String> lines = rows.lines().toList();
        assertThat(packed).hasSizeLessThanOrEqualTo(2_000_000);
        assertThat(lines).hasSize(1 + 113_650);
        assertThat(lines.get(1)).contains(",2011-10-31 ");
        assertThat(lines.get(lines.size() - 1)).contains(",2011-12-09 12:50:00,");
        assertThat(text("ATTRIBUTION.md")).contains("113,650", "10.24432/C5BW33", "CC BY 4.0");
    }

    @Test
    void aPackedSampleHasNoTimeOfItsOwn() throws IOException {
        byte[] packed = bytes("online-retail-sample.csv.gz");

        assertThat(new byte[] {packed[4], packed[5], packed[6], packed[7]}).containsOnly(0);
    }
}
