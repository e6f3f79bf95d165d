package io.polestar.api.channel.wording;

import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Metric;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times for people, in a language and a tree's zone. Safe for any thread. */
public final class Figures {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
    private static final String PERCENT = "%";

    private final Wording wording;
    private final Locale locale;
    private final ZoneId zone;

    public Figures(Language language, ZoneId zone) {
        this.wording = Wording.of(language);
        this.locale = language == Language.ZH ? Locale.SIMPLIFIED_CHINESE : Locale.UK;
        this.zone = zone;
    }

    /** A value with its unit; in words when there is none. */
    public String value(double value, @Nullable Metric metric) {
        if (!Double.isFinite(value)) {
            return wording.text(Phrase.VALUE_NONE);
        }
        if (metric != null && metric.unit().equals(PERCENT)) {
            return number(value * 100, 1) + PERCENT;
        }
        String number = number(value, metric == null ? 0 : metric.decimals());
        return metric == null || metric.unit().equals("1") ? number : number + ' ' + metric.unit();
    }

    /** A signed difference with its unit. */
    public String change(double change, Metric metric) {
        return (change < 0 ? "−" : "+") + value(Math.abs(change), metric);
    }

    /** A threshold, a band, or nothing. */
    public String bound(double threshold, double low, double high, @Nullable Metric metric) {
        if (Double.isFinite(threshold)) {
            return value(threshold, metric);
        }
        return Double.isFinite(low) || Double.isFinite(high)
                ? wording.text(Phrase.BAND, "low", value(low, metric), "high", value(high, metric))
                : "";
    }

    /** A moment to the minute with the zone's offset. */
    public String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** A source that is silent; {@code Long.MIN_VALUE} for one that has never sent. */
    public String silent(String source, long lastMillis, long nowMillis) {
        return lastMillis == Long.MIN_VALUE
                ? wording.text(Phrase.STALE_NEVER, "source", source)
                : wording.text(Phrase.STALE_FOR, "source", source, "time", wording.time(nowMillis - lastMillis));
    }

    /** As many digits as the metric has, but no more than two unless they tell small numbers apart. */
    private String number(double value, int decimals) {
        double size = Math.abs(value);
        int telling = size >= 1_000 ? 0 : size >= 10 ? 1 : 3;
        int digits = decimals <= 2 ? decimals : telling;
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
