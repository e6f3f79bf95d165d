package io.polestar.bench.figure;

import java.util.Locale;

/** What a figure is counted in, and whether more of it is better. */
public enum Unit {
    EVENTS_A_SECOND("events/s", true),
    EVENTS_A_CPU_SECOND("events/CPU-s", true),
    MESSAGES_A_SECOND("messages/s", true),
    REQUESTS_A_SECOND("requests/s", true),
    GIGABYTES_A_SECOND("GB/s", true),
    PERCENT("%", true),
    TIMES_MORE("×", true),
    TIMES_LONGER("×", false),
    NANOS("ns", false),
    MILLIS("ms", false),
    SECONDS("s", false),
    BYTES("B", false),
    GIBIBYTES("GiB", false);

    private final String symbol;
    private final boolean moreIsBetter;

    Unit(String symbol, boolean moreIsBetter) {
        this.symbol = symbol;
        this.moreIsBetter = moreIsBetter;
    }

    public String symbol() {
        return symbol;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** Whether a value is as good as a bound or better. */
    public boolean reaches(double value, double bound) {
        return moreIsBetter ? value >= bound : value <= bound;
    }

    /** A value without its unit, to three figures or the whole number: {@code 1,234,567}, {@code 12.3}, {@code 0.85}. */
    public String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 0.1 || value == 0 ? "%.2f" : "%.2g";
        return String.format(Locale.ROOT, format, value);
    }

    /** A value with its unit. */
    public String text(double value) {
        return number(value) + (this == TIMES_MORE || this == TIMES_LONGER ? "" : " ") + symbol;
    }
}
