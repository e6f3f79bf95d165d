package io.polestar.bench.scale;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A tree of a size, and batches of events for it in which the first {@code distinct} events are all different, so that everything has
 * been met after them.
 *
 * @param types how many types the events are of
 * @param distinct how many different events there are
 */
record ScaledTree(Definition definition, int types, int distinct) {
    static final KeyedHash HASH = new KeyedHash(11);
    private static final int TYPES = 10;
    private static final byte[] SEGMENT = ascii("segment");
    private static final byte[] AMOUNT = ascii("amount");

    /** So many sums; each event is of one of ten types, and a tenth of the metrics counts it. */
    static ScaledTree ofMetrics(int metrics) throws DefinitionException {
        StringBuilder yaml = head("");
        StringBuilder influences = new StringBuilder("influences:\n");
        for (int metric = 0; metric < metrics; metric++) {
            yaml.append(
                    "  sum_%d: {kind: sum, event: t%d, value: amount, where: amount >= %d, unit: EUR, owner: a@example.com}%n"
                            .formatted(metric, metric % TYPES, -metric));
            influences.append("  - {driver: sum_%d, target: all, sign: positive}%n".formatted(metric));
        }
        return read(yaml.append(influences), TYPES, TYPES);
    }

    /** A count and a sum over one dimension of so many segments. */
    static ScaledTree ofSegments(int segments) throws DefinitionException {
        StringBuilder yaml = head("dimensions:\n  segment: {property: segment, bound: %d}\n".formatted(segments));
        for (int type = 0; type < TYPES; type++) {
            yaml.append("""
                      count_%1$d: {kind: count, event: t%1$d, by: [segment], unit: event, owner: a@example.com}
                      sum_%1$d: {kind: sum, event: t%1$d, value: amount, by: [segment], unit: EUR, owner: a@example.com}
                    """.formatted(type));
        }
        yaml.append("influences:\n");
        for (int type = 0; type < TYPES; type++) {
            yaml.append(
                    "  - {driver: count_%1$d, target: all, sign: positive}%n  - {driver: sum_%1$d, target: all, sign: positive}%n"
                            .formatted(type));
        }
        return read(yaml, TYPES, segments);
    }

    /** One distinct metric over so many users. */
    static ScaledTree ofUsers(int users) throws DefinitionException {
        StringBuilder yaml = head("subjectBudget: %d\n".formatted(Math.max(1_000, 2 * users)))
                .append("""
                  users: {kind: distinct, event: t0, of: subject, unit: user, owner: a@example.com}
                influences:
                  - {driver: users, target: all, sign: positive}
                """);
        return read(yaml, 1, users);
    }

    private static StringBuilder head(String dimensions) {
        return new StringBuilder("polestar: 1\nname: Scale\nzone: UTC\nwindows: [1m, 1h, 1d]\n")
                .append(dimensions)
                .append("northStar: all\nmetrics:\n")
                .append("  all: {kind: count, event: t0, unit: event, owner: a@example.com}\n");
    }

    private static ScaledTree read(StringBuilder yaml, int types, int distinct) throws DefinitionException {
        return new ScaledTree(DefinitionReader.read(yaml.toString(), "scale.yaml"), types, distinct);
    }

    /** Encodes events; those beyond the different ones are drawn from them. */
    void fill(EventBatch batch, long firstEvent, int events, long timeMillis, SplittableRandom random) {
        batch.reset();
        for (long event = firstEvent; event < firstEvent + events; event++) {
            int which = event < distinct ? (int) event : random.nextInt(distinct);
            batch.beginEvent();
            batch.time(timeMillis);
            text(batch, which);
            batch.endEvent();
        }
        batch.seal();
    }

    private void text(EventBatch batch, int which) {
        byte[] type = ascii("t" + which % types);
        byte[] name = ascii("n" + which);
        batch.type(type, 0, type.length);
        batch.subject(name, 0, name.length);
        batch.text(batch.name(SEGMENT, 0, SEGMENT.length), name, 0, name.length);
        batch.number(batch.name(AMOUNT, 0, AMOUNT.length), which % 1_000);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
