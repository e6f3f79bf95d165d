package io.polestar.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The work of the load benchmarks: events of about 165 bytes in ten types, and a wide tree of 50 metrics over three dimensions with 8,000
 * segments, five of them for each type. Seeded, so that every run sends the same.
 */
public final class Workload {
    static final int TYPES = 10;
    private static final int COUNTRIES = 200;
    private static final int PRODUCTS = 7_700;
    private static final int CHANNELS = 100;
    private static final int SUBJECTS = 100_000;
    private static final int BODIES = 16;
    private static final List<String> WINDOWS = List.of("1m", "1h", "1d");
    private static final List<String> LOAD_RULES = List.of(
            "segment: {channel: web%02d}, below: 0",
            "each: channel, above: 1000000000000",
            "change: {against: previous, above: 1000000000000}",
            "segment: {channel: web%02d}, share: {against: previous, above: 100}",
            "segment: {channel: web%02d}, above: 1000000000000");

    /** Which tree counts the events. */
    public enum Tree {
        /** 50 metrics over three dimensions with 8,000 segments. */
        WIDE,
        /** 21 metrics over one dimension with 100 segments. */
        EVERYDAY;

        /**
         * Its definition.
         *
         * @param probeRules how many alert rules watch one segment each of the metric {@code probes}
         * @param loadRules how many watch the load itself: thresholds, of a segment and of each, changes and shares; none of them fires
         */
        public String definition(int probeRules, int loadRules) {
            String tree = this == WIDE ? wideDefinition() : everydayDefinition();
            return (probeRules > 0 ? withProbes(tree) : tree) + alerts(probeRules, loadRules);
        }
    }

    private Workload() {}

    private static String wideDefinition() {
        StringBuilder yaml = new StringBuilder("""
                polestar: 1
                name: Load
                zone: UTC
                windows: [1m, 1h, 1d]
                dimensions:
                  country: {property: country, bound: 200}
                  product: {property: product, bound: 7700}
                  channel: {property: channel, bound: 100}
                northStar: all
                metrics:
                  all: {kind: derived, formula: %s, unit: event, owner: load@example.com}
                """.formatted(sumOfCounts()));
        List<String> influences = new ArrayList<>();
        for (int type = 0; type < TYPES; type++) {
            yaml.append("""
                      count_%1$d: {kind: count, event: t%1$d, by: [country, product, channel], unit: event, owner: load@example.com}
                      sum_%1$d: {kind: sum, event: t%1$d, value: amount, by: [country, product, channel], unit: EUR, owner: load@example.com}
                      mean_%1$d: {kind: average, event: t%1$d, value: amount, by: [country, product, channel], unit: EUR, owner: load@example.com}
                      users_%1$d: {kind: distinct, event: t%1$d, of: subject, by: [channel], unit: user, owner: load@example.com}
                      ratio_%1$d: {kind: ratio, numerator: sum_%1$d, denominator: count_%1$d, by: [country, product, channel], unit: EUR/event, owner: load@example.com}
                    """.formatted(type));
            for (String metric : new String[] {"mean_", "users_", "ratio_"}) {
                influences.add(metric + type);
            }
        }
        yaml.append("influences:\n");
        influences.forEach(metric -> yaml.append("  - {driver: %s, target: all, sign: positive}%n".formatted(metric)));
        return yaml.toString();
    }

    /** A tree of everyday size over the same events: 21 metrics, one dimension with 100 segments. */
    static String everydayDefinition() {
        StringBuilder yaml = new StringBuilder("""
                polestar: 1
                name: Everyday load
                zone: UTC
                windows: [1m, 1h, 1d]
                dimensions:
                  channel: {property: channel, bound: 100}
                northStar: all
                metrics:
                  all: {kind: derived, formula: %s, unit: event, owner: load@example.com}
                """.formatted(sumOfCounts()));
        StringBuilder influences = new StringBuilder("influences:\n");
        for (int type = 0; type < TYPES; type++) {
            yaml.append("""
                      count_%1$d: {kind: count, event: t%1$d, by: [channel], unit: event, owner: load@example.com}
                      sum_%1$d: {kind: sum, event: t%1$d, value: amount, by: [channel], unit: EUR, owner: load@example.com}
                    """.formatted(type));
            influences.append("  - {driver: sum_%d, target: all, sign: positive}%n".formatted(type));
        }
        return yaml.append(influences).toString();
    }

    private static String withProbes(String tree) {
        return tree.replace("northStar:", """
                  probe: {property: probe, bound: 1000}
                northStar:""").replace("influences:\n", """
                  probes: {kind: count, event: probe, by: [probe], unit: event, owner: load@example.com}
                influences:
                  - {driver: probes, target: all, sign: positive}
                """);
    }

    private static String alerts(int probeRules, int loadRules) {
        StringBuilder yaml = new StringBuilder(probeRules + loadRules > 0 ? "alerts:\n" : "");
        for (int rule = 0; rule < probeRules; rule++) {
            yaml.append("  probe_%1$d: {metric: probes, window: 1m, segment: {probe: p%1$04d}, above: 0}%n"
                    .formatted(rule));
        }
        for (int rule = 0; rule < loadRules; rule++) {
            String condition = LOAD_RULES.get(rule % LOAD_RULES.size()).formatted(rule % CHANNELS);
            yaml.append("  load_%d: {metric: count_%d, window: %s, %s}%n"
                    .formatted(rule, rule % TYPES, WINDOWS.get(rule / TYPES % WINDOWS.size()), condition));
        }
        return yaml.toString();
    }

    /** The tree of everyday size with two metrics more. */
    static String everydayDefinitionWithUsers() {
        return everydayDefinition().replace("influences:\n", """
                  users: {kind: distinct, event: t0, of: subject, by: [channel], unit: user, owner: load@example.com}
                  large: {kind: count, event: t1, where: amount > 500, by: [channel], unit: event, owner: load@example.com}
                influences:
                  - {driver: users, target: all, sign: positive}
                  - {driver: large, target: all, sign: positive}
                """);
    }

    private static String sumOfCounts() {
        StringBuilder formula = new StringBuilder("count_0");
        for (int type = 1; type < TYPES; type++) {
            formula.append(" + count_").append(type);
        }
        return formula.toString();
    }

    /** Bodies of NDJSON whose ids and times are written anew for each request. */
    public static List<Body> bodies(int eventsPerBody, long seed) {
        return bodies(
                eventsPerBody,
                seed,
                "{\"type\":\"t%1$d\",\"id\":\"#\",\"source\":\"load\",\"time\":@,\"subject\":\"u%2$06d\",\"data\":{\"country\":\"c%3$03d\",\"product\":\"p%4$04d\",\"channel\":\"web%5$02d\",\"amount\":%6$d.%7$02d}}%n");
    }

    /** The same events as lines of InfluxDB's protocol. */
    static List<Body> lineBodies(int eventsPerBody, long seed) {
        return bodies(
                eventsPerBody,
                seed,
                "load,type=t%1$d,source=load,country=c%3$03d,product=p%4$04d,channel=web%5$02d id=\"#\",subject=\"u%2$06d\",amount=%6$d.%7$02d @%n");
    }

    /** @param line the format of an event's fields in the order they are drawn, with {@code #} for its id and, behind it, {@code @} for its time */
    private static List<Body> bodies(int eventsPerBody, long seed, String line) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Body> bodies = new ArrayList<>();
        for (int body = 0; body < BODIES; body++) {
            bodies.add(body(eventsPerBody, random, line));
        }
        return bodies;
    }

    private static Body body(int events, SplittableRandom random, String line) {
        StringBuilder text = new StringBuilder();
        int[] ids = new int[events];
        int[] times = new int[events];
        for (int event = 0; event < events; event++) {
            int type = random.nextInt(TYPES);
            int user = random.nextInt(SUBJECTS);
            int from = text.length();
            text.append(line.formatted(
                    type,
                    user,
                    random.nextInt(COUNTRIES),
                    random.nextInt(PRODUCTS),
                    user % CHANNELS,
                    random.nextInt(1, 1000),
                    random.nextInt(100)));
            ids[event] = widen(text, from, '#', Body.ID_DIGITS);
            times[event] = widen(text, from, '@', Body.TIME_DIGITS);
        }
        return new Body(text.toString().getBytes(StandardCharsets.US_ASCII), ids, times);
    }

    /** Makes room for digits at a mark after an index; gives where. */
    private static int widen(StringBuilder text, int from, char mark, int digits) {
        int at = text.indexOf(Character.toString(mark), from);
        text.replace(at, at + 1, "0".repeat(digits));
        return at;
    }

    /** One request's bytes with the places that change. */
    @SuppressWarnings("ArrayRecordComponent") // stamped and sent, never compared
    public record Body(byte[] bytes, int[] ids, int[] times) {
        private static final int ID_DIGITS = 16;
        private static final int TIME_DIGITS = 13;

        public int events() {
            return ids.length;
        }

        /** Numbers the events from {@code firstId} on and dates them {@code epochMillis}. */
        public void stamp(long firstId, long epochMillis) {
            for (int event = 0; event < ids.length; event++) {
                digits(ids[event], ID_DIGITS, firstId + event);
                digits(times[event], TIME_DIGITS, epochMillis);
            }
        }

        private void digits(int at, int count, long number) {
            long rest = number;
            for (int index = at + count - 1; index >= at; index--) {
                bytes[index] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }
}
