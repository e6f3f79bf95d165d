package io.polestar.api.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.ReceiptJson;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.Acks;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.RejectedEvent;
import io.polestar.ingest.quarantine.RejectedEvents;
import io.polestar.ingest.wire.BodyReader.Body;
import io.polestar.ingest.wire.BodyRule;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.MediaTypes;
import io.polestar.ingest.wire.MediaTypes.Resolution;
import io.polestar.ingest.wire.ReadResult;
import io.polestar.ingest.wire.Rejection;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code POST /v1/events}: the body is read into a kept buffer, its events go into one batch, the batch into the engine,
 * and the answer says what became of each.
 *
 * <p>The body is read to its end before anything is decided, so that a slow sender holds no room, and a refused sender
 * hears why and can go on over the same connection. Only a body over the limit is cut off.
 */
public final class EventsRoute implements Handler {
    private final Backend backend;
    private final Acks defaultAcks;
    private final Limits limits;
    private final Desk.Pool desks;
    private final IngestCounters counters;
    private final Quarantine quarantine;
    private final RejectedEvents rejectedEvents;

    /**
     * @param threads server threads: that many bodies can be read at once
     * @param defaultAcks what a request gets that does not ask
     * @param quarantine keeps what is rejected
     */
    public EventsRoute(
            Backend backend,
            Limits limits,
            Acks defaultAcks,
            int threads,
            IngestCounters counters,
            Quarantine quarantine) {
        this.backend = backend;
        this.limits = limits;
        this.defaultAcks = defaultAcks;
        this.desks = new Desk.Pool(threads, limits);
        this.counters = counters;
        this.quarantine = quarantine;
        this.rejectedEvents = new RejectedEvents(limits, quarantine.limits().eventBytes());
    }

    @Override
    public void handle(Context request) throws IOException {
        BatchQuery query = BatchQuery.of(request, defaultAcks);
        Desk desk = desks.take();
        try {
            Resolution.Readable form = form(request, desk);
            Body.Whole body = body(request, desk, form.gzip());
            Readiness readiness = backend.readiness();
            if (!readiness.isReady()) {
                throw new ProblemException(Problems.notReady(readiness));
            }
            take(request, desk, form.format(), body, query);
        } finally {
            desks.giveBack(desk);
        }
    }

    private void take(Context request, Desk desk, WireFormat format, Body.Whole body, BatchQuery query) {
        EventBatch batch = backend.borrowBatch();
        if (batch == null) {
            counters.refusedFull();
            throw new ProblemException(Problems.full());
        }
        query.mark(batch);
        ReadResult read;
        boolean appended = false;
        try {
            read = read(request, desk, format, body, batch);
            appended = read.readable();
        } finally {
            if (!appended) {
                backend.giveBack(batch);
            }
        }
        if (!read.readable()) {
            counters.unreadable();
            List<Refusal> rejected = refusals(read.rejections());
            quarantine(request, format, body, rejected, read.rejected());
            throw new ProblemException(Problems.unreadableBody("see rejected").withRejected(rejected));
        }
        Receipt receipt = backend.append(batch, query.acks());
        answer(request, format, body, read, receipt);
    }

    /** Keeps the first of the events that were rejected, and the number of the others. */
    private void quarantine(Context request, WireFormat format, Body.Whole body, List<Refusal> rejected, int count) {
        if (count > 0) {
            List<Refusal> kept = rejected.subList(0, Math.min(rejected.size(), limits.rejectionsListed()));
            List<RejectedEvent> events = format == WireFormat.CLOUDEVENT_BINARY
                    ? rejectedEvents.ofBinary(
                            request.headerMap(), request.header("Content-Type"), body.bytes(), body.length(), kept)
                    : rejectedEvents.of(format, body.bytes(), body.length(), kept);
            quarantine.add(events, count - kept.size());
        }
    }

    private void answer(Context request, WireFormat format, Body.Whole body, ReadResult read, Receipt receipt) {
        switch (receipt.status()) {
            case ACCEPTED -> {
                List<Refusal> rejected = merged(read.rejections(), receipt.refusals());
                int count = read.rejected() + receipt.refusals().size();
                quarantine(request, format, body, rejected, count);
                counters.taken(receipt.accepted(), receipt.duplicates(), count);
                Reads.answer(
                        request,
                        out -> ReceiptJson.write(
                                out, receipt.accepted(), receipt.duplicates(), count, rejected, receipt.sequence()));
            }
            case REFUSED ->
                throw new ProblemException(
                        Problems.batchOutOfOrder(receipt.refusals().get(0)));
            case FULL -> {
                counters.refusedFull();
                throw new ProblemException(Problems.full());
            }
            case DISK_FULL -> {
                counters.refusedDiskFull();
                throw new ProblemException(Problems.diskFull());
            }
            case NOT_READY, FAILED -> throw new ProblemException(Problems.notReady(backend.readiness()));
        }
    }

    private ReadResult read(Context request, Desk desk, WireFormat format, Body.Whole body, EventBatch batch) {
        return format == WireFormat.CLOUDEVENT_BINARY
                ? desk.events()
                        .readBinary(
                                request.headerMap(), request.header("Content-Type"), body.bytes(), body.length(), batch)
                : desk.events().read(format, body.bytes(), body.length(), batch);
    }

    private Body.Whole body(Context request, Desk desk, boolean gzip) throws IOException {
        if (request.req().getContentLengthLong() > limits.bodyBytes()) {
            throw new ProblemException(tooLarge());
        }
        Body body = desk.body().read(request.req().getInputStream(), gzip);
        if (body instanceof Body.Whole whole) {
            return whole;
        }
        BodyRule rule = ((Body.Refused) body).rule();
        counters.unreadable();
        throw new ProblemException(
                rule == BodyRule.BODY_TOO_LARGE ? tooLarge() : Problems.unreadableBody(rule.words()));
    }

    private Problem tooLarge() {
        return Problems.tooLarge("a body must be at most " + limits.bodyBytes() + " bytes, also when inflated");
    }

    private Resolution.Readable form(Context request, Desk desk) throws IOException {
        Resolution resolution = MediaTypes.resolve(
                request.header("Content-Type"),
                request.header("Content-Encoding"),
                request.header("ce-specversion") != null);
        if (resolution instanceof Resolution.Readable readable) {
            return readable;
        }
        Resolution.Unsupported unsupported = (Resolution.Unsupported) resolution;
        body(request, desk, false);
        throw new ProblemException(
                Problems.unsupportedMedia(unsupported.rule().words() + ", got=" + unsupported.value()));
    }

    private static List<Refusal> refusals(List<Rejection> rejections) {
        return rejections.stream()
                .map(one -> new Refusal(one.index(), one.field(), one.value(), one.rule()))
                .toList();
    }

    /** What reading and the engine refused, by rising index. */
    private static List<Refusal> merged(List<Rejection> read, List<Refusal> engine) {
        if (read.isEmpty()) {
            return engine;
        }
        List<Refusal> all = new ArrayList<>(refusals(read));
        all.addAll(engine);
        all.sort(Comparator.comparingInt(Refusal::index));
        return all;
    }
}
