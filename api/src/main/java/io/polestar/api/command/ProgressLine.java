package io.polestar.api.command;

import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportProgress;
import io.polestar.ingest.source.WallTime;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells on standard error how far an import is: a bar that is drawn over on a terminal, else a line now and then. The
 * end is estimated from how much of the file was read.
 */
final class ProgressLine implements ImportListener {

    private static final int BAR_CHARS = 24;
    private static final Duration TERMINAL_STEP = Duration.ofMillis(100);
    private static final Duration PLAIN_STEP = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final StatusLine status;
    private final WallTime wallTime;
    private final long beginNanos;
    private long nextNanos;
    private long resumedRows;
    private long resumedBytes = -1;

    ProgressLine(StatusLine status, WallTime wallTime) {
        this.status = status;
        this.wallTime = wallTime;
        this.beginNanos = wallTime.nanos();
        this.nextNanos = beginNanos + stepNanos();
    }

    @Override
    public void resumed(long row) {
        resumedRows = row;
        status.say(String.format(Locale.ROOT, "continues after row %,d, as an earlier run left it", row));
    }

    @Override
    public void beganAnew(String reason) {
        status.say("begins at the first row: the progress file is of no use, because " + reason);
    }

    @Override
    public void progress(ImportProgress progress) {
        if (resumedBytes < 0) {
            resumedBytes = resumedRows == 0 ? 0 : progress.readBytes();
        }
        long now = wallTime.nanos();
        if (now < nextNanos) {
            return;
        }
        nextNanos = now + stepNanos();
        if (status.isTerminal()) {
            status.draw(bar(progress) + "  " + figures(progress, now));
        } else {
            status.say(figures(progress, now));
        }
    }

    private long stepNanos() {
        return (status.isTerminal() ? TERMINAL_STEP : PLAIN_STEP).toNanos();
    }

    /** Takes the bar away. */
    void end() {
        status.draw("");
    }

    private static double done(ImportProgress progress) {
        return progress.sizeBytes() == 0 ? 1 : Math.min(1, (double) progress.readBytes() / progress.sizeBytes());
    }

    private static String bar(ImportProgress progress) {
        int full = (int) (done(progress) * BAR_CHARS);
        return "[" + "=".repeat(full) + " ".repeat(BAR_CHARS - full) + "]";
    }

    private String figures(ImportProgress progress, long nowNanos) {
        double seconds = (nowNanos - beginNanos) / NANOS_PER_SECOND;
        double rate = seconds == 0 ? 0 : (progress.totals().rows() - resumedRows) / seconds;
        return String.format(
                Locale.ROOT,
                "%3.0f%%  %,d rows  %,.0f/s  %,d rejected  ETA %s",
                100 * done(progress),
                progress.totals().rows(),
                rate,
                progress.totals().rejected(),
                eta(progress, seconds));
    }

    private String eta(ImportProgress progress, double seconds) {
        long readHere = progress.readBytes() - Math.max(0, resumedBytes);
        if (readHere <= 0 || seconds == 0) {
            return "-";
        }
        long left = Math.round((progress.sizeBytes() - progress.readBytes()) * seconds / readHere);
        return String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60);
    }
}
