package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    private static final String MAPPING = """
            polestar-mapping: 1
            type: order_line
            source: online-retail
            time: {column: InvoiceDate, format: "yyyy-MM-dd HH:mm:ss", zone: UTC}
            subject: {column: CustomerID, strip: ".0"}
            data:
              invoice: {column: InvoiceNo}
              description: {column: Description}
              quantity: {column: Quantity, as: number}
              price: {column: UnitPrice, as: number}
              country: {column: Country}
            """;

    @TempDir
    private Path directory;

    private final RecordingSink sink = new RecordingSink();

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("orders.csv"), content);
    }

    private ImportResult run(Path file) throws Exception {
        return run(ImportPlan.of(file, MappingReader.read(MAPPING, "mapping.yaml")));
    }

    private ImportResult run(ImportPlan plan) throws Exception {
        return new Importer(plan, sink, ImportListener.SILENT, new ManualTime()).run();
    }

    private List<JsonNode> events() {
        return List.copyOf(sink.events.values());
    }

    @Test
    void aRowBecomesTheEventThatTheMappingSays() throws Exception {
        run(file(HEADER + "536365,85123A,WHITE \"HEART\",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"));

        JsonNode event = events().get(0);
        assertThat(event.get("type").asText()).isEqualTo("order_line");
        assertThat(event.get("source").asText()).isEqualTo("online-retail");
        assertThat(event.get("time").asText()).isEqualTo("2010-12-01T08:26:00Z");
        assertThat(event.get("subject").asText()).isEqualTo("17850");
        assertThat(event.get("data").toString())
                .isEqualTo("{\"invoice\":\"536365\",\"description\":\"WHITE \\\"HEART\\\"\",\"quantity\":6,"
                        + "\"price\":2.55,\"country\":\"United Kingdom\"}");
    }

    @Test
    void anEmptyFieldGivesNoPropertyAndNoSubject() throws Exception {
        run(file(HEADER + "536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom\n"));

        JsonNode event = events().get(0);
        assertThat(event.has("subject")).isFalse();
        assertThat(event.get("data").has("description")).isFalse();
        assertThat(event.get("data").get("price").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void anExactlyRepeatedRowCountsEveryTime() throws Exception {
        String row = "536409,21866,UNION JACK FLAG,1,2010-12-01 11:45:00,1.25,17908.0,United Kingdom\n";

        ImportResult result = run(file(HEADER + row + row + row));

        assertThat(result.totals()).isEqualTo(new ImportTotals(3, 0, 3, 0, 0));
        assertThat(sink.events).hasSize(3);
    }

    @Test
    void theIdIsTheFilesDigestAndTheRowNumberAlsoInARange() throws Exception {
        Path file = file(HEADER + row("2011-12-01") + row("2011-12-02") + row("2011-12-03"));
        String digest = FileDigest.of(file).substring(0, 16);
        Mapping mapping = MappingReader.read(MAPPING, "mapping.yaml");
        TimeRange secondDay = new TimeRange(millis("2011-12-02T00:00:00Z"), millis("2011-12-03T00:00:00Z"));

        ImportResult part = run(ImportPlan.of(file, mapping).within(secondDay));
        assertThat(sink.events).containsOnlyKeys(digest + ":2");
        assertThat(part.totals()).isEqualTo(new ImportTotals(3, 2, 1, 0, 0));

        ImportResult whole = run(ImportPlan.of(file, mapping));
        assertThat(sink.events).containsOnlyKeys(digest + ":2", digest + ":1", digest + ":3");
        assertThat(whole.totals()).isEqualTo(new ImportTotals(3, 0, 2, 1, 0));
    }

    @Test
    void aRangeBeginsWithFromAndEndsBeforeUntil() throws Exception {
        Path file = file(HEADER + row("2011-12-01") + row("2011-12-02") + row("2011-12-03"));
        TimeRange exact = new TimeRange(millis("2011-12-01T12:00:00Z"), millis("2011-12-03T12:00:00Z"));

        run(ImportPlan.of(file, MappingReader.read(MAPPING, "mapping.yaml")).within(exact));

        assertThat(events())
                .extracting(event -> event.get("time").asText())
                .containsExactly("2011-12-01T12:00:00Z", "2011-12-02T12:00:00Z");
    }

    @Test
    void anIdColumnNamesTheEvent() throws Exception {
        String mapping = "polestar-mapping: 1\ntype: a\nsource: b\ntime: {column: at}\nid: {column: key}\n";
        Path file = file("at,key\n2011-12-01T00:00:00Z,x1\n2011-12-01T00:00:00Z,\n");

        ImportResult result = run(ImportPlan.of(file, MappingReader.read(mapping, "mapping.yaml")));

        assertThat(sink.events).containsOnlyKeys("x1");
        assertThat(result.firstRejections()).containsExactly(new RowRejection(2, 3, "key", "", "an id is required"));
    }

    @Test
    void badRowsAreRejectedOneByOneAndTheRestGoesIn() throws Exception {
        ImportResult result = run(file(HEADER
                + row("2011-12-01")
                + "536365,85123A,A,six,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
                + "536365,85123A,A,6,2010-13-01 08:26:00,2.55,17850.0,United Kingdom\n"
                + "536365,85123A,A,6\n"
                + "536365,85123A,\"two\nlines\",6,2010-12-01 08:26:00,\"2,55\",17850.0,United Kingdom\n"
                + row("2011-12-02")));

        assertThat(result.totals()).isEqualTo(new ImportTotals(6, 0, 2, 0, 4));
        assertThat(result.firstRejections())
                .containsExactly(
                        new RowRejection(
                                2,
                                3,
                                "Quantity",
                                "six",
                                "must be a decimal number with a point, without group separators"),
                        new RowRejection(
                                3,
                                4,
                                "InvoiceDate",
                                "2010-13-01 08:26:00",
                                "must be a time in the format yyyy-MM-dd HH:mm:ss"),
                        new RowRejection(
                                4, 5, "row", "536365,85123A,A,6", "must have 8 fields like the header, and has 4"),
                        new RowRejection(
                                5,
                                6,
                                "UnitPrice",
                                "2,55",
                                "must be a decimal number with a point, without group separators"));
    }

    @Test
    void byteOrderMarkCrLfQuotesAndLineBreaksInFieldsAreRead() throws Exception {
        run(file("\uFEFF" + HEADER.replace("\n", "\r\n")
                + "\"536365\",85123A,\"a, \"\"b\"\"\r\nc\",6,2010-12-01 08:26:00,2.55,17850.0,\"EIRE\"\r\n"));

        assertThat(events().get(0).get("data").get("description").asText()).isEqualTo("a, \"b\"\r\nc");
        assertThat(events().get(0).get("data").get("country").asText()).isEqualTo("EIRE");
    }

    @Test
    void textThatIsNotInTheEncodingIsRejected() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((HEADER + row("2011-12-01")).getBytes(StandardCharsets.UTF_8));
        bytes.write(row("2011-12-02").replace("GLASS", "CAF\u00c9").getBytes(StandardCharsets.ISO_8859_1));
        Path file = Files.write(directory.resolve("latin.csv"), bytes.toByteArray());

        ImportResult result = run(file);

        assertThat(result.totals()).isEqualTo(new ImportTotals(2, 0, 1, 0, 1));
        assertThat(result.firstRejections().get(0).rule()).isEqualTo("must be text in the mapping's encoding");
    }

    @Test
    void aGzipFileIsUnpackedAndNamedByItsBytesAsTheyLie() throws Exception {
        Path file = directory.resolve("orders.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + row("2011-12-01")).getBytes(StandardCharsets.UTF_8));
        }

        run(file);

        assertThat(sink.events).containsOnlyKeys(FileDigest.of(file).substring(0, 16) + ":1");
    }

    @Test
    void aBrokenQuoteEndsTheImportAndWhatCameBeforeStays() throws Exception {
        Path file = file(HEADER + row("2011-12-01") + "1,\"open,3,4\n" + row("2011-12-02"));

        assertThatThrownBy(() -> run(ImportPlan.of(file, MappingReader.read(MAPPING, "m.yaml"))
                        .inBatchesOf(1)))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("after row 1 the quotes are broken and rows cannot be told apart");
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void aHeaderWithoutAColumnOfTheMappingIsRefusedBeforeAnythingIsSent() throws Exception {
        Path file = file("InvoiceNo,Quantity\n1,2\n");

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("it lacks [InvoiceDate, CustomerID, Description, UnitPrice, Country]"
                        + " and has [InvoiceNo, Quantity]");
        assertThatThrownBy(() -> run(file(""))).hasMessageContaining("must begin with a header line");
        assertThatThrownBy(() -> run(file("a,a\n"))).hasMessageContaining("names \"a\" twice");
        assertThat(sink.batches).isEmpty();
    }

    @Test
    void itReturnsWhenTheLastBatchIsCounted() throws Exception {
        Path file = file(HEADER + row("2011-12-01") + row("2011-12-02") + row("2011-12-03"));

        ImportResult result =
                run(ImportPlan.of(file, MappingReader.read(MAPPING, "m.yaml")).inBatchesOf(2));

        assertThat(sink.batches).containsExactly(2, 1);
        assertThat(result.sequence()).isEqualTo(2);
        assertThat(sink.counted).isEqualTo(2);
    }

    @Test
    void atASpeedAnEventIsSentWhenItsScaledTimeHasCome() throws Exception {
        Path file = file(HEADER
                + row("2011-12-01 08:00:00", "")
                + row("2011-12-01 09:00:00", "")
                + row("2011-12-01 09:00:00", "")
                + row("2011-12-01 09:01:00", "")
                + row("2011-12-01 10:30:00", ""));
        ManualTime time = new ManualTime();
        sink.wallTime = time;
        ImportPlan plan =
                ImportPlan.of(file, MappingReader.read(MAPPING, "m.yaml")).atSpeed(3600);

        new Importer(plan, sink, ImportListener.SILENT, time).run();

        assertThat(sink.batches).containsExactly(1, 2, 1, 1);
        assertThat(sink.batchNanos).containsExactly(0L, 1_000_000_000L, 1_050_000_000L, 2_500_000_000L);
    }

    private static String row(String day) {
        return row(day + " 12:00:00", "17850.0");
    }

    private static String row(String time, String customer) {
        return "536365,85123A,GLASS,6," + time + ",2.55," + customer + ",United Kingdom\n";
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
