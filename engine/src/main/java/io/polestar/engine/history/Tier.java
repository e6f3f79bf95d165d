package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;

/** One resolution of history: a step length that divides the next coarser one. Steps are counted from the epoch, in UTC. */
enum Tier {
    SECOND(1_000L, "1s"),
    MINUTE(60_000L, "1m"),
    HOUR(3_600_000L, "1h"),
    DAY(86_400_000L, "1d");

    /** All tiers, finest first. Shared: never written to. */
    static final Tier[] FINEST_FIRST = values();

    private final long stepMillis;
    private final String label;

    Tier(long stepMillis, String label) {
        this.stepMillis = stepMillis;
        this.label = label;
    }

    long stepMillis() {
        return stepMillis;
    }

    /** The name used in file names: {@code 1s}, {@code 1m}, {@code 1h}, {@code 1d}. */
    String label() {
        return label;
    }

    /** The start of the step that holds a time. */
    long floor(long timeMillis) {
        return timeMillis - Math.floorMod(timeMillis, stepMillis);
    }

    boolean isOnStep(long timeMillis) {
        return Math.floorMod(timeMillis, stepMillis) == 0;
    }

    /** How long the steps of this tier are kept. */
    long keptMillis(HistoryTiers tiers) {
        return switch (this) {
            case SECOND -> tiers.secondsKeptMillis();
            case MINUTE -> tiers.minutesKeptMillis();
            case HOUR -> tiers.hoursKeptMillis();
            case DAY -> tiers.daysKeptMillis();
        };
    }
}
