package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Does a reader find a segment that is admitted in this moment whole or not at all: its number, its text, its cell and its value? Results are
 * what it found of the segment (0 nothing, 1 number and text), its sales, and the sales of all. Run with
 * {@code bin/polestar bench stress -t SegmentStress}.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "read before the first sale")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "read before the segment was admitted")
@Outcome(
        id = {"1, 0, 0", "1, 0, 1"},
        expect = ACCEPTABLE,
        desc = "the segment is admitted, its first sale not published")
@Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "the segment with its sale")
@Outcome(expect = FORBIDDEN, desc = "a segment by halves, or a sale in the whole that is in no segment")
@State
public class SegmentStress {
    private static final String SHOP = "second";
    private static final byte[] FIRST = SalesWindows.sale("first");
    private static final byte[] SECOND = SalesWindows.sale(SHOP);

    private final SalesWindows windows = new SalesWindows();

    @Actor
    public void writer() {
        windows.sellAndPublish(FIRST, 1);
        windows.sellAndPublish(SECOND, 2);
    }

    @Actor
    public void reader(JJJ_Result seen) {
        long[] read = windows.read(this::see);
        seen.r1 = read[0];
        seen.r2 = read[1];
        seen.r3 = read[2];
    }

    private long[] see(Face face) {
        Catalog catalog = windows.catalog();
        Evaluator values = new Evaluator(catalog, face);
        int number = catalog.segment(0, SHOP);
        long found = number < 0 ? 0 : catalog.segments(0).get(number).equals(SHOP) ? 1 : -1;
        long sales = number < 0 ? 0 : (long) values.value(0, 0, 0, number);
        return new long[] {found, sales, (long) values.value(0, 0, Catalog.WHOLE, 0)};
    }
}
