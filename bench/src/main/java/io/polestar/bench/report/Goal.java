package io.polestar.bench.report;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a figure must reach, and what it is hoped to.
 *
 * @param work what is measured, for a person
 * @param figure id of the figure
 * @param limit what of the machine it stands against, null when nothing was measured that bounds it
 */
record Goal(
        String work,
        String figure,
        double atLeast,
        double aim,
        @Nullable Limit limit) {
    /**
     * A bound that the machine sets.
     *
     * @param figure id of the limit's figure
     * @param inGoalsUnit what the limit would allow the goal, if nothing else cost anything
     * @param words how that follows
     */
    record Limit(String figure, DoubleUnaryOperator inGoalsUnit, String words) {}

    private static final double EVENT_BYTES = 165;
    private static final double JOURNAL_BYTES = 121;
    private static final Limit SCAN = new Limit(
            "limit.scan", gigabytes -> gigabytes * 1e9 / EVENT_BYTES, "looking once at each of 165 bytes, one core");
    private static final Limit JOURNAL = new Limit(
            "limit.mapped",
            gigabytes -> gigabytes * 1e9 / JOURNAL_BYTES,
            "journalling 121 bytes into new pages of a mapped file, one core");
    private static final Limit SYNC = new Limit("limit.fdatasync", millis -> millis, "one fdatasync");

    /** The table of what must be reached on two cores with the load generator on the same machine. */
    static final List<Goal> ALL = List.of(
            new Goal("HTTP NDJSON, batches of 1,000, wide tree", "http.wide.journal.1000", 1.5e6, 2.5e6, SCAN),
            new Goal("the same with acks=sync", "http.wide.sync.1000", 1.2e6, 2.5e6, JOURNAL),
            new Goal("single-event POST, share of an empty Javalin handler", "http.single.share", 85, 95, null),
            new Goal("in process, events with texts, one thread", "peer.polestar.wall", 4e6, 6e6, null),
            new Goal("against Hazelcast Jet, per processor time", "peer.hazelcast-jet.ratio", 3, 5, null),
            new Goal("against Esper in two stages", "peer.esper-two-stage.ratio", 15, 25, null),
            new Goal("against ConcurrentHashMap + LongAdder", "peer.concurrenthashmap-longadder.ratio", 8, 15, null),
            new Goal("against QuestDB's HTTP ingestion", "questdb.ratio", 2, 4, null),
            new Goal("event to WebSocket value, 50,000/s: p50", "latency.value.p50", 2, 1, null),
            new Goal("p99", "latency.value.p99", 15, 5, SYNC),
            new Goal("p99.9", "latency.value.p99.9", 40, 15, null),
            new Goal("threshold crossed to alert: p99", "latency.alert.p99", 20, 8, null),
            new Goal(
                    "replay at start-up",
                    "replay",
                    3e6,
                    5e6,
                    new Limit(
                            "limit.memcpy",
                            gigabytes -> gigabytes * 1e9 / EVENT_BYTES,
                            "copying 165 bytes once, one core")),
            new Goal("start to ready, empty", "start.empty", 1.5, 0.8, null),
            new Goal("read of one window: 28 days", "read.28d", 300, 100, null),
            new Goal("1,000 subscribers at 200,000/s: growth of ingest p99", "subscribers.growth", 1.5, 1.2, null),
            new Goal("memory, 10,000 series, 5 × 1 M distinct", "memory.all", 1.5, 0.8, null));

    /** How the measured figure stands: a mark and by how much it misses. */
    String mark(Optional<Figure> measured) {
        if (measured.isEmpty()) {
            return "not measured";
        }
        Figure found = measured.get();
        if (found.isVoid()) {
            return "void";
        }
        Unit unit = found.unit();
        if (unit.reaches(found.median(), aim)) {
            return "✔✔ aim";
        }
        if (unit.reaches(found.median(), atLeast)) {
            return "✔ at least";
        }
        double share = unit.moreIsBetter() ? found.median() / atLeast : atLeast / found.median();
        return "✘ %.0f %% of it".formatted(100 * share);
    }
}
