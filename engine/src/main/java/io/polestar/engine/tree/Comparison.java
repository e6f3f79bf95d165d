package io.polestar.engine.tree;

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
