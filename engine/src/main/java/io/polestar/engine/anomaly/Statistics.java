package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Six statistics of a value that look at it in complementary ways, and how rare what they show is in this very series:
 *
 * <pre>
 *   value, level            its distance from all that was, alone and as an average of 16     extremes, lasting shifts
 *   day                     its distance from the hour of the day                              spikes
 *   week                    the same from the hour of the week, as an average of 8             drops, holidays
 *   standing                that distance in deviations of its hour, alone                      a dip at a quiet hour
 *   drift                   the same, clipped, as an average of 16                              slow or small changes
 * </pre>
 *
 * Each has its own {@link Tail}. The rarest counts fully; the others add {@value #SHARE} of what they exceed their tail's edge by, and
 * {@value #COMPANY} each for being there, since a real change shows in several. The averages are what finds a small lasting change among noise: each
 * is an EWMA chart, which detects about as soon as the best sequential test for a change of its length (Roberts 1959; Lucas and Saccucci 1990).
 */
final class Statistics {
    private static final int COUNT = 6;

    /** The first of them measure from the values themselves, the others from the profile of the week. */
    private static final int OF_VALUES = 3;

    private static final int STANDING = 4;
    private static final double SHARE = 0.2;
    private static final double COMPANY = 0.1;
    private static final double LEVEL_PACE = 1.0 / 20_000;
    private static final double LEVEL_LENGTH = 16;
    private static final double WEEK_LENGTH = 8;
    private static final double DRIFT_LENGTH = 16;
    private static final double DRIFT_CLIP = 4;
    private static final double FARTHEST = 1e6;
    private static final int WARM_UP = 5;

    private final double[] newest = new double[COUNT];
    private final boolean[] below = new boolean[COUNT];
    private boolean rarestBelow;
    private final Tail[] valueTails = new Tail[OF_VALUES];
    private final SeasonTail[] seasonTails = new SeasonTail[COUNT - OF_VALUES];
    private double mean;
    private double distance;
    private double level;
    private double week;
    private double drift;

    Statistics() {
        for (int statistic = 0; statistic < OF_VALUES; statistic++) {
            valueTails[statistic] = new Tail();
        }
        for (int place = 0; place < seasonTails.length; place++) {
            seasonTails[place] = new SeasonTail();
        }
    }

    /**
     * Looks at the next value.
     *
     * @param profile at the value's place
     * @param certainty the square root of the value's weight, 1 for a usual one
     * @param seen how many values came before
     */
    void observe(double value, SeasonalProfile profile, double certainty, long seen) {
        double count = seen + 1.0;
        boolean known = profile.isKnown();
        double strayed = known ? (value - profile.ofWeek()) * certainty : 0;
        double standing = ratio(strayed, profile.deviation());
        level += Math.max(1 / LEVEL_LENGTH, 1 / count) * ((value - mean) * certainty + mean - level);
        week += Math.max(1 / WEEK_LENGTH, 1 / count) * (strayed - week);
        drift +=
                Math.max(1 / DRIFT_LENGTH, 1 / count) * (Math.max(-DRIFT_CLIP, Math.min(DRIFT_CLIP, standing)) - drift);
        boolean warm = seen >= WARM_UP;
        newest[0] = warm ? Math.abs(ratio((value - mean) * certainty, distance)) : 0;
        newest[1] = warm ? Math.abs(ratio(level - mean, distance)) : 0;
        newest[2] = known ? Math.abs(value - profile.ofDay()) * certainty : 0;
        newest[3] = Math.abs(week);
        newest[STANDING] = Math.abs(standing);
        newest[5] = Math.abs(drift);
        below[0] = value < mean;
        below[1] = level < mean;
        below[2] = known && value < profile.ofDay();
        below[3] = week < 0;
        below[STANDING] = standing < 0;
        below[5] = drift < 0;
    }

    /** Evidence against the value having come as the others did: about the decimal logarithm of one in how many is so far out; 0 for none. */
    double evidence() {
        double most = 0;
        rarestBelow = below[STANDING];
        double mostExcess = 0;
        double excess = 0;
        int present = 0;
        for (int statistic = 0; statistic < COUNT; statistic++) {
            Tail tail = tail(statistic);
            double evidence = tail.evidence(newest[statistic]);
            if (evidence > 0) {
                double over = evidence - tail.entry();
                present++;
                excess += over;
                if (evidence > most) {
                    most = evidence;
                    rarestBelow = below[statistic];
                    mostExcess = over;
                }
            }
        }
        return present == 0 ? 0 : most + SHARE * (excess - mostExcess) + COMPANY * (present - 1);
    }

    /** Whether what the latest evidence rests on lies below what was usual, rather than above. */
    boolean isBelow() {
        return rarestBelow;
    }

    /** How many deviations of its hour a single value must stray to be so much evidence by itself; infinite while nothing is known. */
    double deviations(double evidence) {
        return tail(STANDING).valueOf(evidence);
    }

    /**
     * Learns the value that was looked at.
     *
     * @param weight more than 0 and at most 1
     * @param seen how many values have come, this one included
     * @param ageDays of the series
     */
    void learn(double value, double weight, long seen, double ageDays) {
        for (int statistic = 0; statistic < OF_VALUES; statistic++) {
            valueTails[statistic].add(newest[statistic]);
        }
        for (int place = 0; place < seasonTails.length; place++) {
            seasonTails[place].add(newest[OF_VALUES + place], ageDays);
        }
        double pace = weight * Math.max(LEVEL_PACE, 1.0 / seen);
        mean += pace * (value - mean);
        distance += pace * (SeasonalProfile.DISTANCE_TO_DEVIATION * Math.abs(value - mean) - distance);
    }

    private Tail tail(int statistic) {
        return statistic < OF_VALUES ? valueTails[statistic] : seasonTails[statistic - OF_VALUES].tail();
    }

    /** A distance in deviations; the farthest there is when the series never strayed before. */
    private static double ratio(double distance, double deviation) {
        if (distance == 0) {
            return 0;
        }
        return Math.max(-FARTHEST, Math.min(FARTHEST, distance / deviation));
    }

    void writeTo(DataOutput out) throws IOException {
        for (double value : averages()) {
            out.writeDouble(value);
        }
        for (Tail tail : valueTails) {
            tail.writeTo(out);
        }
        for (SeasonTail tail : seasonTails) {
            tail.writeTo(out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        mean = in.readDouble();
        distance = in.readDouble();
        level = in.readDouble();
        week = in.readDouble();
        drift = in.readDouble();
        for (Tail tail : valueTails) {
            tail.readFrom(in);
        }
        for (SeasonTail tail : seasonTails) {
            tail.readFrom(in);
        }
    }

    long stateHash() {
        long hash = 0;
        for (double value : averages()) {
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(value));
        }
        for (Tail tail : valueTails) {
            hash = KeyedHash.combine(hash, tail.stateHash());
        }
        for (SeasonTail tail : seasonTails) {
            hash = KeyedHash.combine(hash, tail.stateHash());
        }
        return hash;
    }

    private double[] averages() {
        return new double[] {mean, distance, level, week, drift};
    }
}
