package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;

/** One resolution of history: a step length that divides the next coarser one. Steps are counted from the epoch, in UTC. */
enum Tier {
    SECOND(0, 1_000L, "1s"),
    MINUTE(1, 60_000L, "1m"),
    HOUR(2, 3_600_000L, "1h"),
    DAY(3, 86_400_000L, "1d");

    /** All tiers, finest first. Shared: never written to. */
    static final Tier[] FINEST_FIRST = values();

    private final int index;
    private final long stepMillis;
    private final String label;

    Tier(int index, long stepMillis, String label) {
        this.index = index;
        this.stepMillis = stepMillis;
        this.label = label;
    }

    /** The position in {@link #FINEST_FIRST}, also written to files. */
    int index() {
        return index;
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
