package io.polestar.ingest.source;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.ReadResult;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches to an engine in this process, through the reader that requests over HTTP pass. Waits while the engine
 * recovers and while it has no room. Whoever opened the engine closes it.
 */
public final class EngineSink implements Sink {

    private static final long PAUSE_NANOS = 10_000_000;
    private static final long COUNTED_MILLIS = 120_000;

    private final Engine engine;
    private final String target;
    private final WallTime wallTime;
    private final boolean backfill;
    private final EventReader reader;

    /** @param target the engine's name in progress files, such as its directory */
    public EngineSink(Engine engine, String target, WallTime wallTime) {
        this(engine, target, wallTime, false, Limits.DEFAULTS);
    }

    /**
     * A sink that may bring history.
     *
     * @param target the engine's name in progress files, such as its directory
     * @param backfill whether no rule shall fire at what it brings
     * @param limits what its events may measure
     */
    public EngineSink(Engine engine, String target, WallTime wallTime, boolean backfill, Limits limits) {
        this.backfill = backfill;
        this.reader = new EventReader(limits);
        this.engine = engine;
        this.target = target;
        this.wallTime = wallTime;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Ack send(EventLines lines) throws IOException, InterruptedException {
        awaitReady();
        while (true) {
            EventBatch batch = engine.borrowBatch();
            Ack ack = batch == null ? null : append(lines, batch);
            if (ack != null) {
                return ack;
            }
            wallTime.pause(PAUSE_NANOS);
        }
    }

    /** The ack, or null when the engine has no room. */
    private @Nullable Ack append(EventLines lines, EventBatch batch) throws IOException {
        batch.backfill(backfill);
        ReadResult read = reader.read(WireFormat.NDJSON, lines.bytes(), lines.lengthBytes(), batch);
        List<Refusal> refused = new ArrayList<>();
        read.rejections().forEach(one -> refused.add(new Refusal(one.index(), one.field(), one.value(), one.rule())));
        if (read.accepted() == 0) {
            engine.giveBack(batch);
            return new Ack(0, 0, refused, 0);
        }
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        return switch (receipt.status()) {
            case ACCEPTED -> {
                refused.addAll(receipt.refusals());
                yield new Ack(receipt.accepted(), receipt.duplicates(), refused, receipt.sequence());
            }
            case FULL -> null;
            case DISK_FULL -> throw new IOException("the disk of " + target + " is full");
            case REFUSED ->
                throw new IOException("the engine of " + target + " refused a batch: " + receipt.refusals());
            case NOT_READY, FAILED -> throw stopped(engine.readiness());
        };
    }

    @Override
    public void awaitCounted(long sequence) throws IOException, InterruptedException {
        if (!engine.awaitSequence(sequence, COUNTED_MILLIS)) {
            throw new IOException("the engine has not counted sequence " + sequence + " in " + COUNTED_MILLIS + " ms");
        }
    }

    @Override
    public long sequence() throws IOException, InterruptedException {
        awaitReady();
        return engine.stats().sequence();
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (Readiness now = engine.readiness(); !now.isReady(); now = engine.readiness()) {
            if (now.state() == Readiness.State.FAILED) {
                throw stopped(now);
            }
            wallTime.pause(PAUSE_NANOS);
        }
    }

    private IOException stopped(Readiness readiness) {
        return new IOException("the engine of " + target + " has stopped: " + readiness.message());
    }

    @Override
    public void close() {
        // The engine is not ours.
    }
}
