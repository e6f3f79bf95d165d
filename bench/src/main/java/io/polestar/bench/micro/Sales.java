package io.polestar.bench.micro;

import io.polestar.bench.load.Workload;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;

/** The events that the benchmarks of this package read and count: those of the load benchmarks, a thousand to a batch. */
final class Sales {
    static final int EVENTS = 1_000;
    static final long NOON = 1_700_049_600_000L;
    static final KeyedHash HASH = new KeyedHash(17);

    private Sales() {}

    /** Some bodies of NDJSON, their ids running on, all of one moment. */
    static byte[][] bodies() {
        return Workload.bodies(EVENTS, 1).stream()
                .map(body -> {
                    body.stamp(0, NOON);
                    return body.bytes();
                })
                .toArray(byte[][]::new);
    }

    /** The same bodies as the engine has them. */
    static byte[][] batches() {
        EventReader reader = new EventReader(Limits.DEFAULTS);
        byte[][] bodies = bodies();
        byte[][] batches = new byte[bodies.length][];
        EventBatch batch = new EventBatch(HASH);
        for (int index = 0; index < bodies.length; index++) {
            batch.reset();
            reader.read(WireFormat.NDJSON, bodies[index], bodies[index].length, batch);
            batch.seal();
            batches[index] = batch.bytes().clone();
        }
        return batches;
    }

    /** A tree over them, in a dimension of 100 and one of 7,700 segments, with one metric beside the north star. */
    static Definition tree(String metric) {
        try {
            return DefinitionReader.read("""
                    polestar: 1
                    name: Sales
                    zone: UTC
                    windows: [1m, 1h, 28d]
                    dimensions:
                      channel: {property: channel, bound: 100}
                      product: {property: product, bound: 7700}
                    northStar: all
                    metrics:
                      all: {kind: count, event: t0, unit: event, owner: a@example.com}
                      measured: {%s, owner: a@example.com}
                    influences:
                      - {driver: measured, target: all, sign: positive}
                    """.formatted(metric), "sales.yaml");
        } catch (DefinitionException refused) {
            throw new IllegalArgumentException(metric, refused);
        }
    }
}
