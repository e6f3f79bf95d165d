package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * From evidence to false alarms a month: how often would this series, with nothing wrong, bring news as strong as this?
 *
 * <p>Evidence is news when it exceeds all of the last {@value #REST} values or so; what follows a peak and stays below it is the same story.
 * The ledger counts past news by strength. Before there are any, the answer is the one that seeded series gave, {@code r0}; then the
 * two are weighed as a Gamma prior worth one alarm and a Poisson count of {@code n} stronger ones over {@code T} months:
 *
 * <pre>  rate = c (n + 1) / (T + 1 / r0)</pre>
 *
 * with c = {@value #YET_TO_COME}, so that a spike which comes every night becomes less and less news, and a series that is calmer than the seeded ones is listened to more closely. Past
 * news fades with a half-life of {@value #HALF_LIFE} values.
 */
final class AlarmLedger {
    static final int REST = 120;

    private static final int BLOCKS = 4;
    private static final int BLOCK = REST / BLOCKS;
    private static final double HALF_LIFE = 10_000;
    private static final int STRENGTHS = 20;
    private static final double STRENGTH_STEP = 0.5;
    private static final double WEAKEST = 1.5;
    static final double DAYS_PER_MONTH = 30;

    /** Alarms a single value brings against the face value of its evidence, which is the rarest of several statistics, each with its own luck. */
    private static final double FACE = 3;

    /**
     * How many times more alarms the rate below brought on seeded counts without anomalies, low and high, by the minute to the hour:
     * tails are fitted to what has been seen, and the largest is yet to come. See docs/anomaly.md.
     */
    private static final double YET_TO_COME = 1.6;

    private final float[] blockPeak = new float[BLOCKS];
    private int inBlock;
    private final float[] past = new float[STRENGTHS];
    private double observed;
    private long index;
    private long lastNews = Long.MIN_VALUE / 2;
    private float story;

    /** Score of a rate of false alarms a month: 0.5 for one a month, towards 1 the rarer. */
    static double score(double perMonth) {
        return 1 / (1 + perMonth);
    }

    /** False alarms a month at this strength, by the prior and by what the series itself has shown. */
    double perMonth(double evidence, double stepDays) {
        double valuesPerMonth = DAYS_PER_MONTH / stepDays;
        double prior = FACE * valuesPerMonth * StrictMath.pow(10, -Math.min(evidence, 250));
        double months = observed / valuesPerMonth;
        return YET_TO_COME * (stronger(evidence) + 1) / (months + 1 / prior);
    }

    /** Takes the next value's evidence; whether it is news. */
    boolean take(double evidence) {
        index++;
        observed += 1 - observed / (HALF_LIFE / 0.6931471805599453);
        boolean news = evidence > peak();
        if (++inBlock >= BLOCK) {
            System.arraycopy(blockPeak, 0, blockPeak, 1, BLOCKS - 1);
            blockPeak[0] = 0;
            inBlock = 0;
        }
        blockPeak[0] = Math.max(blockPeak[0], (float) evidence);
        return news;
    }

    /** Books news, once it has been judged; news within the rest of earlier news replaces it. */
    void book(double evidence) {
        if (evidence < WEAKEST) {
            return;
        }
        double kept = StrictMath.pow(0.5, Math.min(index - lastNews, 1_000_000) / HALF_LIFE);
        for (int strength = 0; strength < STRENGTHS; strength++) {
            past[strength] *= (float) kept;
        }
        if (index - lastNews <= REST) {
            past[bin(story)] = Math.max(0, past[bin(story)] - (float) kept);
        }
        past[bin(evidence)]++;
        story = (float) evidence;
        lastNews = index;
    }

    private double stronger(double evidence) {
        double kept = StrictMath.pow(0.5, Math.min(index - lastNews, 1_000_000) / HALF_LIFE);
        int bin = bin(evidence);
        double part = Math.max(0, Math.min(1, (evidence - WEAKEST) / STRENGTH_STEP - bin));
        double count = past[bin] * (1 - part);
        for (int strength = bin + 1; strength < STRENGTHS; strength++) {
            count += past[strength];
        }
        boolean sameStory = index - lastNews <= REST && story > evidence;
        return Math.max(0, count * kept - (sameStory ? 1 : 0));
    }

    private float peak() {
        float peak = 0;
        for (float block : blockPeak) {
            peak = Math.max(peak, block);
        }
        return peak;
    }

    private static int bin(double evidence) {
        return (int) Math.max(0, Math.min(STRENGTHS - 1, (evidence - WEAKEST) / STRENGTH_STEP));
    }

    void writeTo(DataOutput out) throws IOException {
        for (float block : blockPeak) {
            out.writeFloat(block);
        }
        for (float count : past) {
            out.writeFloat(count);
        }
        out.writeByte(inBlock);
        out.writeDouble(observed);
        out.writeLong(index);
        out.writeLong(lastNews);
        out.writeFloat(story);
    }

    void readFrom(DataInput in) throws IOException {
        for (int block = 0; block < BLOCKS; block++) {
            blockPeak[block] = in.readFloat();
        }
        for (int strength = 0; strength < STRENGTHS; strength++) {
            past[strength] = in.readFloat();
        }
        inBlock = in.readByte();
        observed = in.readDouble();
        index = in.readLong();
        lastNews = in.readLong();
        story = in.readFloat();
    }

    long stateHash() {
        long hash = KeyedHash.combine(Double.doubleToLongBits(observed), index);
        hash = KeyedHash.combine(hash, KeyedHash.combine(lastNews, inBlock));
        hash = KeyedHash.combine(hash, Float.floatToIntBits(story));
        for (float block : blockPeak) {
            hash = KeyedHash.combine(hash, Float.floatToIntBits(block));
        }
        for (float count : past) {
            hash = KeyedHash.combine(hash, Float.floatToIntBits(count));
        }
        return hash;
    }
}
