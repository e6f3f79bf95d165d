package io.polestar.engine.tree;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as definitions and requests write it: a whole number and one of {@code ms}, {@code s}, {@code m}, {@code h},
 * {@code d} without a space, such as {@code 30m}. A plain {@code 0} needs no unit. A day has 24 hours.
 */
public final class TimeLength {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)|0");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private TimeLength() {}

    /**
     * Reads a length.
     *
     * @return milliseconds, 0 or more
     * @throws IllegalArgumentException if the text is not a length of time
     */
    public static long parseMillis(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a length of time is a whole number and ms, s, m, h or d, such as 30m, text=" + text);
        }
        return matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1)) * millisOf(matcher.group(2));
    }

    /** Writes a length in the greatest unit that divides it, such as {@code 90m} or {@code 7d}. */
    public static String format(long millis) {
        for (int i = 0; i < UNITS.length; i++) {
            if (millis >= UNIT_MILLIS[i] && millis % UNIT_MILLIS[i] == 0) {
                return millis / UNIT_MILLIS[i] + UNITS[i];
            }
        }
        return millis + "ms";
    }

    private static long millisOf(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return UNIT_MILLIS[i];
            }
        }
        throw new IllegalArgumentException("unknown unit of time, unit=" + unit);
    }
}
