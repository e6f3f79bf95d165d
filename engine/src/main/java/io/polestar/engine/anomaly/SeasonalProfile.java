package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a series is like at each hour of the day and of the week, and how far it strays from that. Knots stand at full hours; between two of
 * them the profile is a straight line, and a value teaches both by its nearness. The hour of the week starts as the hour of the
 * day and leaves it as it gathers visits.
 *
 * <p>A knot first averages its visits and then forgets at a fixed pace per day, whatever the step of the series. Residuals beyond
 * {@value #CLIP} spreads teach as if they were that far, so that an incident does not become the norm, but a lasting change does.
 */
final class SeasonalProfile {
    static final int DAY = 24;
    static final int WEEK = 168;

    private static final double DAY_MEMORY_DAYS = 7;
    private static final double WEEK_MEMORY_DAYS = 35;
    private static final double LEAST_RATE = 1e-4;
    private static final double MOST_RATE = 0.2;
    private static final double CLIP = 5;
    private static final double VISITS_TO_BELIEVE = 1;
    private static final double SPREAD_VISITS = 5;
    private static final double SPREAD_RATE = 0.001;
    private static final double LEAST_SPREAD_SHARE = 0.1;

    /** Mean distance of a normal variable from its mean, times this, is its standard deviation. */
    static final double DISTANCE_TO_DEVIATION = 1.2533141373155003;

    private static final int MONDAY_OF_1970 = 72;

    private final float[] day = new float[DAY];
    private final float[] dayVisits = new float[DAY];
    private final float[] week = new float[WEEK];
    private final float[] weekVisits = new float[WEEK];
    private final float[] weekSpread = new float[WEEK];
    private double spread;
    private long visits;

    /* The place on the clock that was read last: scratch, no state. */
    private int dayFrom;
    private int dayTo;
    private int weekFrom;
    private int weekTo;
    private double toShare;

    /** Goes to a time of the week; what is read and learnt next belongs to it. */
    void locate(double localHours) {
        double full = Math.floor(localHours);
        dayFrom = (int) Math.floorMod((long) full, (long) DAY);
        dayTo = dayFrom + 1 == DAY ? 0 : dayFrom + 1;
        weekFrom = (int) Math.floorMod((long) full + MONDAY_OF_1970, (long) WEEK);
        weekTo = weekFrom + 1 == WEEK ? 0 : weekFrom + 1;
        toShare = localHours - full;
    }

    /** Whether anything is known of this time of day. */
    boolean isKnown() {
        return dayVisits[dayFrom] > 0 || dayVisits[dayTo] > 0;
    }

    /** What this hour of the day brings. */
    double ofDay() {
        if (dayVisits[dayFrom] <= 0) {
            return day[dayTo];
        }
        return dayVisits[dayTo] <= 0 ? day[dayFrom] : between(day[dayFrom], day[dayTo]);
    }

    /** What this hour of the week brings. */
    double ofWeek() {
        double ofDay = ofDay();
        return between(ofWeek(weekFrom, ofDay), ofWeek(weekTo, ofDay));
    }

    private double ofWeek(int hour, double ofDay) {
        double belief = weekVisits[hour] / (weekVisits[hour] + VISITS_TO_BELIEVE);
        return belief * week[hour] + (1 - belief) * ofDay;
    }

    /** Standard deviation around {@link #ofWeek} at this hour; 0 for a series that never strayed. */
    double deviation() {
        return between(spread(weekFrom), spread(weekTo)) + LEAST_SPREAD_SHARE * spread;
    }

    /** How many values the profile here rests on: its visits, or as many as its memory weighs; at least 1. */
    double certainty(double stepDays) {
        double remembered = 2 / rate(stepDays * WEEK / WEEK_MEMORY_DAYS);
        return Math.max(1, Math.min(remembered, between(weekVisits[weekFrom], weekVisits[weekTo])));
    }

    private double spread(int hour) {
        double visits = weekVisits[hour];
        return (weekSpread[hour] * visits + spread * SPREAD_VISITS) / (visits + SPREAD_VISITS);
    }

    /**
     * Learns a value here.
     *
     * @param weight of this value against the series' usual one, more than 0 and at most 1
     * @param stepDays mean distance of two values, in days
     */
    void learn(double value, double weight, double stepDays) {
        learn(value, weight, stepDays, 1);
    }

    /**
     * Learns the mean of several values here.
     *
     * @param values of how many; each by itself is taken to stray the square root of that farther than their mean
     */
    void learnMean(double mean, double weight, double stepDays, int values) {
        learn(mean, weight, stepDays, Math.sqrt(values));
    }

    /** Has everything learnt so far count as that many visits each. */
    void multiplyVisits(int times) {
        visits *= times;
        for (float[] counted : new float[][] {dayVisits, weekVisits}) {
            for (int hour = 0; hour < counted.length; hour++) {
                counted[hour] *= times;
            }
        }
    }

    /** How many values were learnt. */
    long visits() {
        return visits;
    }

    private void learn(double value, double weight, double stepDays, double scatter) {
        double ofDay = ofDay();
        double strayed = isKnown() ? value - ofWeek() : 0;
        double bound = CLIP * deviation();
        double dayRate = rate(stepDays * DAY / DAY_MEMORY_DAYS);
        double weekRate = rate(stepDays * WEEK / WEEK_MEMORY_DAYS);
        teachDay(dayFrom, (1 - toShare) * weight, value, ofDay, bound, dayRate);
        teachDay(dayTo, toShare * weight, value, ofDay, bound, dayRate);
        teachWeek(weekFrom, (1 - toShare) * weight, value, scatter * strayed, bound, weekRate);
        teachWeek(weekTo, toShare * weight, value, scatter * strayed, bound, weekRate);
        visits++;
        spread += weight
                * Math.max(SPREAD_RATE, 1.0 / visits)
                * (DISTANCE_TO_DEVIATION * scatter * Math.abs(strayed) - spread);
    }

    private void teachDay(int hour, double weight, double value, double ofDay, double bound, double rate) {
        if (weight <= 0) {
            return;
        }
        boolean first = dayVisits[hour] <= 0;
        dayVisits[hour] += (float) weight;
        if (first) {
            day[hour] = (float) value;
            return;
        }
        double residual = dayVisits[hour] > SPREAD_VISITS ? clip(value - ofDay, bound) : value - ofDay;
        day[hour] += (float) (weight * Math.min(1, Math.max(rate, 1 / dayVisits[hour])) * residual);
    }

    private void teachWeek(int hour, double weight, double value, double strayed, double bound, double rate) {
        if (weight <= 0) {
            return;
        }
        boolean first = weekVisits[hour] <= 0;
        boolean settled = weekVisits[hour] > SPREAD_VISITS;
        weekVisits[hour] += (float) weight;
        double pace = weight * Math.min(1, Math.max(rate, 1 / weekVisits[hour]));
        double distance = settled ? Math.min(bound, Math.abs(strayed)) : Math.abs(strayed);
        weekSpread[hour] += (float) (pace * (DISTANCE_TO_DEVIATION * distance - weekSpread[hour]));
        if (first) {
            week[hour] = (float) value;
        } else {
            double own = between(knot(weekFrom), knot(weekTo));
            double residual = settled ? clip(value - own, bound) : value - own;
            week[hour] += (float) (pace * residual);
        }
    }

    /** A knot's own value, or its neighbour's while it has none. */
    private double knot(int hour) {
        return weekVisits[hour] > 0 ? week[hour] : hour == weekFrom ? week[weekTo] : week[weekFrom];
    }

    private double between(double from, double to) {
        return from + toShare * (to - from);
    }

    private static double rate(double rate) {
        return Math.max(LEAST_RATE, Math.min(MOST_RATE, rate));
    }

    private static double clip(double value, double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(spread);
        out.writeLong(visits);
        for (float[] part : parts()) {
            for (float value : part) {
                out.writeFloat(value);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        spread = in.readDouble();
        visits = in.readLong();
        for (float[] part : parts()) {
            for (int index = 0; index < part.length; index++) {
                part[index] = in.readFloat();
            }
        }
    }

    long stateHash() {
        long hash = KeyedHash.combine(Double.doubleToLongBits(spread), visits);
        for (float[] part : parts()) {
            for (float value : part) {
                hash = KeyedHash.combine(hash, Float.floatToIntBits(value));
            }
        }
        return hash;
    }

    private float[][] parts() {
        return new float[][] {day, dayVisits, week, weekVisits, weekSpread};
    }
}
