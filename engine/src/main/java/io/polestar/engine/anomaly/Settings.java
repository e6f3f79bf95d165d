package io.polestar.engine.anomaly;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a detector is told about its series; everything else it learns.
 *
 * @param falseAlarmsPerMonth sensitivity: how many alerts 30 days without any anomaly may bring; from {@value #LEAST} to {@value #MOST}
 * @param zone in which days and weeks begin
 */
public record Settings(double falseAlarmsPerMonth, ZoneId zone) {
    /** The sensitivity of a rule that states none. */
    public static final double DEFAULT_FALSE_ALARMS = 2;

    static final double LEAST = 0.001;
    static final double MOST = 1_000;

    public Settings {
        if (!(falseAlarmsPerMonth >= LEAST && falseAlarmsPerMonth <= MOST)) {
            throw new IllegalArgumentException("false alarms per month must be from " + LEAST + " to " + MOST
                    + ", falseAlarmsPerMonth=" + falseAlarmsPerMonth);
        }
    }

    /** The default sensitivity, with days in UTC. */
    public static Settings defaults() {
        return new Settings(DEFAULT_FALSE_ALARMS, ZoneOffset.UTC);
    }

    /** The least score that is an alert at this sensitivity, the same for all series. */
    public double alertScore() {
        return AlarmLedger.score(falseAlarmsPerMonth);
    }
}
