package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;
import java.util.Random;

/**
 * Seeded rows and questions: mostly the next second, sometimes late by up to twice a tier's span, sometimes after a gap that empties a
 * tier; times before the epoch included.
 */
final class RandomHistory {

    /** Short spans that do not divide each other, so that every edge of every tier is crossed within a few thousand rows. */
    static final HistoryTiers TIERS = new HistoryTiers(95_000, 31 * 60_000, 29 * 3_600_000L, 9 * 86_400_000L);

    static final int SERIES = 12;

    private final Random random;
    private final long[] edges = new long[20];
    private long nowMillis;

    RandomHistory(long seed) {
        random = new Random(seed);
        nowMillis = random.nextBoolean() ? 1_700_000_000_000L : -below(1_000_000_000);
    }

    /** A number from 0 to a bound, exclusive. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    HistoryRow row() {
        nowMillis += switch (below(100)) {
            case 0 -> 86_400_000L * below(4);
            case 1, 2 -> 3_600_000L * below(9);
            case 3, 4, 5, 6 -> 60_000L * below(20);
            default -> 1_000L * below(3);
        };
        boolean absolute = below(3) == 0;
        long timeMillis = below(4) == 0 ? late() : nowMillis;
        if (!absolute) {
            timeMillis = Tier.SECOND.floor(timeMillis);
        } else {
            timeMillis = edge(timeMillis);
        }
        int size = below(5);
        int[] series = new int[size];
        long[] counts = new long[size];
        long[] sums = new long[size];
        for (int i = 0; i < size; i++) {
            series[i] = below(SERIES);
            counts[i] = absolute ? random.nextLong() >> 1 : below(9);
            sums[i] = below(2_000_000) - 1_000_000L;
        }
        return new HistoryRow(timeMillis, absolute, size, series, counts, absolute ? null : sums);
    }

    /** An edge near a time or, as often, one that values were recorded for before. */
    private long edge(long timeMillis) {
        int slot = below(edges.length);
        if (edges[slot] == 0 || below(2) == 0) {
            edges[slot] = below(2) == 0 ? timeMillis : timeMillis + below(1_000);
        }
        return edges[slot];
    }

    /** A time in the past, as likely in one tier's span as in another's. */
    long late() {
        Tier tier = Tier.FINEST_FIRST[below(4)];
        return nowMillis - (long) (random.nextDouble() * 2 * tier.keptMillis(TIERS));
    }

    /** A time on a step of a tier, or any time. */
    long question() {
        long time = late();
        return below(4) == 0 ? time : Tier.FINEST_FIRST[below(4)].floor(time);
    }
}
