package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Learns one series as it comes and says of each value how surprising it is. A {@link SeasonalProfile} knows what each hour of the week is like;
 * {@link Statistics} of the value's distance from it say how rare that is in this very series; an {@link AlarmLedger} turns that into false alarms
 * a month.
 *
 * <p>O(1) a value, no training, no clock, no randomness; scaling a series or (but for rounding) shifting it changes no score. Values may come at any
 * distance, in any order; each counts as the next. One thread.
 */
public final class SeasonalDetector {
    private static final byte VERSION = 1;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final double FIRST_STEP_DAYS = 1.0 / 288;
    private static final double SHORTEST_STEP_DAYS = 1e-5;
    private static final double WEIGHT_PACE = 0.001;

    /** From this age on every hour of the week has been seen twice. */
    private static final double KNOWS_THE_WEEK_DAYS = 14;

    private final LocalHours hours;
    private final double alertScore;
    private final double alertPerMonth;
    private final SeasonalProfile profile = new SeasonalProfile();
    private final Statistics statistics = new Statistics();
    private final AlarmLedger ledger = new AlarmLedger();
    private final ForecastErrors errors = new ForecastErrors();

    private long seen;
    private long firstMillis;
    private long newestMillis;
    private double origin;
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
    }

    /**
     * Judges the next value of a count, an amount or a level, then learns it.
     *
     * @param value finite
     */
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
            throw new IllegalArgumentException(
                    "a denominator must be finite and not negative, denominator=" + denominator);
        }
        if (denominator == 0) {
            judgement.unknown();
            return;
        }
        double pace = Math.max(WEIGHT_PACE, 1.0 / (seen + 1));
        usualDenominator =
                usualDenominator == 0 ? denominator : usualDenominator + pace * (denominator - usualDenominator);
        judge(timeMillis, value, denominator / usualDenominator, judgement);
    }

    /**
     * Learns the seasons of a past that is only known in longer stretches, before the first value is observed. How rare a distance is, is
     * learnt from values alone.
     *
     * @param firstMillis where the first stretch begins
     * @param stretchMillis how long each is, such as an hour
     * @param means of the values of each stretch, in their order; NaN where there is nothing
     * @param denominators of a ratio's stretches, all of them together; null of other series
     * @param values how many values a stretch stands for, at least 1
     * @throws IllegalStateException if a value has been observed
     */
    public void prime(
            long firstMillis, long stretchMillis, double[] means, double @Nullable [] denominators, int values) {
        if (seen > 0 || profile.visits() > 0) {
            throw new IllegalStateException("the past is learnt before the first value, seen=" + seen);
        }
        double usual = denominators == null ? 1 : mean(denominators);
        for (int stretch = 0; stretch < means.length; stretch++) {
            double weight = denominators == null ? 1 : Math.min(1, denominators[stretch] / usual);
            if (Double.isFinite(means[stretch]) && weight > 0) {
                origin = profile.visits() == 0 ? means[stretch] : origin;
                profile.locate(hours.at(firstMillis + stretch * stretchMillis + stretchMillis / 2));
                profile.learnMean(means[stretch] - origin, weight, stretchMillis / MILLIS_PER_DAY, values);
                negative |= means[stretch] < 0;
            }
        }
        profile.multiplyVisits(values);
        usualDenominator = denominators == null || !(usual > 0) ? 0 : usual / values;
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        int count = 0;
        for (double number : numbers) {
            if (number > 0) {
                sum += number;
                count++;
            }
        }
        return sum / count;
    }

    private void judge(long timeMillis, double value, double weight, Judgement judgement) {
        if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a value must be finite, value=" + value);
        }
        if (seen == 0) {
            firstMillis = timeMillis;
            newestMillis = timeMillis;
            origin = profile.visits() == 0 ? value : origin;
        }
        double ageBefore = ageDays();
        newestMillis = Math.max(newestMillis, timeMillis);
        if (ageBefore < KNOWS_THE_WEEK_DAYS && ageDays() >= KNOWS_THE_WEEK_DAYS) {
            errors.doubt();
        }
        double localHours = hours.at(timeMillis);
        profile.locate(localHours);
        double x = value - origin;
        double certainty = Math.sqrt(weight);
        statistics.observe(x, profile, certainty, seen);
        double stepDays = stepDays();
        band(value, certainty, stepDays, judgement);
        settle(statistics.evidence(), stepDays, judgement);
        learn(x, localHours, Math.min(1, weight));
    }

    private void band(double value, double certainty, double stepDays, Judgement judgement) {
        double evidence = StrictMath.log10(Math.max(1, AlarmLedger.DAYS_PER_MONTH / stepDays / alertPerMonth));
        double half = statistics.deviations(evidence) * profile.deviation() / certainty;
        judgement.expected = profile.isKnown() ? origin + profile.ofWeek() : value;
        double low = half >= 0 ? judgement.expected - half : Double.NEGATIVE_INFINITY;
        judgement.low = negative || low == Double.NEGATIVE_INFINITY ? low : Math.max(0, low);
        judgement.deviation = profile.deviation();
        judgement.high = half >= 0 ? judgement.expected + half : Double.POSITIVE_INFINITY;
    }

    private void settle(double evidence, double stepDays, Judgement judgement) {
        boolean news = ledger.take(evidence);
        judgement.surprise = evidence > 0 ? AlarmLedger.score(ledger.perMonth(evidence, stepDays)) : 0;
        judgement.score = news ? judgement.surprise : 0;
        judgement.alert = judgement.score >= alertScore;
        judgement.below = statistics.isBelow();
        if (news) {
            ledger.book(evidence);
        }
    }

    private void learn(double x, double localHours, double weight) {
        if (profile.isKnown()) {
            errors.add(localHours, x - profile.ofWeek(), profile.deviation());
        }
        seen++;
        statistics.learn(x, weight, seen, ageDays());
        profile.learn(x, weight, stepDays());
        negative |= x + origin < 0;
    }

    private double ageDays() {
        return (newestMillis - firstMillis) / MILLIS_PER_DAY;
    }

    /** Mean distance of two values, in days. */
    private double stepDays() {
        if (seen == 0) {
            return FIRST_STEP_DAYS;
        }
        return Math.max(SHORTEST_STEP_DAYS, ageDays() / seen);
    }

    /**
     * Forecasts the total that a period will have reached at its end, for series whose values add up: counts and sums of panes. What is to come
     * is the sum of the profile, hour by hour. Its variance is that of the values and of the profile itself, times how much farther
     * sums of this length have strayed.
     *
     * @param fromMillis the end of the newest value's pane
     * @param untilMillis the end of the period, such as {@link Horizon#endMillis}; nothing is to come when it is not after {@code fromMillis}
     * @param stepMillis the length of a pane, more than 0
     * @param soFar what the period has brought until {@code fromMillis}
     */
    public void forecast(long fromMillis, long untilMillis, long stepMillis, double soFar, Forecast forecast) {
        if (stepMillis <= 0) {
            throw new IllegalArgumentException("a step must be more than 0 ms, stepMillis=" + stepMillis);
        }
        double toCome = 0;
        double variance = 0;
        double lengthHours = Math.max(0, untilMillis - fromMillis) / (double) MILLIS_PER_HOUR;
        double rounds = Math.max(1, lengthHours / SeasonalProfile.WEEK);
        long end;
        for (long at = fromMillis; at < untilMillis; at = end) {
            end = Math.min(untilMillis, (Math.floorDiv(at, MILLIS_PER_HOUR) + 1) * MILLIS_PER_HOUR);
            double panes = (double) (end - at) / stepMillis;
            profile.locate(hours.at(at + (end - at) / 2));
            double deviation = profile.deviation();
            double certainty = profile.certainty(stepMillis / MILLIS_PER_DAY);
            toCome += panes * (origin + profile.ofWeek());
            variance += panes * deviation * deviation * (1 + panes * rounds / certainty);
        }
        forecast.set(soFar, toCome, variance * errors.factor(lengthHours), !negative);
    }

    /** Saves what was learnt: a version, then numbers, big-endian. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(seen);
        out.writeLong(firstMillis);
        out.writeLong(newestMillis);
        out.writeDouble(origin);
        out.writeDouble(usualDenominator);
        out.writeBoolean(negative);
        profile.writeTo(out);
        statistics.writeTo(out);
        ledger.writeTo(out);
        errors.writeTo(out);
    }

    /**
     * Takes up what {@link #writeTo} saved, of a detector with the same settings.
     *
     * @throws IOException if it is of another version or damaged; the detector is then of no use
     */
    public void readFrom(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("a detector is of another version, version=" + version + " known=" + VERSION);
        }
        seen = in.readLong();
        firstMillis = in.readLong();
        newestMillis = in.readLong();
        origin = in.readDouble();
        usualDenominator = in.readDouble();
        negative = in.readBoolean();
        profile.readFrom(in);
        statistics.readFrom(in);
        ledger.readFrom(in);
        errors.readFrom(in);
    }

    /** Hash of all that was learnt: equal for equal observations, live, replayed or read back. */
    public long stateHash() {
        long hash = KeyedHash.combine(seen, KeyedHash.combine(firstMillis, newestMillis));
        hash = KeyedHash.combine(hash, Double.doubleToLongBits(origin));
        hash = KeyedHash.combine(hash, Double.doubleToLongBits(usualDenominator));
        hash = KeyedHash.combine(hash, KeyedHash.combine(negative ? 1 : 0, errors.stateHash()));
        return KeyedHash.combine(
                hash,
                KeyedHash.combine(profile.stateHash(), KeyedHash.combine(statistics.stateHash(), ledger.stateHash())));
    }
}
