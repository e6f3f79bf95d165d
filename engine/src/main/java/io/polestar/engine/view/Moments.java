package io.polestar.engine.view;

/**
 * A row of moments at equal distances.
 *
 * @param fromMillis the first, epoch milliseconds
 * @param toMillis none is later, epoch milliseconds
 * @param stepMillis from one to the next, milliseconds, at least 1
 */
public record Moments(long fromMillis, long toMillis, long stepMillis) {
    /** The most moments in a row. */
    public static final int MAX_MOMENTS = 10_000;

    /** The most values a series may have, moments times lines: reading them is a request's work. */
    public static final int MAX_VALUES = 200_000;

    public Moments {
        if (stepMillis < 1 || toMillis < fromMillis) {
            throw new IllegalArgumentException("a series needs from <= to and a step of 1 ms or more, from="
                    + fromMillis + " to=" + toMillis + " step=" + stepMillis);
        }
        if ((toMillis - fromMillis) / stepMillis >= MAX_MOMENTS) {
            throw new IllegalArgumentException("a series has at most " + MAX_MOMENTS + " points, points="
                    + ((toMillis - fromMillis) / stepMillis + 1) + " step=" + stepMillis);
        }
    }

    /** How many there are. */
    int count() {
        return (int) ((toMillis - fromMillis) / stepMillis) + 1;
    }

    /** All of them, rising. */
    long[] times() {
        long[] times = new long[count()];
        for (int point = 0; point < times.length; point++) {
            times[point] = fromMillis + point * stepMillis;
        }
        return times;
    }

    /**
     * Checks that as many lines may be read.
     *
     * @throws IllegalArgumentException if they may not
     */
    void checkLines(int lines) {
        if ((long) lines * count() > MAX_VALUES) {
            throw new IllegalArgumentException("a series has at most " + MAX_VALUES
                    + " values, points times lines; ask for a longer step or for top, points=" + count() + " lines="
                    + lines);
        }
    }
}
