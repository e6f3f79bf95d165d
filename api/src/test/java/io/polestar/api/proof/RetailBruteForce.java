package io.polestar.api.proof;

import io.polestar.api.proof.RetailRows.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who came again, how large orders were and where money came from, from the rows one by one: no code of Polestar's. */
final class RetailBruteForce {
    private RetailBruteForce() {}

    /** Something said about rows. */
    interface Measure {
        /** The figure; NaN for no data. */
        double of(List<Row> rows);
    }

    /** Of some buyers those who came back. */
    record Cohort(long buyers, TreeMap<YearMonth, Long> back) {}

    /** A measure of every country; those without data are left out. */
    static TreeMap<String, Double> byCountry(List<Row> rows, Measure measure) {
        TreeMap<String, Double> values = new TreeMap<>();
        rows.stream().collect(Collectors.groupingBy(Row::country)).forEach((country, its) -> {
            double value = measure.of(its);
            if (!Double.isNaN(value)) {
                values.put(country, value);
            }
        });
        return values;
    }

    /** Buyers with two or more invoices that are no cancellations, over buyers. */
    static double repeatRate(List<Row> rows) {
        Map<String, Set<String>> invoices = new HashMap<>();
        for (Row row : rows) {
            if (!row.cancels() && !row.buyer().isEmpty()) {
                invoices.computeIfAbsent(row.buyer(), buyer -> new HashSet<>()).add(row.invoice());
            }
        }
        long twice = invoices.values().stream().filter(of -> of.size() >= 2).count();
        return invoices.isEmpty() ? Double.NaN : (double) twice / invoices.size();
    }

    /** The least order value that so many of a hundred orders do not exceed. */
    static double orderValue(List<Row> rows, int percent) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (Row row : rows) {
            if (!row.cancels()) {
                values.merge(row.invoice(), row.value(), BigDecimal::add);
            }
        }
        List<BigDecimal> sorted = values.values().stream().sorted().toList();
        int rank = (percent * sorted.size() + 99) / 100;
        return sorted.isEmpty() ? Double.NaN : sorted.get(rank - 1).doubleValue();
    }

    /** The months in which buyers came first, and how many of each came in which later month. */
    static TreeMap<YearMonth, Cohort> cohorts(List<Row> rows) {
        Map<String, Set<YearMonth>> months = rows.stream()
                .filter(row -> !row.cancels() && !row.buyer().isEmpty())
                .collect(Collectors.groupingBy(
                        Row::buyer, Collectors.mapping(row -> month(row.timeMillis()), Collectors.toSet())));
        Map<YearMonth, List<Set<YearMonth>>> byFirst = months.values().stream()
                .collect(Collectors.groupingBy(
                        own -> own.stream().min(YearMonth::compareTo).orElseThrow()));
        TreeMap<YearMonth, Cohort> cohorts = new TreeMap<>();
        byFirst.forEach((first, buyers) -> cohorts.put(
                first,
                new Cohort(
                        buyers.size(),
                        new TreeMap<>(buyers.stream()
                                .flatMap(Set::stream)
                                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))))));
        return cohorts;
    }

    /** Of the buyers who first came in a month of this year, and could be back for all of the next, those who were. */
    static double backNextMonth(List<Row> rows, long clockMillis) {
        YearMonth now = month(clockMillis);
        long buyers = 0;
        long back = 0;
        for (Map.Entry<YearMonth, Cohort> cohort : cohorts(rows).entrySet()) {
            YearMonth next = cohort.getKey().plusMonths(1);
            if (cohort.getKey().getYear() == now.getYear() && next.isBefore(now)) {
                buyers += cohort.getValue().buyers();
                back += cohort.getValue().back().getOrDefault(next, 0L);
            }
        }
        return buyers == 0 ? Double.NaN : (double) back / buyers;
    }

    static YearMonth month(long timeMillis) {
        return YearMonth.from(Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC));
    }
}
