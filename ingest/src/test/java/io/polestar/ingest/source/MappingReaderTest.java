package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.ingest.source.Mapping.Column;
import io.polestar.ingest.source.Mapping.Property;
import io.polestar.ingest.source.Mapping.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

    private static final String WHOLE = """
            polestar-mapping: 1
            type: order_line
            source: online-retail
            time: {column: InvoiceDate, format: "yyyy-MM-dd HH:mm:ss", zone: Europe/London}
            subject: {column: CustomerID, strip: ".0"}
            id: {column: Line}
            encoding: ISO-8859-1
            separator: ";"
            data:
              invoice: {column: InvoiceNo, required: true}
              quantity: {column: Quantity, as: number}
              gift: {column: Gift, as: boolean}
            """;

    @Test
    void readsEveryKey() throws MappingException {
        Mapping mapping = MappingReader.read(WHOLE, "mapping.yaml");

        assertThat(mapping.type()).isEqualTo("order_line");
        assertThat(mapping.source()).isEqualTo("online-retail");
        assertThat(mapping.time().column()).isEqualTo(new Column("InvoiceDate", "", true));
        assertThat(mapping.time().format().format()).isEqualTo("yyyy-MM-dd HH:mm:ss");
        assertThat(mapping.time().format().zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(mapping.subject()).isEqualTo(new Column("CustomerID", ".0", false));
        assertThat(mapping.id()).isEqualTo(new Column("Line", "", false));
        assertThat(mapping.encoding()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(mapping.separator()).isEqualTo(';');
        assertThat(mapping.data())
                .containsExactly(
                        new Property("invoice", new Column("InvoiceNo", "", true), ValueType.TEXT),
                        new Property("quantity", new Column("Quantity", "", false), ValueType.NUMBER),
                        new Property("gift", new Column("Gift", "", false), ValueType.BOOLEAN));
    }

    @Test
    void whatMayBeLeftOutHasADefault() throws MappingException {
        Mapping mapping = MappingReader.read(
                "polestar-mapping: 1\ntype: visit\nsource: web\ntime: {column: at}\n", "mapping.yaml");

        assertThat(mapping.time().format().format()).isEqualTo("rfc3339");
        assertThat(mapping.time().format().zone().normalized()).isEqualTo(ZoneOffset.UTC);
        assertThat(mapping.subject()).isNull();
        assertThat(mapping.id()).isNull();
        assertThat(mapping.data()).isEmpty();
        assertThat(mapping.encoding()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(mapping.separator()).isEqualTo(',');
    }

    @Test
    void allThatIsWrongIsFoundAtOnceWithItsLineAndFix() {
        String text = """
                polestar-mapping: 2
                type: order_line
                time: {column: InvoiceDate, format: "HH:mm", zone: Mars}
                subject: CustomerID
                data:
                  quantity: {column: Quantity, as: integer, unit: piece}
                  quantity: {as: number}
                colour: red
                """;

        assertThatThrownBy(() -> MappingReader.read(text, "shop.yaml"))
                .isInstanceOf(MappingException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .containsExactlyInAnyOrder(
                                "shop.yaml:1: polestar-mapping must be 1, the only version there is."
                                        + " Fix: write \"polestar-mapping: 1\"",
                                "shop.yaml:1: the file must have \"source\"."
                                        + " Fix: add \"source:\" and the name that every event's source gets",
                                "shop.yaml:3: format must be rfc3339, epochSeconds, epochMillis or a date pattern;"
                                        + " \"HH:mm\" is none: the pattern does not give a whole date."
                                        + " Fix: write for example \"yyyy-MM-dd HH:mm:ss\"",
                                "shop.yaml:3: zone must be an IANA time zone; \"Mars\" is none."
                                        + " Fix: write UTC or Europe/London",
                                "shop.yaml:4: \"subject\" must be a list of keys and values."
                                        + " Fix: write subject: {column: NAME}",
                                "shop.yaml:6: as must be text, number or boolean; \"integer\" is none."
                                        + " Fix: write one of the three",
                                "shop.yaml:6: \"unit\" is not known here."
                                        + " Fix: use one of column, strip, required, as",
                                "shop.yaml:7: \"quantity\" must appear once. Fix: remove one of the two",
                                "shop.yaml:8: \"colour\" is not known here. Fix: use one of polestar-mapping, type,"
                                        + " source, time, subject, id, data, encoding, separator"));
    }

    @Test
    void whatIsNotYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> MappingReader.read("type: a\nsource: [b\n", "m.yaml"))
                .hasMessageStartingWith("m.yaml:3: a mapping must be YAML");
        assertThatThrownBy(() -> MappingReader.read("", "m.yaml"))
                .hasMessageStartingWith("m.yaml:1: a mapping must not be empty");
        assertThatThrownBy(() -> MappingReader.read("- a\n", "m.yaml"))
                .hasMessageStartingWith("m.yaml:1: the file must be a list of keys and values");
    }
}
