package io.polestar.engine.anomaly;

import java.util.Random;

/** Counts that a Poisson process brings whose rate follows the time of day and the day of the week, with nothing wrong. */
final class SeededCounts {
    /** A Monday, 00:00 UTC. */
    static final long START = 1_704_067_200_000L;

    private static final long MINUTE = 60_000;

    private final double perHour;
    private final double daily;
    private final double weekend;
    private final double phase;
    final int stepMinutes;
    final double[] counts;

    /**
     * @param daily how far the rate swings about its mean within a day, as a share of the mean
     * @param weekend how much lower it is on Saturday and Sunday, as a share
     */
    SeededCounts(long seed, double perHour, int days, int stepMinutes, double daily, double weekend) {
        Random random = new Random(seed);
        this.perHour = perHour;
        this.daily = daily;
        this.weekend = weekend;
        this.phase = random.nextDouble();
        this.stepMinutes = stepMinutes;
        counts = new double[days * 1_440 / stepMinutes];
        for (int place = 0; place < counts.length; place++) {
            counts[place] = poisson(random, mean(place));
        }
    }

    long millis(int place) {
        return START + place * stepMinutes * MINUTE;
    }

    /** What is expected of a place; a full day's swing is a wave and its second harmonic. */
    double mean(int place) {
        double days = place * (double) stepMinutes / 1_440;
        double turn = 2 * Math.PI * (days + phase);
        double ofDay = 1 + daily * (Math.sin(turn) + 0.3 * Math.sin(2 * turn));
        double ofWeek = (int) days % 7 >= 5 ? 1 - weekend : 1;
        return perHour * stepMinutes / 60 * Math.max(0.05, ofDay) * ofWeek;
    }

    /** From a place on, only a share of the events come. */
    void drop(int from, double share, Random random) {
        for (int place = from; place < counts.length; place++) {
            counts[place] = poisson(random, mean(place) * share);
        }
    }

    /** Exact below 60, from there on the rounded normal. */
    static long poisson(Random random, double mean) {
        if (mean > 60) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
