package io.polestar.ingest.wire;

/**
 * Reads times to whole milliseconds since 1970-01-01T00:00:00Z, cutting off what is finer: RFC 3339 text with an offset, and
 * numbers by magnitude, below 10^11 as seconds and from there on as milliseconds. The day read last is kept, as most events
 * share it with the one before. One thread.
 */
final class TimeReader {
    /** Returned for a text that is no time. */
    static final long NOT_A_TIME = -1;
    /** Returned for a time before 1970 or after 9999. */
    static final long OUT_OF_RANGE = -2;

    private static final long LAST_MILLIS = 253_402_300_799_999L;
    private static final double FIRST_MILLISECONDS = 1e11;
    private static final long DAY_MILLIS = 86_400_000L;
    /** {@code 2026-01-31T08:15:00Z}. */
    private static final int SHORTEST = 20;

    private static final int DAYS_BEFORE_1970 = 719_468;

    private long lastYearMonth;
    private int lastDay;
    private long lastDayMillis;

    /** The time of a number just read, or {@link #OUT_OF_RANGE}. */
    static long millis(NumberReader number) {
        double value = number.value;
        if (!(value >= 0 && value <= LAST_MILLIS)) {
            return OUT_OF_RANGE;
        }
        int scale = number.exponent + (value < FIRST_MILLISECONDS ? 3 : 0);
        long millis = scaled(number.mantissa, scale);
        return millis > LAST_MILLIS ? OUT_OF_RANGE : millis;
    }

    /** {@code mantissa * 10^scale}, rounded down; the caller knows that it fits. */
    private static long scaled(long mantissa, int scale) {
        if (mantissa == 0 || scale < -18) {
            return 0;
        }
        long result = mantissa;
        for (int i = 0; i < scale; i++) {
            result *= 10;
        }
        for (int i = scale; i < 0; i++) {
            result /= 10;
        }
        return result;
    }

    /** The time written there, or {@link #NOT_A_TIME} or {@link #OUT_OF_RANGE}. */
    long millis(byte[] text, int from, int length) {
        if (length < SHORTEST
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || (text[from + 10] | 0x20) != 't' && text[from + 10] != ' ') {
            return NOT_A_TIME;
        }
        long day = dayMillis(text, from);
        int hour = twoDigits(text, from + 11);
        int minute = twoDigits(text, from + 14);
        int second = twoDigits(text, from + 17);
        if (day == NOT_A_TIME || (hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return NOT_A_TIME;
        }
        int end = from + length;
        int i = from + 19;
        int millis = 0;
        if (text[i] == '.') {
            int first = ++i;
            for (int unit = 100; i < end && text[i] >= '0' && text[i] <= '9'; i++, unit /= 10) {
                millis += (text[i] - '0') * unit;
            }
            if (i == first) {
                return NOT_A_TIME;
            }
        }
        int offsetMinutes = offsetMinutes(text, i, end);
        if (offsetMinutes == Integer.MIN_VALUE) {
            return NOT_A_TIME;
        }
        long time = day + ((hour * 60L + minute - offsetMinutes) * 60 + second) * 1_000 + millis;
        return time < 0 || time > LAST_MILLIS ? OUT_OF_RANGE : time;
    }

    /** East of Greenwich positive, or {@link Integer#MIN_VALUE} when none is written from {@code at} to {@code end}. */
    private static int offsetMinutes(byte[] text, int at, int end) {
        if (end - at == 1 && (text[at] | 0x20) == 'z') {
            return 0;
        }
        if (end - at != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(text, at + 1);
        int minutes = twoDigits(text, at + 4);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int offset = hours * 60 + minutes;
        return text[at] == '-' ? -offset : offset;
    }

    /** Midnight of the ten bytes {@code 2026-01-31} in UTC, possibly before 1970, or {@link #NOT_A_TIME}. */
    private long dayMillis(byte[] text, int from) {
        long yearMonth = ByteScanner.word(text, from);
        int day = twoDigits(text, from + 8);
        if (yearMonth == lastYearMonth && day == lastDay) {
            return lastDayMillis;
        }
        int century = twoDigits(text, from);
        int yearOfCentury = twoDigits(text, from + 2);
        int month = twoDigits(text, from + 5);
        if ((century | yearOfCentury | month | day) < 0 || text[from + 4] != '-' || text[from + 7] != '-') {
            return NOT_A_TIME;
        }
        int year = century * 100 + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return NOT_A_TIME;
        }
        lastYearMonth = yearMonth;
        lastDay = day;
        lastDayMillis = epochDay(year, month, day) * DAY_MILLIS;
        return lastDayMillis;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Counts years from March, so that the leap day is a year's last. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int monthFromMarch = (month + 9) % 12;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        long leapDays = Math.floorDiv(marchYear, 4) - Math.floorDiv(marchYear, 100) + Math.floorDiv(marchYear, 400);
        return 365L * marchYear + leapDays + dayOfYear - DAYS_BEFORE_1970;
    }

    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
