package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Learns one series as it comes and says of each value how surprising it is. Six statistics look at it in complementary ways:
 *
 * <pre>
 *   value, level            its distance from all that was, alone and as an average of 16     extremes, lasting shifts
 *   day                     its distance from the hour of the day                              spikes
 *   week                    the same from the hour of the week, as an average of 8             drops, holidays
 *   standing                that distance in deviations of its hour, alone                      a dip at a quiet hour
 *   drift                   the same, clipped, as an average of 16                              slow or small changes
 * </pre>
 *
 * Each has its own {@link Tail}, which says how rare its value is in this very series. The rarest counts fully; the others add {@value #SHARE}
 * of what they exceed their tail's edge by, and {@value #COMPANY} each for being there, since a real change shows in several. The {@link AlarmLedger}
 * turns the sum into false alarms a month. The averages are what finds a small lasting change among noise: each is an EWMA chart, which detects
 * about as soon as the best sequential test for a change of its length (Roberts 1959; Lucas and Saccucci 1990).
 *
 * <p>O(1) a value, no training, no clock, no randomness; scaling a series or (but for rounding) shifting it changes no score. Values may come at any
 * distance, in any order; each counts as the next. One thread.
 */
public final class SeasonalDetector {
    private static final int STATISTICS = 6;

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
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double FIRST_STEP_DAYS = 1.0 / 288;
    private static final double SHORTEST_STEP_DAYS = 1e-5;
    private static final double WEIGHT_PACE = 0.001;

    private final LocalHours hours;
    private final double alertScore;
    private final double alertPerMonth;
    private final SeasonalProfile profile = new SeasonalProfile();
    private final AlarmLedger ledger = new AlarmLedger();
    private final Tail[] valueTails = new Tail[OF_VALUES];
    private final SeasonTail[] seasonTails = new SeasonTail[STATISTICS - OF_VALUES];
    private final ForecastErrors errors = new ForecastErrors();
    private final double[] statistics = new double[STATISTICS];

    private long seen;
    private long firstMillis;
    private long newestMillis;
    private double origin;
    private double mean;
    private double distance;
    private double level;
    private double week;
    private double drift;
    private double usualDenominator;
    private boolean negative;

    public SeasonalDetector(Settings settings) {
        this(settings, new LocalHours(settings.zone()));
    }

    /** @param hours of the settings' zone; may be shared among detectors of one thread */
    public SeasonalDetector(Settings settings, LocalHours hours) {
        this.hours = hours;
        alertScore = settings.alertScore();
        alertPerMonth = settings.falseAlarmsPerMonth();
        for (int statistic = 0; statistic < OF_VALUES; statistic++) {
            valueTails[statistic] = new Tail();
        }
        for (int place = 0; place < seasonTails.length; place++) {
            seasonTails[place] = new SeasonTail();
        }
    }

    private Tail tail(int statistic) {
        return statistic < OF_VALUES ? valueTails[statistic] : seasonTails[statistic - OF_VALUES].tail();
    }

    /** Judges the next value of a count, an amount or a level, then learns it. */
    public void observe(long timeMillis, double value, Judgement judgement) {
        judge(timeMillis, value, 1, judgement);
    }

    /**
     * Judges the next value of a ratio, then learns it. A ratio strays as the square root of one over its denominator, so few events
     * make it less surprising and teach it less.
     *
     * @param denominator at least 0; at 0 the ratio has no value, and nothing is judged or learnt
     */
    public void observe(long timeMillis, double value, double denominator, Judgement judgement) {
        if (!(denominator >= 0 && denominator < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a denominator must be finite and not negative, denominator=" + denominator);
        }
        if (denominator == 0) {
            unknown(Double.NaN, judgement);
            return;
        }
        usualDenominator = seen == 0 ? denominator : usualDenominator + Math.max(WEIGHT_PACE, 1.0 / (seen + 1)) * (denominator - usualDenominator);
        judge(timeMillis, value, denominator / usualDenominator, judgement);
    }

    /**
     * Forecasts the total that a period will have reached at its end, for series whose values add up: counts and sums of panes. What is to come
     * is the sum of the profile, hour by hour; its variance is that of the values, times how much farther sums of this length have strayed,
     * plus that of the profile itself.
     *
     * @param fromMillis the end of the newest value's pane
     * @param untilMillis the end of the period, such as {@link Horizon#endMillis}; what is to come is nothing when it is not after {@code fromMillis}
     * @param stepMillis the length of a pane, more than 0
     * @param soFar what the period has brought until {@code fromMillis}
     */
    public void forecast(long fromMillis, long untilMillis, long stepMillis, double soFar, Forecast forecast) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("a step must be more than 0 ms, stepMillis=" + stepMillis);
        }
        double toCome = 0;
        double noise = 0;
        double ignorance = 0;
        double lengthHours = Math.max(0, untilMillis - fromMillis) / MILLIS_PER_HOUR;
        double rounds = Math.max(1, lengthHours / SeasonalProfile.WEEK);
        long end;
        for (long at = fromMillis; at < untilMillis; at = end) {
            end = Math.min(untilMillis, (Math.floorDiv(at, (long) MILLIS_PER_HOUR) + 1) * (long) MILLIS_PER_HOUR);
            double panes = (double) (end - at) / stepMillis;
            profile.locate(hours.at(at + (end - at) / 2));
            double deviation = profile.deviation();
            toCome += panes * (origin + profile.ofWeek());
            noise += panes * deviation * deviation;
            ignorance += panes * panes * rounds * deviation * deviation / profile.certainty(stepMillis / MILLIS_PER_DAY);
        }
        forecast.set(soFar, toCome, noise * errors.factor(lengthHours) + ignorance, !negative);
    }

    private void judge(long timeMillis, double value, double weight, Judgement judgement) {
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a value must be finite, value=" + value);
        }
        if (seen == 0) {
            firstMillis = timeMillis;
            newestMillis = timeMillis;
            origin = value;
        }
        newestMillis = Math.max(newestMillis, timeMillis);
        negative |= value < 0;
        double localHours = hours.at(timeMillis);
        profile.locate(localHours);
        double x = value - origin;
        double certainty = Math.sqrt(weight);
        double stepDays = seen == 0 ? FIRST_STEP_DAYS : stepDays(seen);
        describe(x, certainty, judgement);
        double evidence = evidence();
        band(certainty, stepDays, judgement);
        settle(evidence, stepDays, judgement);
        if (profile.isKnown()) {
            errors.add(localHours, x - profile.ofWeek(), profile.deviation());
        }
        learn(x, Math.min(1, weight), stepDays);
    }

    private void describe(double x, double certainty, Judgement judgement) {
        double count = seen + 1.0;
        boolean known = profile.isKnown();
        double ofWeek = profile.ofWeek();
        double strayed = known ? (x - ofWeek) * certainty : 0;
        double deviation = profile.deviation();
        double standing = ratio(strayed, deviation);
        level += Math.max(1 / LEVEL_LENGTH, 1 / count) * ((x - mean) * certainty + mean - level);
        week += Math.max(1 / WEEK_LENGTH, 1 / count) * (strayed - week);
        drift += Math.max(1 / DRIFT_LENGTH, 1 / count)
                * (Math.max(-DRIFT_CLIP, Math.min(DRIFT_CLIP, standing)) - drift);
        boolean warm = seen >= WARM_UP;
        statistics[0] = warm ? Math.abs(ratio((x - mean) * certainty, distance)) : 0;
        statistics[1] = warm ? Math.abs(ratio(level - mean, distance)) : 0;
        statistics[2] = known ? Math.abs(x - profile.ofDay()) * certainty : 0;
        statistics[3] = Math.abs(week);
        statistics[4] = Math.abs(standing);
        statistics[5] = Math.abs(drift);
        judgement.expected = origin + (known ? ofWeek : x);
    }

    private double evidence() {
        double most = 0;
        double mostExcess = 0;
        double excess = 0;
        int present = 0;
        for (int statistic = 0; statistic < STATISTICS; statistic++) {
            Tail tail = tail(statistic);
            double evidence = tail.evidence(statistics[statistic]);
            if (evidence > 0) {
                double over = evidence - tail.entry();
                present++;
                excess += over;
                if (evidence > most) {
                    most = evidence;
                    mostExcess = over;
                }
            }
        }
        return present == 0 ? 0 : most + SHARE * (excess - mostExcess) + COMPANY * (present - 1);
    }

    private void settle(double evidence, double stepDays, Judgement judgement) {
        boolean news = ledger.take(evidence);
        judgement.surprise = evidence > 0 ? AlarmLedger.score(ledger.perMonth(evidence, stepDays)) : 0;
        judgement.score = news ? judgement.surprise : 0;
        judgement.alert = judgement.score >= alertScore;
        if (news) {
            ledger.book(evidence);
        }
    }

    private void band(double certainty, double stepDays, Judgement judgement) {
        double evidence = StrictMath.log10(Math.max(1, 30 / stepDays / alertPerMonth));
        double half = tail(STANDING).valueOf(evidence) * profile.deviation() / certainty;
        judgement.low = judgement.expected - half;
        judgement.high = judgement.expected + half;
        if (!(half >= 0)) {
            judgement.low = Double.NEGATIVE_INFINITY;
            judgement.high = Double.POSITIVE_INFINITY;
        }
    }

    private void learn(double x, double weight, double stepDays) {
        seen++;
        for (int statistic = 0; statistic < OF_VALUES; statistic++) {
            valueTails[statistic].add(statistics[statistic]);
        }
        double ageDays = (newestMillis - firstMillis) / MILLIS_PER_DAY;
        for (int place = 0; place < seasonTails.length; place++) {
            seasonTails[place].add(statistics[OF_VALUES + place], ageDays);
        }
        double pace = weight * Math.max(LEVEL_PACE, 1.0 / seen);
        double strayed = x - mean;
        mean += pace * strayed;
        distance += pace * (SeasonalProfile.DISTANCE_TO_DEVIATION * Math.abs(x - mean) - distance);
        profile.learn(x, weight, stepDays);
    }

    private void unknown(double expected, Judgement judgement) {
        judgement.score = 0;
        judgement.surprise = 0;
        judgement.expected = expected;
        judgement.low = Double.NEGATIVE_INFINITY;
        judgement.high = Double.POSITIVE_INFINITY;
        judgement.alert = false;
    }

    private double stepDays(long steps) {
        return Math.max(SHORTEST_STEP_DAYS, (newestMillis - firstMillis) / MILLIS_PER_DAY / steps);
    }

    /** A distance in deviations; the farthest there is when the series never strayed before. */
    private static double ratio(double distance, double deviation) {
        if (distance == 0) {
            return 0;
        }
        return Math.max(-FARTHEST, Math.min(FARTHEST, distance / deviation));
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeLong(firstMillis);
        out.writeLong(newestMillis);
        for (double value : new double[] {origin, mean, distance, level, week, drift, usualDenominator}) {
            out.writeDouble(value);
        }
        out.writeBoolean(negative);
        errors.writeTo(out);
        profile.writeTo(out);
        ledger.writeTo(out);
        for (Tail tail : valueTails) {
            tail.writeTo(out);
        }
        for (SeasonTail tail : seasonTails) {
            tail.writeTo(out);
        }
    }

    public void readFrom(DataInput in) throws IOException {
        seen = in.readLong();
        firstMillis = in.readLong();
        newestMillis = in.readLong();
        origin = in.readDouble();
        mean = in.readDouble();
        distance = in.readDouble();
        level = in.readDouble();
        week = in.readDouble();
        drift = in.readDouble();
        usualDenominator = in.readDouble();
        negative = in.readBoolean();
        errors.readFrom(in);
        profile.readFrom(in);
        ledger.readFrom(in);
        for (Tail tail : valueTails) {
            tail.readFrom(in);
        }
        for (SeasonTail tail : seasonTails) {
            tail.readFrom(in);
        }
    }

    /** Hash of all that was learnt: equal for equal observations, live, replayed or read back. */
    public long stateHash() {
        long hash = KeyedHash.combine(seen, KeyedHash.combine(firstMillis, newestMillis));
        for (double value : new double[] {origin, mean, distance, level, week, drift, usualDenominator}) {
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(value));
        }
        hash = KeyedHash.combine(hash, KeyedHash.combine(negative ? 1 : 0, errors.stateHash()));
        hash = KeyedHash.combine(hash, KeyedHash.combine(profile.stateHash(), ledger.stateHash()));
        for (Tail tail : valueTails) {
            hash = KeyedHash.combine(hash, tail.stateHash());
        }
        for (SeasonTail tail : seasonTails) {
            hash = KeyedHash.combine(hash, tail.stateHash());
        }
        return hash;
    }
}
