package io.polestar.ingest.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads the text of a time into epoch milliseconds.
 *
 * <table>
 * <caption>What a format accepts</caption>
 * <tr><th>format</th><th>example</th></tr>
 * <tr><td>{@code rfc3339}</td><td>{@code 2011-12-09T12:50:00Z}, {@code 2011-12-09 12:50:00.250+01:00}</td></tr>
 * <tr><td>{@code epochSeconds}</td><td>{@code 1323435000}, {@code 1323435000.25}</td></tr>
 * <tr><td>{@code epochMillis}</td><td>{@code 1323435000250}</td></tr>
 * <tr><td>a pattern of {@link DateTimeFormatter}</td><td>{@code dd.MM.yyyy HH:mm}; English names, no 31 February</td></tr>
 * </table>
 *
 * <p>A time that carries no zone or offset is read in the zone. Where clocks go forward, the local times that were
 * skipped never were: such a value is refused. Where clocks go back, a local time happens twice and the first of the
 * two is meant. A date without a time is the start of that day in the zone. Finer digits than milliseconds are cut.
 * Safe for use by several threads.
 */
public final class TimeFormat {

    private interface Reading {
        long millis(String text) throws BadValueException;
    }

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String format;
    private final ZoneId zone;
    private final Reading reading;

    private TimeFormat(String format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
        this.reading = switch (format) {
            case "epochSeconds" -> text -> epoch(text, 3);
            case "epochMillis" -> text -> epoch(text, 0);
            case "rfc3339" -> text -> withFormatter(text.replace(' ', 'T'), RFC_3339);
            default -> {
                DateTimeFormatter formatter = pattern(format);
                yield text -> withFormatter(text, formatter);
            }
        };
    }

    /**
     * The format of that name or pattern.
     *
     * @throws IllegalArgumentException if it is neither a name nor a pattern; the message says what is wrong with it
     */
    public static TimeFormat of(String format, ZoneId zone) {
        return new TimeFormat(format, zone);
    }

    /** The name or pattern. */
    public String format() {
        return format;
    }

    /** The zone of a time that carries none. */
    public ZoneId zone() {
        return zone;
    }

    long millis(String value) throws BadValueException {
        String text = value.strip();
        if (text.isEmpty()) {
            throw new BadValueException("a time is required");
        }
        return reading.millis(text);
    }

    private static long epoch(String text, int scale) throws BadValueException {
        try {
            return new BigDecimal(text)
                    .movePointRight(scale)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadValueException(
                    scale == 0 ? "must be a number of epoch milliseconds" : "must be a number of epoch seconds");
        }
    }

    private long withFormatter(String text, DateTimeFormatter formatter) throws BadValueException {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException e) {
            throw new BadValueException("must be a time in the format " + format);
        }
        try {
            if (parsed instanceof Instant instant) {
                return instant.toEpochMilli();
            }
            if (parsed instanceof LocalDateTime local) {
                return inZone(local).toInstant().toEpochMilli();
            }
            return LocalDate.from(parsed).atStartOfDay(zone).toInstant().toEpochMilli();
        } catch (ArithmeticException e) {
            throw new BadValueException("must be a time within the range of epoch milliseconds");
        }
    }

    private ZonedDateTime inZone(LocalDateTime local) throws BadValueException {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            throw new BadValueException("must be a time that exists in " + zone + ": clocks went from "
                    + gap.getDateTimeBefore() + " to " + gap.getDateTimeAfter());
        }
        return ZonedDateTime.ofStrict(local, offsets.get(0), zone);
    }

    /** Strict, so that 31 February is refused; the era lets a pattern say {@code yyyy}. */
    private static DateTimeFormatter pattern(String pattern) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            String sample = formatter.format(ZonedDateTime.of(2011, 12, 9, 12, 50, 30, 0, ZoneOffset.UTC));
            Objects.requireNonNull(formatter.parseBest(sample, Instant::from, LocalDateTime::from, LocalDate::from));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the pattern does not give a whole date", e);
        }
        return formatter;
    }

    @Override
    public String toString() {
        return format + " (" + zone + ")";
    }
}
