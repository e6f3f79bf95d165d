package io.polestar.engine.tree;

import java.util.stream.Stream;

/** Which earlier window a value is compared with. It has the same elapsed length. */
public enum Comparison {
    /** The one right before: the window's length earlier, or from the start of the calendar period before. */
    PREVIOUS("previous"),
    /** A day earlier, at the same local time. */
    DAY("day"),
    /** A week earlier, at the same local time. */
    WEEKDAY("weekday"),
    /** A year earlier, on the same date at the same local time. */
    YEAR("year");

    private final String word;

    Comparison(String word) {
        this.word = word;
    }

    /**
     * The one of a name.
     *
     * @param window what is to be compared so
     * @throws IllegalArgumentException if there is none of that name, or the window is not compared so
     */
    public static Comparison of(String word, Window window) {
        Comparison against = Stream.of(values())
                .filter(comparison -> comparison.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("against must be one of "
                        + Stream.of(values()).map(Comparison::word).toList() + ", against=" + word));
        if (!against.compares(window)) {
            throw new IllegalArgumentException(
                    "against=" + word + " compares calendar windows of a day or a week, window=" + window.name());
        }
        return against;
    }

    /** Whether a window is compared so: a week has no like a day earlier, a month, quarter or year none a week earlier. */
    public boolean compares(Window window) {
        CalendarPeriod period = window.period();
        return switch (this) {
            case PREVIOUS, YEAR -> true;
            case DAY -> period == null || period == CalendarPeriod.DAY;
            case WEEKDAY -> period == null || period == CalendarPeriod.DAY || period == CalendarPeriod.WEEK;
        };
    }

    /** Its name in files and requests. */
    public String word() {
        return word;
    }
}
