package io.polestar.engine.tree;

import java.util.List;
import java.util.stream.Collectors;

/** Refuses windows over which a kind could never say anything: those too short for what it waits for. */
final class WindowCheck {
    private static final long DAY_MILLIS = 86_400_000;

    private WindowCheck() {}

    static void check(MetricDraft metric, Problems problems) {
        Kind kind = metric.kind();
        if (kind == null) {
            return;
        }
        List<Window> tooShort = metric.windows().stream()
                .filter(window -> !need(kind, window).isEmpty())
                .toList();
        if (!tooShort.isEmpty()) {
            problems.add(
                    metric.section().at("windows"),
                    "metric '" + metric.id() + "' has the window "
                            + tooShort.stream().map(Window::name).collect(Collectors.joining(", "))
                            + ", too short for " + need(kind, tooShort.get(0)),
                    "give it windows: of its own that are longer");
        }
    }

    /** What the window is too short for; empty if for nothing. */
    private static String need(Kind kind, Window window) {
        if (kind instanceof Kind.Conversion conversion && conversion.withinMillis() > window.lengthMillis()) {
            return "steps within " + TimeLength.format(conversion.withinMillis());
        }
        if (kind instanceof Kind.Session session && session.gapMillis() > window.lengthMillis()) {
            return "a gap of " + TimeLength.format(session.gapMillis());
        }
        if (kind instanceof Kind.Retention retention && !holdsCohorts(retention, window)) {
            return "a return " + retention.after() + " " + periods(retention) + " after the first event";
        }
        return "";
    }

    /**
     * Whether a window ever holds a cohort whose period of return is over. From the cohort's start to that period's end it is after + 1
     * periods. A sliding window holds one at every moment if it is a period longer than that; one of the calendar, which ends when the
     * next begins, for a while if it is longer at all.
     */
    private static boolean holdsCohorts(Kind.Retention retention, Window window) {
        long periodDays = retention.cohort().mostDays();
        CalendarPeriod period = window.period();
        return period == null
                ? (retention.after() + 2) * periodDays * DAY_MILLIS <= window.lengthMillis()
                : (retention.after() + 1) * periodDays < period.mostDays();
    }

    private static String periods(Kind.Retention retention) {
        String word = retention.cohort().word();
        return retention.after() == 1 ? word : word + "s";
    }
}
