package io.polestar.bench.limits;

import java.util.SplittableRandom;

/** A block of memory larger than the caches, to be copied and looked through. */
final class MemoryBlock implements AutoCloseable {
    private static final int BYTES = 128 << 20;
    private static final int TIMES = 4;

    private byte[] from = new byte[BYTES];
    private byte[] to = new byte[BYTES];

    MemoryBlock() {
        new SplittableRandom(1).nextBytes(from);
    }

    double copiedGigabytesASecond() {
        long began = System.nanoTime();
        for (int time = 0; time < TIMES; time++) {
            System.arraycopy(from, 0, to, 0, BYTES);
        }
        return (double) BYTES * TIMES / (System.nanoTime() - began);
    }

    /** Byte by byte, as a scanner of JSON looks for the ends of texts. */
    double scannedGigabytesASecond() {
        long began = System.nanoTime();
        int quotes = 0;
        for (byte one : from) {
            quotes += one == '"' ? 1 : 0;
        }
        double rate = (double) BYTES / (System.nanoTime() - began);
        if (quotes == 0) {
            throw new IllegalStateException("random bytes without a quote, bytes=" + BYTES);
        }
        return rate;
    }

    @Override
    public void close() {
        from = new byte[0];
        to = new byte[0];
    }
}
