package io.polestar.ingest.source;

import io.polestar.engine.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of one file, in their order and one batch at a time, to a sink. Bad rows are counted and left out.
 *
 * <p>Doing it again is harmless: an event's id is the row's own, or else the file's digest and the row number, whatever
 * the range, so the target knows what it has. With a progress file the next run does not even send it again.
 */
public final class Importer {

    private static final int BATCH_BYTES = 512 * 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_WAIT_NANOS = 500 * NANOS_PER_MILLI;

    private final ImportPlan plan;
    private final Sink sink;
    private final ImportListener listener;
    private final WallTime wallTime;
    private final EventLines lines;
    private final List<RowRejection> firstRejections = new ArrayList<>();

    private @Nullable ResumePoint begin;
    private long rows;
    private long skipped;
    private long accepted;
    private long duplicates;
    private long rejected;
    private long sequence;
    private long newestMillis = Long.MIN_VALUE;
    private boolean pointHeld;

    public Importer(ImportPlan plan, Sink sink, ImportListener listener, WallTime wallTime) {
        this.plan = plan;
        this.sink = sink;
        this.listener = listener;
        this.wallTime = wallTime;
        this.lines = new EventLines();
    }

    /**
     * Imports, and returns when everything is acknowledged and counted. To be called once.
     *
     * @throws CsvFormatException if the file cannot be read as the mapping expects; what was sent until then stays
     * @throws IOException if the file or the sink fails; doing it again continues
     */
    public ImportResult run() throws IOException, InterruptedException {
        String digest = FileDigest.of(plan.file());
        try (Rows file = open(digest)) {
            skipDoneRows(file, digest);
            Pacer pacer = plan.speed() == ImportPlan.UNPACED ? null : new Pacer(plan.speed(), wallTime);
            for (RowOutcome outcome = file.next(); outcome != null; outcome = file.next()) {
                long row = rows + 1;
                take(outcome, file, pacer);
                rows = row;
            }
            send(file);
            tell(file, 0);
        }
        if (sequence > 0) {
            sink.awaitCounted(sequence);
        }
        return new ImportResult(totals(), firstRejections, sequence);
    }

    private Rows open(String digest) throws IOException {
        return plan.format() instanceof FileFormat.Csv csv
                ? CsvRows.open(plan.file(), csv.mapping(), digest, plan.range())
                : LineRows.open(plan.file(), digest, plan.range());
    }

    private void skipDoneRows(Rows file, String digest) throws IOException, InterruptedException {
        Path progressFile = plan.progressFile();
        if (progressFile == null) {
            return;
        }
        ResumePoint fresh = new ResumePoint(
                digest, plan.format().version(), plan.range().fromMillis(), sink.target(), 0, ImportTotals.NONE, 0);
        begin = fresh;
        Optional<ResumePoint> kept = ResumePoint.read(progressFile);
        if (kept.isEmpty()) {
            remember();
            return;
        }
        ResumePoint point = kept.get();
        Optional<String> mismatch = point.mismatch(fresh);
        if (mismatch.isEmpty() && sink.sequence() < point.sequence()) {
            mismatch = Optional.of("the target has not got what was sent");
        }
        if (mismatch.isPresent()) {
            listener.beganAnew(mismatch.get());
            return;
        }
        while (rows < point.row() && file.skip()) {
            rows++;
        }
        skipped = point.totals().skipped();
        accepted = point.totals().accepted();
        duplicates = point.totals().duplicates();
        rejected = point.totals().rejected();
        sequence = point.sequence();
        listener.resumed(rows);
    }

    private void take(RowOutcome outcome, Rows file, @Nullable Pacer pacer) throws IOException, InterruptedException {
        if (outcome instanceof RowOutcome.Sent event) {
            if (pacer != null && event.timeMillis() != RowOutcome.Sent.ARRIVAL) {
                awaitDue(event.timeMillis(), file, pacer);
            }
            newestMillis = Math.max(newestMillis, event.timeMillis());
            lines.add(event);
            if (lines.count() >= plan.batchEvents() || lines.lengthBytes() >= BATCH_BYTES) {
                rows++;
                send(file);
                tell(file, 0);
            }
        } else if (outcome instanceof RowOutcome.Rejected bad) {
            rejected++;
            list(bad.rejection());
        } else {
            if (outcome instanceof RowOutcome.TooLate && !pointHeld) {
                send(file);
                pointHeld = true;
            }
            skipped++;
        }
    }

    /** Sends what is collected before it waits, and tells of a long wait in steps. */
    private void awaitDue(long timeMillis, Rows file, Pacer pacer) throws IOException, InterruptedException {
        if (pacer.nanosUntilDue(timeMillis) <= 0) {
            return;
        }
        send(file);
        for (long left = pacer.nanosUntilDue(timeMillis); left > 0; left = pacer.nanosUntilDue(timeMillis)) {
            tell(file, left / NANOS_PER_MILLI);
            wallTime.pause(Math.min(left, LONGEST_WAIT_NANOS));
        }
    }

    /** Sends the collected events, if any, and remembers the row that was read last. */
    private void send(Rows file) throws IOException, InterruptedException {
        if (lines.count() > 0) {
            Ack ack = sink.send(lines);
            accepted += ack.accepted();
            duplicates += ack.duplicates();
            sequence = Math.max(sequence, ack.sequence());
            rejected += lines.count() - ack.accepted() - ack.duplicates();
            for (Refusal refusal : ack.refused()) {
                RowPlace row = lines.row(refusal.index());
                list(new RowRejection(row.number(), row.line(), refusal.field(), refusal.value(), refusal.rule()));
            }
            lines.clear();
        }
        remember();
    }

    private void remember() throws IOException {
        Path progressFile = plan.progressFile();
        if (begin != null && progressFile != null && !pointHeld) {
            new ResumePoint(
                            begin.digest(),
                            begin.mapping(),
                            begin.fromMillis(),
                            begin.target(),
                            rows,
                            totals(),
                            sequence)
                    .write(progressFile);
        }
    }

    private void list(RowRejection rejection) {
        if (firstRejections.size() < ImportResult.MAX_REJECTIONS) {
            firstRejections.add(rejection);
        }
    }

    private void tell(Rows file, long waitMillis) {
        listener.progress(new ImportProgress(
                totals(), file.bytes().readBytes(), file.bytes().sizeBytes(), newestMillis, waitMillis));
    }

    private ImportTotals totals() {
        return new ImportTotals(rows, skipped, accepted, duplicates, rejected);
    }
}
