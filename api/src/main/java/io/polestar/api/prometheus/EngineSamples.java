package io.polestar.api.prometheus;

import java.util.Locale;
import java.util.Map;

/** The engine's counters and gauges, each under its name; what only grows ends in {@code _total}. */
final class EngineSamples {
    private static final Map<String, String> COUNTERS = Map.of(
            "events", "Events counted since the journal began",
            "duplicates", "Events left out as seen before",
            "rejected", "Events refused as invalid",
            "late", "Events that came behind their source's watermark",
            "beyondPanes", "Events too old for some window of a metric that reads them",
            "valueErrors", "Values too large for their metric's decimals",
            "retractions", "Events taken back by corrections");

    private static final Map<String, String> GAUGES = Map.of(
            "sequence", "Sequence of the last record counted",
            "ringUsed", "Batches that wait to be counted",
            "bytesInFlight", "Bytes of batches that wait to be counted",
            "journalBytes", "Bytes of data in the journal",
            "diskFreeBytes", "What the journal's disk can still take",
            "diskAlarm", "1 when the disk will soon be too full to take events, 2 when it is",
            "dedupIds", "Ids by which duplicates are recognised now",
            "dedupSpanMillis", "Age of the oldest of them",
            "historyBytes", "Bytes of history on disk",
            "snapshotSequence", "Sequence of the newest snapshot");

    private EngineSamples() {}

    static void writeTo(PrometheusText out, Map<String, Double> stats) {
        stats.forEach((name, value) -> {
            String base = "polestar_engine_" + snake(name);
            String counted = COUNTERS.get(name);
            if (counted == null) {
                out.single(base, "gauge", GAUGES.getOrDefault(name, "EngineStats." + name), value);
            } else {
                out.single(base + "_total", "counter", counted, value);
            }
        });
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
