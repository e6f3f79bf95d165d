package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Does a reader of the board ever see one value of one publication beside another value of another, while the writer goes round
 * both faces? Results are sequence, sales and units; every sale has three units. Run with
 * {@code bin/polestar bench stress -t BoardStress}.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "read before the first publication")
@Outcome(id = "1, 1, 3", expect = ACCEPTABLE, desc = "read the first publication whole")
@Outcome(id = "2, 2, 6", expect = ACCEPTABLE, desc = "read the second publication whole")
@Outcome(id = "3, 3, 9", expect = ACCEPTABLE, desc = "read the third publication whole, on the face of the first")
@Outcome(expect = FORBIDDEN, desc = "a torn reading: values of two publications in one answer")
@State
public class BoardStress {
    private final SalesWindows windows = new SalesWindows();

    @Actor
    public void writer() {
        windows.sellAndPublish(1);
        windows.sellAndPublish(2);
        windows.sellAndPublish(3);
    }

    @Actor
    public void reader(JJJ_Result seen) {
        SalesWindows.Seen read = windows.read();
        seen.r1 = read.sequence();
        seen.r2 = read.sales();
        seen.r3 = read.units();
    }
}
