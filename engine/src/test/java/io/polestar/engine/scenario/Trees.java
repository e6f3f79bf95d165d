package io.polestar.engine.scenario;

import java.time.ZoneId;

/** The tree that scenarios put their alerts, routes and sources into. */
final class Trees {
    static final String SHOP = """
            polestar: 1
            name: Shop
            windows: [1m, 2m, 5m, 10m, 1h, 1d, today]
            lateness: 30s
            dimensions:
              country: {property: country, bound: 100, labels: {en: Country}}
            northStar: revenue
            metrics:
              revenue: {owner: ann@example.com, unit: GBP, kind: sum, event: order, value: price, by: [country]}
              orders: {owner: ann@example.com, unit: order, kind: count, event: order, by: [country]}
              order_value: {owner: ann@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders, by: [country]}
              refunds: {owner: bob@example.com, unit: refund, kind: count, event: refund, by: [country]}
            components: {revenue: orders * order_value}
            guardrails:
              - {metric: refunds, guards: revenue}
            """;

    private static final String CHANNELS = """
            channels:
              chat: {webhook: {url: "https://chat.example.com/", secret: env:A}}
              phone: {webhook: {url: "https://phone.example.com/", secret: env:A}}
              boss: {webhook: {url: "https://boss.example.com/", secret: env:A}}
              robot: {webhook: {url: "https://robot.example.com/", secret: env:A}, perMinute: 3}
            """;

    private static final String ROUTES = """
            routes:
              - {to: chat}
            """;

    private Trees() {}

    /** A whole definition: a tree, what a scenario adds, and the channels and the route that it says nothing of. */
    static String with(String tree, String added, ZoneId zone) {
        return "zone: " + zone.getId() + "\n" + tree + added + (added.contains("channels:") ? "" : CHANNELS)
                + (added.contains("routes:") ? "" : ROUTES);
    }
}
