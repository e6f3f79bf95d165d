package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.CohortTable;
import io.polestar.engine.window.Windows;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Does a reader of a retention metric's cohorts see a table whole, while another takes its place? Results are the cohorts in the table and
 * the subjects of the last. Run with {@code bin/polestar bench stress -t CohortStress}.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "read before the first table")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the table after the first subject")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the table after the second subject")
@Outcome(expect = FORBIDDEN, desc = "a table by halves")
@State
public class CohortStress {
    private static final long NOON = 1_700_049_600_000L;
    private static final long PAUSE_MILLIS = 2_000;
    private static final KeyedHash HASH = new KeyedHash(1);
    private static final Definition TREE = tree();
    private static final byte[] FIRST = visit("ann");
    private static final byte[] SECOND = visit("bob");

    private final Windows windows = new Windows(TREE, false, HASH, row -> {}, clock -> {});
    private final Catalog catalog = new Catalog(TREE, windows);
    private final Board board = new Board(windows);

    @Actor
    public void writer() {
        windows.apply(FIRST, NOON);
        board.publish(1, NOON, NOON);
        windows.apply(SECOND, NOON + PAUSE_MILLIS);
        board.publish(2, NOON + PAUSE_MILLIS, NOON + PAUSE_MILLIS);
    }

    @Actor
    public void reader(JJ_Result seen) {
        CohortTable table = Objects.requireNonNull(catalog.cohorts(1));
        int cohorts = table.cohorts().size();
        seen.r1 = cohorts;
        seen.r2 = cohorts == 0 ? 0 : table.cohorts().get(cohorts - 1).subjects();
    }

    private static Definition tree() {
        try {
            return DefinitionReader.read("""
                    polestar: 1
                    name: Visits
                    zone: UTC
                    windows: [28d]
                    northStar: visits
                    metrics:
                      visits: {owner: a@example.com, unit: visit, kind: count, event: visit}
                      back: {owner: a@example.com, kind: retention, of: subject, first: {event: visit}, back: {event: visit}, cohort: day, after: 1}
                    influences:
                      - {driver: back, target: visits, sign: positive}
                    """, "visits.yaml");
        } catch (DefinitionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static byte[] visit(String subject) {
        EventBatch batch = new EventBatch(HASH);
        byte[] type = "visit".getBytes(StandardCharsets.UTF_8);
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        batch.beginEvent();
        batch.time(NOON);
        batch.type(type, 0, type.length);
        batch.subject(name, 0, name.length);
        batch.endEvent();
        batch.seal();
        return batch.bytes().clone();
    }
}
