package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapAheadTest {
    private static final long GIGABYTE = 1L << 30;

    private final AtomicLong touched = new AtomicLong();
    private final HeapAhead ahead = new HeapAhead(GIGABYTE, () -> GIGABYTE, touched::addAndGet);

    @Test
    void thereIsAlwaysAsMuchReadyBehindWhatStays() {
        ahead.stays(0);
        assertThat(touched).hasValue(HeapAhead.AHEAD_BYTES);
        ahead.stays(3 * HeapAhead.STEP_BYTES - 1);
        assertThat(touched).hasValue(HeapAhead.AHEAD_BYTES + 3L * HeapAhead.STEP_BYTES);
    }

    @Test
    void whatWasTouchedOnceIsNotTouchedAgain() {
        ahead.stays(200 << 20);
        long before = touched.get();
        ahead.stays(10 << 20);
        ahead.stays(200 << 20);
        assertThat(touched).hasValue(before);
    }

    @Test
    void noMoreIsTouchedThanMayBe() {
        ahead.stays(10 * GIGABYTE);
        assertThat(touched.get()).isEqualTo(GIGABYTE);
    }

    @Test
    void ofASmallHeapAQuarterIsKeptReady() {
        HeapAhead small = new HeapAhead(GIGABYTE, () -> 256L << 20, touched::addAndGet);
        small.stays(0);
        assertThat(touched).hasValue(64L << 20);
    }
}
