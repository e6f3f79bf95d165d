package io.polestar.bench.page;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tree of sixty nodes, each of which an event of its own type moves: a north star with drivers, and drivers of these. */
final class PageTree {
    static final int NODES = 60;
    private static final int DRIVERS = 8;

    private PageTree() {}

    static String definition() {
        return """
                polestar: 1
                name: Sixty nodes
                windows: [1h, 1d, today]
                northStar: m00
                metrics:
                %s
                influences:
                %s
                """.formatted(
                        each(
                                "  m%02d: {labels: {en: Metric %1$02d}, owner: o@example.com, unit: event, kind: count, event: e%1$02d}"),
                        IntStream.range(1, NODES)
                                .mapToObj(node -> "  - {driver: m%02d, target: m%02d, sign: positive}"
                                        .formatted(node, node <= DRIVERS ? 0 : 1 + node % DRIVERS))
                                .collect(Collectors.joining("\n")));
    }

    /** One event for every node, as NDJSON. */
    static String events() {
        return each("{\"type\":\"e%02d\"}");
    }

    private static String each(String format) {
        return IntStream.range(0, NODES).mapToObj(format::formatted).collect(Collectors.joining("\n"));
    }
}
