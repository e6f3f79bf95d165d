package io.polestar.engine.window;

import org.HdrHistogram.Histogram;

/**
 * The buckets that quantiles are told in: those of an HdrHistogram of two significant digits, mirrored for negative values. A bucket is
 * known by its value closest to 0, so that buckets are in the order of their values.
 *
 * <pre>
 * values, units        bucket is wide    reported    error, at most
 * 0 … 255              1                 itself      none
 * 256 … 511            2                 the middle  1/256
 * 2^k … 2^(k+1) − 1    2^(k−7)           the middle  1/256 = 0.39 %
 * </pre>
 *
 * With 2 decimals 19.99 is 1999 units; they share the bucket 1992 … 1999, which is reported as 19.96: 0.15 % off. There are 256 + 128 · 55
 * buckets from 0 up, and no more than twice as many in all. One thread.
 */
final class ValueBuckets {
    private static final int SIGNIFICANT_DIGITS = 2;

    /** Only asked how it cuts values into buckets; nothing is recorded. */
    private final Histogram cut = new Histogram(SIGNIFICANT_DIGITS);

    /** The bucket of a value. */
    long of(long value) {
        return value >= 0 ? cut.lowestEquivalentValue(value) : -cut.lowestEquivalentValue(-value);
    }

    /** The value a bucket is reported as: its middle. */
    long middle(long bucket) {
        return bucket >= 0 ? cut.medianEquivalentValue(bucket) : -cut.medianEquivalentValue(-bucket);
    }
}
