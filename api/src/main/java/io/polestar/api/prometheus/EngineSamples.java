package io.polestar.api.prometheus;

import java.util.Locale;
import java.util.Map;

/** The engine's counters and gauges, each under its name. */
final class EngineSamples {
    private EngineSamples() {}

    static void writeTo(PrometheusText out, Map<String, Double> stats) {
        stats.forEach(
                (name, value) -> out.single("polestar_engine_" + snake(name), "gauge", "EngineStats." + name, value));
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
