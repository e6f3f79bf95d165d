package io.polestar.engine.gauge;

import io.polestar.engine.anomaly.Judgement;
import io.polestar.engine.anomaly.LocalHours;
import io.polestar.engine.anomaly.SeasonalDetector;
import io.polestar.engine.anomaly.Settings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;

/** Makes detectors that know the hours of the day and of the week, about 4 kB each. One thread. */
public final class SeasonalDetectors implements Detector.Maker {
    private final ZoneId zone;
    private final LocalHours hours;
    private final Judgement judgement = new Judgement();

    /** @param zone in which days and weeks begin */
    public SeasonalDetectors(ZoneId zone) {
        this.zone = zone;
        this.hours = new LocalHours(zone);
    }

    @Override
    public Detector make(double falseAlarmsPerMonth) {
        return new Seasonal(new SeasonalDetector(new Settings(falseAlarmsPerMonth, zone), hours), judgement);
    }

    /** The judgement is of whatever was observed last, by this or by another of the maker's; it is read right after. */
    private record Seasonal(SeasonalDetector detector, Judgement judgement) implements Detector {
        @Override
        public void prime(Past past) {
            detector.prime(past.firstMillis(), past.stretchMillis(), past.means(), past.denominators(), past.values());
        }

        @Override
        public void observe(long timeMillis, double value, double denominator) {
            detector.observe(timeMillis, value, denominator, judgement);
        }

        @Override
        public double score() {
            return judgement.score();
        }

        @Override
        public boolean isBelow() {
            return judgement.isBelow();
        }

        @Override
        public double expected() {
            return judgement.expected();
        }

        @Override
        public double deviation() {
            return judgement.deviation();
        }

        @Override
        public double low() {
            return judgement.low();
        }

        @Override
        public double high() {
            return judgement.high();
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            detector.writeTo(out);
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            detector.readFrom(in);
        }
    }
}
