package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.polestar.engine.event.BatchPool;
import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Do two threads that take a batch, one of which a third gives back in this moment, get batches of their own, and empty ones? Results are the
 * events in each taker's batch and whether both have the same. Run with {@code bin/polestar bench stress -t BatchPoolStress}.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "each has an empty batch of its own")
@Outcome(id = "0, 0, 1", expect = FORBIDDEN, desc = "both write into the same batch")
@Outcome(expect = FORBIDDEN, desc = "a batch with what was in it before")
@State
public class BatchPoolStress {
    private static final byte[] TYPE = "sale".getBytes(StandardCharsets.UTF_8);

    private final BatchPool pool = new BatchPool(EventBatch::new);
    private final EventBatch used = used();
    private @Nullable EventBatch first;
    private @Nullable EventBatch second;

    private static EventBatch used() {
        EventBatch batch = new EventBatch();
        batch.beginEvent();
        batch.time(1);
        batch.type(TYPE, 0, TYPE.length);
        batch.endEvent();
        return batch;
    }

    @Actor
    public void giver() {
        pool.giveBack(used);
    }

    @Actor
    public void firstTaker(III_Result seen) {
        EventBatch taken = pool.take();
        first = taken;
        seen.r1 = taken.count();
    }

    @Actor
    public void secondTaker(III_Result seen) {
        EventBatch taken = pool.take();
        second = taken;
        seen.r2 = taken.count();
    }

    @Arbiter
    public void compare(III_Result seen) {
        seen.r3 = first == second ? 1 : 0;
    }
}
