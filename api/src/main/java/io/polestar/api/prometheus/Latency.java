package io.polestar.api.prometheus;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * How long requests of one route took: quantiles over the last one to two minutes, count and sum since the start. Recording is
 * wait-free; reading takes a lock among readers. Microseconds from 1 to a minute, two significant digits.
 */
final class Latency {
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 2;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Recorder recorder = new Recorder(MOST_MICROS, DIGITS);
    private Histogram current = new Histogram(MOST_MICROS, DIGITS);
    private Histogram before = new Histogram(MOST_MICROS, DIGITS);
    private @Nullable Histogram interval;
    private long turnedNanos = System.nanoTime();
    private long count;
    private double sumSeconds;

    /** What was recorded. */
    record Summary(double p50, double p90, double p99, double p999, long count, double sumSeconds) {}

    void record(long nanos) {
        recorder.recordValue(Math.min(MOST_MICROS, Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    synchronized Summary summary() {
        Histogram fresh = recorder.getIntervalHistogram(interval);
        interval = fresh;
        count += fresh.getTotalCount();
        sumSeconds += fresh.getTotalCount() == 0 ? 0 : fresh.getMean() * fresh.getTotalCount() / 1e6;
        long now = System.nanoTime();
        if (now - turnedNanos > MINUTE_NANOS) {
            Histogram free = before;
            before = current;
            free.reset();
            current = free;
            turnedNanos = now;
        }
        current.add(fresh);
        Histogram both = before.copy();
        both.add(current);
        return new Summary(
                seconds(both, 50), seconds(both, 90), seconds(both, 99), seconds(both, 99.9), count, sumSeconds);
    }

    private static double seconds(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
