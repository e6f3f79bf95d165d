package io.polestar.engine.window.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes up metrics of every kind that reads events. */
final class Leaves {
    /** Every kind that reads events. */
    static final List<String> KINDS = List.of(
            "count",
            "sum",
            "average",
            "distinct",
            "min",
            "max",
            "last",
            "gauge",
            "cumulative",
            "repeat",
            "conversion",
            "session");

    private static final List<Long> SECONDS = List.of(1L, 10L, 60L, 900L, 3_600L, 86_400L);

    private final Random random;
    private final List<String> kinds;
    private final Words words;

    /** @param kinds that it makes up */
    Leaves(Random random, List<String> kinds) {
        this.random = random;
        this.kinds = kinds;
        this.words = new Words(random);
    }

    Leaf any() {
        String kind = words.one(kinds);
        return switch (kind) {
            case "count" -> {
                Words.Filter filter = words.filter();
                yield leaf(kind, filter.text(), List.of(Way.of(filter::holds)), Added.COUNT);
            }
            case "sum" -> ofValue(kind, Added.SUM);
            case "average" -> ofValue(kind, Added.AVERAGE);
            case "min" -> ofValue(kind, Chosen.LEAST);
            case "max" -> ofValue(kind, Chosen.GREATEST);
            case "last" -> ofValue(kind, Chosen.NEWEST);
            case "gauge" -> gauge();
            case "cumulative" -> cumulative();
            case "distinct" -> distinct();
            case "repeat" -> repeat();
            case "conversion" -> conversion();
            default -> session();
        };
    }

    private static Leaf leaf(String kind, String more, List<Way> ways, Reckoning reckoning) {
        return new Leaf(kind, "kind: " + kind + ", " + more, kind + more, 0, 0, ways, reckoning);
    }

    private Leaf ofValue(String kind, Reckoning reckoning) {
        Words.Filter filter = words.filter();
        Words.Value value = words.value();
        String more = filter.text() + ", value: \"" + value.text() + "\", decimals: " + value.decimals();
        return new Leaf(
                kind,
                "kind: " + kind + ", " + more,
                (kind.equals("average") ? "sum" : kind) + more,
                value.decimals(),
                0,
                List.of(Way.of(filter::holds, value.of()::apply)),
                reckoning);
    }

    /** Rises and falls by a number; without one by one. */
    private record Flow(
            String text, int decimals, Words.Filter filter, Function<RawEvent, @Nullable BigDecimal> value) {
        Way way(boolean falls) {
            return Way.of(filter::holds, event -> {
                BigDecimal number = value.apply(event);
                return number == null || !falls ? number : number.negate();
            });
        }
    }

    private Flow flow() {
        Words.Filter filter = words.filter();
        if (random.nextBoolean()) {
            return new Flow(filter.text(), 0, filter, event -> BigDecimal.ONE);
        }
        Words.Value value = words.value();
        return new Flow(filter.text() + ", value: \"" + value.text() + "\"", value.decimals(), filter, value.of());
    }

    private Leaf cumulative() {
        Flow flow = flow();
        String more = flow.text + ", decimals: " + flow.decimals;
        return leaf("cumulative", more, List.of(flow.way(false)), Level.LEVEL);
    }

    private Leaf gauge() {
        if (random.nextInt(3) == 0) {
            return ofValue("gauge", Level.LEVEL);
        }
        Flow rises = flow();
        if (random.nextInt(3) == 0) {
            String more = "rises: {" + rises.text + "}, decimals: " + rises.decimals;
            return leaf("gauge", more, List.of(rises.way(false)), Level.LEVEL);
        }
        Flow falls = flow();
        String more = "rises: {" + rises.text + "}, falls: {" + falls.text + "}, decimals: "
                + Math.max(rises.decimals, falls.decimals);
        return leaf("gauge", more, List.of(rises.way(false), falls.way(true)), Level.LEVEL);
    }

    private Leaf distinct() {
        Words.Filter filter = words.filter();
        String of = words.subject();
        return leaf("distinct", filter.text() + ", of: " + of, List.of(came(filter, of)), Came.DISTINCT);
    }

    private static Way came(Words.Filter filter, String of) {
        return Way.ofSubjects(filter::holds, event -> Words.subject(event, of));
    }

    private Leaf repeat() {
        Words.Filter filter = words.filter();
        String of = words.subject();
        int times = 2 + random.nextInt(3);
        String more = filter.text() + ", of: " + of + ", times: " + times;
        if (random.nextBoolean()) {
            return leaf("repeat", more, List.of(came(filter, of)), Came.repeat(times, false));
        }
        String distinct = words.subject();
        Way way = new Way(filter::holds, event -> Words.subject(event, of), event -> Words.subject(event, distinct));
        return leaf("repeat", more + ", distinct: " + distinct, List.of(way), Came.repeat(times, true));
    }

    private Leaf conversion() {
        String of = words.subject();
        int steps = 2 + random.nextInt(3);
        List<Way> ways = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Words.Filter filter = words.filter();
            ways.add(came(filter, of));
            texts.add("{" + filter.text() + "}");
        }
        long within = words.one(SECONDS);
        String gathers = "of: " + of + ", within: " + within + "s, steps: [" + String.join(", ", texts) + "]";
        int step = random.nextBoolean() ? 0 : 2 + random.nextInt(steps - 1);
        return new Leaf(
                "conversion",
                "kind: conversion, " + gathers + (step == 0 ? "" : ", step: " + step),
                "conversion " + gathers,
                0,
                within,
                ways,
                new Funnel(within * 1_000, (step == 0 ? steps : step) - 1, step == 0 ? 0 : step - 2));
    }

    private Leaf session() {
        Words.Filter filter = words.filter();
        String of = words.subject();
        long gap = words.one(SECONDS);
        String measure = words.one(List.of("count", "hours", "averageMinutes"));
        String gathers = filter.text() + ", of: " + of + ", gap: " + gap + "s";
        return new Leaf(
                "session",
                "kind: session, " + gathers + ", measure: " + measure,
                "session " + gathers,
                0,
                gap,
                List.of(came(filter, of)),
                new Visits(gap * 1_000, measure));
    }
}
