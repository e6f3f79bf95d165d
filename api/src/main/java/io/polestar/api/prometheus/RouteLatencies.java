package io.polestar.api.prometheus;

import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latencies of all routes. Routes are added before the server starts; after that only recorded to. */
public final class RouteLatencies {
    private final Map<String, Latency> routes = new LinkedHashMap<>();

    /** The handler, timed under that name. */
    public Handler timed(String route, Handler handler) {
        Latency latency = routes.computeIfAbsent(route, name -> new Latency());
        return request -> {
            long began = System.nanoTime();
            try {
                handler.handle(request);
            } finally {
                latency.record(System.nanoTime() - began);
            }
        };
    }

    void writeTo(PrometheusText out) {
        String name = "polestar_http_request_seconds";
        out.family(name, "summary", "Time in a route; quantiles over the last one to two minutes");
        routes.forEach((route, latency) -> {
            Latency.Summary summary = latency.summary();
            out.sample(name, summary.p50(), "route", route, "quantile", "0.5");
            out.sample(name, summary.p90(), "route", route, "quantile", "0.9");
            out.sample(name, summary.p99(), "route", route, "quantile", "0.99");
            out.sample(name, summary.p999(), "route", route, "quantile", "0.999");
            out.sample(name + "_sum", summary.sumSeconds(), "route", route);
            out.sample(name + "_count", summary.count(), "route", route);
        });
    }
}
