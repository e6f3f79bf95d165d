package io.polestar.api.command;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Keeps the memory ready that the heap grows into next. A collection that moves what has come to stay into memory which nobody has touched waits
 * until the operating system has found and cleared it (5 ms for 2 MiB on some machines), with all threads stopped. Arrays that are dropped at once
 * touch it beforehand: G1 puts such large ones where it puts what stays, at the lowest free addresses, and has them back at its next
 * collection. With another collector nothing is done. Safe from any thread.
 */
final class HeapAhead {
    static final long AHEAD_BYTES = 128L << 20;
    static final int STEP_BYTES = 16 << 20;

    private static final String G1 = "G1";
    private static final String OLD = G1 + " Old Gen";
    private static final long LATER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SHARE_OF_HEAP = 4;

    private final long mostBytes;
    private final LongSupplier heapBytes;
    private final IntConsumer touch;
    private long touchedBytes;

    /**
     * @param mostBytes no more than this is touched
     * @param heapBytes size of the heap now, of which no more than a quarter is kept ready
     * @param touch touches so many bytes of free memory
     */
    HeapAhead(long mostBytes, LongSupplier heapBytes, IntConsumer touch) {
        this.mostBytes = mostBytes;
        this.heapBytes = heapBytes;
        this.touch = touch;
    }

    /** Begins a little later, when what starts has started; on threads of its own and the virtual machine's, for as long as the process lives. */
    static void start() {
        Thread first = new Thread(HeapAhead::begin, "polestar-heap");
        first.setDaemon(true);
        first.start();
    }

    private static void begin() {
        LockSupport.parkNanos(LATER_NANOS);
        Runtime runtime = Runtime.getRuntime();
        HeapAhead ahead = new HeapAhead(runtime.maxMemory() / 2, runtime::totalMemory, HeapAhead::touchFree);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter
                    && collector.getName().startsWith(G1)) {
                emitter.addNotificationListener((notification, unused) -> ahead.collected(notification), null, null);
                ahead.stays(0);
            }
        }
    }

    private static void touchFree(int bytes) {
        byte[] dropped = new byte[bytes];
        dropped[bytes - 1] = 1;
    }

    private void collected(Notification notification) {
        if (notification.getUserData() instanceof CompositeData data) {
            MemoryUsage old = GarbageCollectionNotificationInfo.from(data)
                    .getGcInfo()
                    .getMemoryUsageAfterGc()
                    .get(OLD);
            if (old != null) {
                stays(old.getUsed());
            }
        }
    }

    /** Told how many bytes have come to stay so far. */
    synchronized void stays(long bytes) {
        long ahead = Math.min(AHEAD_BYTES, heapBytes.getAsLong() / SHARE_OF_HEAP);
        while (touchedBytes < bytes + ahead && touchedBytes + STEP_BYTES <= mostBytes) {
            touch.accept(STEP_BYTES);
            touchedBytes += STEP_BYTES;
        }
    }
}
