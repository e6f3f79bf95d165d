package io.polestar.engine.tree;

import java.util.stream.Stream;

/** Every rule of {@code routes:} that a definition can break. */
final class RouteRefusals {
    static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {kind: count, event: order, unit: order, owner: a@example.com}
            alerts:
              many: {metric: orders, window: 1d, above: 5, severity: critical, tags: {team: growth}}
            channels:
              chat: {slack: {url: env:A}}
              mail: {slack: {url: env:A}}
              phone: {slack: {url: env:A}}
              boss: {slack: {url: env:A}}
              growth_chat: {slack: {url: env:A}}
            """;

    private static final String NONE = "routes: []\n";

    private RouteRefusals() {}

    private static RefusalCase of(String routes, String rule, String fix) {
        return new RefusalCase(TREE + NONE, NONE, "routes: " + routes + "\n", "routes:", rule, fix);
    }

    static Stream<RefusalCase> all() {
        return Stream.of(
                of("[{to: caht}]", "unknown channel 'caht' in routes[0].to", "did you mean 'chat'?"),
                of("[{to: []}]", "routes[0].to names 1 to 8 channels, found 0", "write to: and the id of a channel"),
                of(
                        "[{to: chat}, {to: mail}]",
                        "routes[0] takes every alert, so that the routes after it take none",
                        "put it last, or add match: or continue: true"),
                of(
                        "[{to: chat, escalate: [{after: 5m, to: boss}, {after: 5m, to: mail}]}]",
                        "routes[0].escalate[1].after is not later than the level before",
                        "order the levels"),
                of(
                        "[{to: chat, escalate: [" + levels() + "]}]",
                        "routes[0].escalate has at most 8 levels, found 9",
                        "remove some"),
                of(
                        "[{to: chat, groupBy: [tag.a, tag.b, tag.c, tag.d, tag.e, tag.f, tag.g, tag.h, tag.i]}]",
                        "routes[0].groupBy has at most 8 names, found 9",
                        "remove some"),
                of(
                        "[{to: chat, groupBy: [colour]}]",
                        "routes[0].groupBy has no 'colour'",
                        "use rule, metric, owner, dimension, segment, severity or tag.NAME"),
                of(
                        "[" + "{to: chat, match: {rule: many}}, ".repeat(256) + "{to: chat}]",
                        "a tree has at most 256 routes, found 257",
                        "remove some"));
    }

    private static String levels() {
        StringBuilder levels = new StringBuilder();
        for (int minutes = 1; minutes <= 9; minutes++) {
            levels.append("{after: ").append(minutes).append("m, to: boss}, ");
        }
        return levels.toString();
    }
}
