package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of conversions and cohorts of retention, as a client reads them. */
class SubjectsHttpTest {
    private static final long DAY = 86_400_000;

    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d, 28d]
            dimensions:
              country: {property: country, bound: 10, labels: {en: Country}}
            northStar: checkout
            metrics:
              checkout:
                labels: {en: Checkout}
                owner: a@example.com
                kind: conversion
                steps: [{event: viewed}, {event: added, where: quantity > 0}, {event: order}]
                within: 1h
                by: [country]
              back: {labels: {en: Back}, owner: a@example.com, kind: retention, first: {event: viewed}, cohort: day, after: 1, windows: [28d]}
            influences:
              - {driver: back, target: checkout, sign: positive}
            """;

    private MarketServer shop;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        shop = new MarketServer(directory, TREE);
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    @Test
    void aConversionTellsHowManyReachedEachStep() throws Exception {
        for (String subject : new String[] {"a", "b", "c", "d"}) {
            shop.post(event("viewed", subject));
        }
        shop.pass(60_000);
        shop.post(event("added", "a"), event("added", "b"), event("added", "x"));
        shop.pass(60_000);
        shop.post(event("order", "a"), event("order", "d"));

        JsonNode checkout = shop.get("/v1/metrics/checkout?window=1d");

        assertThat(checkout.path("value").asDouble()).isEqualTo(0.25);
        assertThat(checkout.path("steps").toString())
                .isEqualTo("[{\"event\":\"viewed\",\"where\":null,\"reached\":4,\"ofFirst\":1,\"ofPrevious\":null},"
                        + "{\"event\":\"added\",\"where\":\"quantity > 0\",\"reached\":2,\"ofFirst\":0.5,\"ofPrevious\":0.5},"
                        + "{\"event\":\"order\",\"where\":null,\"reached\":1,\"ofFirst\":0.25,\"ofPrevious\":0.5}]");
        assertThat(Instant.parse(checkout.path("matureTo").asText()))
                .isEqualTo(Instant.parse(checkout.path("to").asText()).minusSeconds(3_600));
        assertThat(shop.get("/v1/metrics/checkout?where=country:Spain")
                        .path("steps")
                        .get(0)
                        .path("reached")
                        .asInt(-1))
                .isZero();
        assertThat(shop.get("/v1/metrics/back").has("steps")).isFalse();
    }

    @Test
    void cohortsAreATriangleOfThoseWhoWereBack() throws Exception {
        shop.post(event("viewed", "a"), event("viewed", "b"), event("viewed", "c"));
        shop.pass(DAY);
        shop.post(event("viewed", "a"), event("viewed", "d"));
        shop.pass(DAY);
        shop.post(event("viewed", "a"), event("viewed", "b"), event("viewed", "d"));
        shop.pass(2_000);

        JsonNode back = shop.get("/v1/metrics/back/cohorts");

        assertThat(back.path("period").asText()).isEqualTo("day");
        assertThat(back.path("after").asInt()).isEqualTo(1);
        JsonNode cohorts = back.path("cohorts");
        assertThat(cohorts).hasSize(3);
        assertThat(cohorts.get(0).path("size").asInt()).isEqualTo(3);
        assertThat(cohorts.get(0).path("cohort").asText()).isEqualTo(day(0));
        assertThat(cohorts.get(0).path("returned")).extracting(JsonNode::asInt).containsExactly(3, 1, 2);
        assertThat(cohorts.get(0).path("mature").asInt()).isEqualTo(2);
        assertThat(cohorts.get(1).path("size").asInt()).isEqualTo(1);
        assertThat(cohorts.get(1).path("returned")).extracting(JsonNode::asInt).containsExactly(1, 1);
        assertThat(cohorts.get(1).path("mature").asInt()).isEqualTo(1);
        assertThat(cohorts.get(2).path("size").asInt()).isZero();
        assertThat(cohorts.get(2).path("mature").asInt()).isZero();
    }

    @Test
    void onlyRetentionHasCohorts() throws Exception {
        assertThat(shop.refused("/v1/metrics/checkout/cohorts")).contains("kind retention", "kind=conversion");
        assertThat(shop.server().get("/v1/metrics/nothing/cohorts").statusCode())
                .isEqualTo(404);
    }

    private static String event(String type, String subject) {
        return "{'type':'" + type + "','subject':'" + subject + "','data':{'country':'France','quantity':1}}";
    }

    private static String day(int number) {
        return Instant.ofEpochMilli(MarketServer.NOON + number * DAY).toString().substring(0, 10);
    }
}
