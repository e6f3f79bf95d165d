package io.polestar.api.command;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportProgress;
import io.polestar.ingest.source.WallTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells on standard error what the demo replays, and every alert that fires. Used by the thread that replays. */
final class DemoNarrator implements ImportListener {

    private static final Duration TERMINAL_STEP = Duration.ofMillis(100);
    private static final Duration PLAIN_STEP = Duration.ofSeconds(10);
    private static final long QUIET_MILLIS = 3_000;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final StatusLine status;
    private final WallTime wallTime;
    private final Definition definition;
    private final Supplier<List<AlertReading>> alertLog;
    private final DateTimeFormatter time;
    private long toldSequence = -1;
    private long nextNanos;

    /** @param alertLog the transitions of all alerts, newest first */
    DemoNarrator(StatusLine status, WallTime wallTime, Definition definition, Supplier<List<AlertReading>> alertLog) {
        this.status = status;
        this.wallTime = wallTime;
        this.definition = definition;
        this.alertLog = alertLog;
        ZoneId zone = definition.zone();
        this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        this.nextNanos = wallTime.nanos();
    }

    @Override
    public void resumed(long row) {
        status.say(String.format(Locale.ROOT, "continues after row %,d, where the last replay ended", row));
        toldSequence = newestSequence();
    }

    @Override
    public void beganAnew(String reason) {
        status.say("begins at the first row, because " + reason);
    }

    @Override
    public void progress(ImportProgress progress) {
        tellAlerts();
        long now = wallTime.nanos();
        if (now < nextNanos || progress.timeMillis() == Long.MIN_VALUE) {
            return;
        }
        nextNanos = now + (status.isTerminal() ? TERMINAL_STEP : PLAIN_STEP).toNanos();
        String line = line(progress);
        if (status.isTerminal()) {
            status.draw(line);
        } else {
            status.say(line);
        }
    }

    private String line(ImportProgress progress) {
        String line = String.format(
                Locale.ROOT,
                "%s  %,d order lines",
                at(progress.timeMillis()),
                progress.totals().rows());
        return progress.waitMillis() < QUIET_MILLIS
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                "  closed; the next order comes in %.0f s",
                                progress.waitMillis() / MILLIS_PER_SECOND);
    }

    /** Tells the transitions that are new since the last call, oldest first. */
    void tellAlerts() {
        List<AlertReading> log = alertLog.get();
        long told = toldSequence;
        for (int i = log.size() - 1; i >= 0; i--) {
            AlertReading reading = log.get(i);
            if (reading.sequence() > told) {
                toldSequence = Math.max(toldSequence, reading.sequence());
                tell(reading);
            }
        }
    }

    private long newestSequence() {
        return alertLog.get().stream().mapToLong(AlertReading::sequence).max().orElse(-1);
    }

    private void tell(AlertReading reading) {
        if (reading.state() != AlertState.FIRING && reading.state() != AlertState.RESOLVED) {
            return;
        }
        definition.rules().stream()
                .filter(rule -> rule.id().equals(reading.rule()))
                .findFirst()
                .ifPresent(rule -> status.say(sentence(rule, reading)));
    }

    private String sentence(Rule rule, AlertReading reading) {
        return at(reading.decisionMillis())
                + (reading.state() == AlertState.FIRING ? "  ALERT     " : "  resolved  ")
                + rule.labels().getOrDefault("en", rule.id()) + ": " + rule.metric() + " "
                + number(rule, reading.value()) + ", threshold "
                + number(rule, rule.trigger().level().at());
    }

    private String number(Rule rule, double value) {
        if (!Double.isFinite(value)) {
            return "without data";
        }
        return BigDecimal.valueOf(value)
                .setScale(definition.metric(rule.metric()).decimals(), RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String at(long millis) {
        return time.format(Instant.ofEpochMilli(millis));
    }
}
