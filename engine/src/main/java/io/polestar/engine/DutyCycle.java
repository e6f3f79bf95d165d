package io.polestar.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Works for a while and rests for a while, so that reading the journal takes its share of a processor and no more. One thread. */
final class DutyCycle implements Recount.Pace {
    private static final int LOOK_EVERY = 16;
    private static final long WORK_MILLIS = 10;
    /** However far the wall clock jumps. */
    private static final double LONGEST_REST_MILLIS = 1_000;

    private final LongSupplier wallMillis;
    private final double share;
    private final BooleanSupplier stopped;
    private final LongConsumer progress;
    private long workedSince;
    private int records;

    /**
     * @param share of one processor, more than 0 and at most 1
     * @param stopped asked now and then; ends the reading by a {@link CancellationException} when true
     * @param progress told now and then which record was read last
     */
    DutyCycle(LongSupplier wallMillis, double share, BooleanSupplier stopped, LongConsumer progress) {
        this.wallMillis = wallMillis;
        this.share = share;
        this.stopped = stopped;
        this.progress = progress;
        this.workedSince = wallMillis.getAsLong();
    }

    @Override
    public void read(long sequence) {
        if (++records % LOOK_EVERY != 0) {
            return;
        }
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped before the journal was read");
        }
        long worked = wallMillis.getAsLong() - workedSince;
        if (worked < 0 || worked >= WORK_MILLIS) {
            progress.accept(sequence);
            double rest = Math.min(LONGEST_REST_MILLIS, worked * (1 - share) / share);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) rest));
            workedSince = wallMillis.getAsLong();
        }
    }
}
