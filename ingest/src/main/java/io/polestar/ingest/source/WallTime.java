package io.polestar.ingest.source;

import java.util.concurrent.locks.LockSupport;

/** The passing of real time, handed in so that tests need not wait for it. */
public interface WallTime {

    /** The time since an arbitrary moment, in nanoseconds. */
    long nanos();

    /**
     * Returns when that much time has passed.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(long nanos) throws InterruptedException;

    /** The time of this machine. */
    static WallTime system() {
        return new WallTime() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(long nanos) throws InterruptedException {
                long end = System.nanoTime() + nanos;
                for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                    LockSupport.parkNanos(this, left);
                    if (Thread.interrupted()) {
                        throw new InterruptedException("interrupted while waiting");
                    }
                }
            }
        };
    }
}
