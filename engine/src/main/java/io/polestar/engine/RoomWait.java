package io.polestar.engine;

import io.polestar.engine.ring.InputRing;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a few senders wait a moment for room in the ring before they are told to come again: a full ring usually has room within
 * milliseconds, and a body that is sent again costs more than one that waits. Few, so that reads always find a thread.
 */
final class RoomWait {
    private static final int WAITING_SENDERS = 4;
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final int STEPS = 400;

    private final Semaphore places = new Semaphore(WAITING_SENDERS);

    /** Whether there is room now or within a tenth of a second. */
    boolean await(InputRing ring) {
        if (ring.hasRoom(1)) {
            return true;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            for (int step = 0; step < STEPS; step++) {
                LockSupport.parkNanos(this, STEP_NANOS);
                if (ring.hasRoom(1)) {
                    return true;
                }
            }
            return false;
        } finally {
            places.release();
        }
    }
}
