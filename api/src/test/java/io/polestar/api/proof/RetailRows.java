package io.polestar.api.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The rows of an Online Retail file and what they say, computed from the rows one by one: no window, no sketch, no code of
 * Polestar's.
 */
final class RetailRows {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int COLUMNS = 8;

    private final List<Row> rows;

    /** A line of an invoice; {@code buyer} is empty for a guest. */
    record Row(long timeMillis, String invoice, BigDecimal value, String buyer, String country) {
        boolean cancels() {
            return invoice.startsWith("C");
        }
    }

    private RetailRows(List<Row> rows) {
        this.rows = rows;
    }

    static RetailRows read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return new RetailRows(lines.lines().skip(1).map(RetailRows::row).toList());
        }
    }

    private static Row row(String line) {
        List<String> fields = fields(line);
        if (fields.size() != COLUMNS) {
            throw new IllegalArgumentException("a row has 8 fields: " + line);
        }
        return new Row(
                LocalDateTime.parse(fields.get(4), TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli(),
                fields.get(0),
                new BigDecimal(fields.get(3)).multiply(new BigDecimal(fields.get(5))),
                fields.get(6).replaceFirst("\\.0$", ""),
                fields.get(7));
    }

    /** Commas part fields but for those between quotes; a doubled quote stands for one. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char each : line.toCharArray()) {
            if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    int size() {
        return rows.size();
    }

    /** Time of the first row. */
    long firstMillis() {
        return rows.stream().mapToLong(Row::timeMillis).min().orElseThrow();
    }

    /** Time of the newest row before a moment. */
    long newestBefore(long untilMillis) {
        return rows.stream()
                .mapToLong(Row::timeMillis)
                .filter(time -> time < untilMillis)
                .max()
                .orElseThrow();
    }

    /** A metric's value over the rows in [from, to) that the clock has passed. */
    BigDecimal value(String metric, long fromMillis, long toMillis) {
        return value(metric, between(fromMillis, toMillis));
    }

    /** The same by country; countries without a row are left out. */
    TreeMap<String, BigDecimal> byCountry(String metric, long fromMillis, long toMillis) {
        TreeMap<String, BigDecimal> values = new TreeMap<>();
        between(fromMillis, toMillis)
                .collect(Collectors.groupingBy(Row::country))
                .forEach((country, of) -> values.put(country, value(metric, of.stream())));
        return values;
    }

    /** Those with a time in [from, to). */
    Stream<Row> between(long fromMillis, long toMillis) {
        return rows.stream().filter(row -> row.timeMillis >= fromMillis && row.timeMillis < toMillis);
    }

    private static BigDecimal value(String metric, Stream<Row> rows) {
        return switch (metric) {
            case "orders" -> distinct(rows, row -> !row.cancels(), Row::invoice);
            case "cancelled_orders" -> distinct(rows, Row::cancels, Row::invoice);
            case "buyers" -> distinct(rows, row -> !row.cancels() && !row.buyer.isEmpty(), Row::buyer);
            case "revenue" -> rows.map(Row::value).reduce(BigDecimal.ZERO, BigDecimal::add);
            default -> throw new IllegalArgumentException(metric);
        };
    }

    private static BigDecimal distinct(Stream<Row> rows, Predicate<Row> kept, Function<Row, String> of) {
        return BigDecimal.valueOf(rows.filter(kept).map(of).distinct().count());
    }
}
