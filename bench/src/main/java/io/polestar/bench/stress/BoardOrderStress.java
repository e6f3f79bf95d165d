package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Does a reader that looks twice ever go back in time? Results are the sequences of its two readings. Run with
 * {@code bin/polestar bench stress -t BoardOrderStress}.
 */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1", "2, 2"},
        expect = ACCEPTABLE,
        desc = "nothing was published between the two readings")
@Outcome(
        id = {"0, 1", "0, 2", "1, 2"},
        expect = ACCEPTABLE,
        desc = "the second reading is newer")
@Outcome(expect = FORBIDDEN, desc = "the second reading is older than the first")
@State
public class BoardOrderStress {
    private final SalesWindows windows = new SalesWindows();

    @Actor
    public void writer() {
        windows.sellAndPublish(1);
        windows.sellAndPublish(2);
    }

    @Actor
    public void reader(JJ_Result seen) {
        seen.r1 = windows.read().sequence();
        seen.r2 = windows.read().sequence();
    }
}
