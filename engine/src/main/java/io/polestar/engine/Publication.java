package io.polestar.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets readers wait for a sequence to be published. The counting thread takes the monitor only when somebody waits. */
final class Publication {
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long sequence;

    /** Counting thread: everything up to a sequence can be read now. */
    void reached(long published) {
        sequence = published;
        if (waiting.get() > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Waits for a sequence; false when the time ran out first. */
    boolean await(long wanted, long timeoutMillis) throws InterruptedException {
        if (sequence >= wanted) {
            return true;
        }
        waiting.incrementAndGet();
        try {
            synchronized (this) {
                for (long left = timeoutMillis; sequence < wanted && left > 0; left -= STEP_MILLIS) {
                    TimeUnit.MILLISECONDS.timedWait(this, Math.min(left, STEP_MILLIS));
                }
            }
            return sequence >= wanted;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** A wait ends with the first publication; the steps only bound how often the time left is looked at. */
    private static final long STEP_MILLIS = 20;
}
