package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.polestar.engine.window.Face;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Do the figures by which a value is trusted belong to its own moment, while the first event of a source makes room for it? Results are the
 * sequence, the events counted and the events of the source. Run with {@code bin/polestar bench stress -t TrustStress}.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "read before the first publication")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "all of the first publication")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "all of the second publication")
@Outcome(expect = FORBIDDEN, desc = "figures of one moment beside those of another")
@State
public class TrustStress {
    private final SalesWindows windows = new SalesWindows();

    @Actor
    public void writer() {
        windows.sellAndPublish(1);
        windows.sellAndPublish(2);
    }

    @Actor
    public void reader(JJJ_Result seen) {
        long[] read = windows.read(TrustStress::see);
        seen.r1 = read[0];
        seen.r2 = read[1];
        seen.r3 = read[2];
    }

    private static long[] see(Face face) {
        long ofSource = face.sourceCount() == 0 ? 0 : face.sourceEvents(0);
        return new long[] {face.sequence(), face.figures().events(), ofSource};
    }
}
