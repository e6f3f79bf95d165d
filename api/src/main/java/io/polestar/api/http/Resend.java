package io.polestar.api.http;

import io.polestar.api.backend.Backend;
import io.polestar.api.json.QuarantineJson.Result;
import io.polestar.engine.Acks;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.QuarantinedEvent;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.ReadResult;
import io.polestar.ingest.wire.Rejection;
import io.polestar.ingest.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends events of the quarantine again, each as a batch of its own. What is taken, or was taken before, leaves the quarantine; when
 * the engine has no room the rest waits there. One request.
 */
final class Resend {
    private final Backend backend;
    private final Quarantine quarantine;
    private final Acks acks;
    private final EventReader reader;
    private final List<Result> results = new ArrayList<>();
    private long sequence;
    private boolean stopped;

    Resend(Backend backend, Quarantine quarantine, Limits limits, Acks acks) {
        this.backend = backend;
        this.quarantine = quarantine;
        this.acks = acks;
        this.reader = new EventReader(limits);
    }

    /** Sends the event of that id. */
    void send(long id) {
        Optional<QuarantinedEvent> held = quarantine.find(id);
        if (held.isPresent() && !held.get().complete()) {
            results.add(new Result(id, "incomplete", null));
        } else if (isSent(id, held)) {
            QuarantinedEvent event = held.get();
            send(id, event.format(), event.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends an event in the place of the one of that id. */
    void sendFixed(long id, WireFormat format, byte[] event) {
        if (isSent(id, quarantine.find(id))) {
            send(id, format, event);
        }
    }

    private boolean isSent(long id, Optional<QuarantinedEvent> held) {
        if (held.isEmpty()) {
            results.add(new Result(id, "unknown", null));
        } else if (stopped) {
            results.add(new Result(id, "waiting", null));
        }
        return held.isPresent() && !stopped;
    }

    private void send(long id, WireFormat format, byte[] event) {
        EventBatch batch = backend.borrowBatch();
        if (batch == null) {
            stop(id);
            return;
        }
        ReadResult read = null;
        try {
            read = reader.read(format, event, event.length, batch);
        } finally {
            if (read == null || read.accepted() == 0) {
                backend.giveBack(batch);
            }
        }
        if (read.accepted() == 0) {
            Rejection rejection = read.rejections().get(0);
            rejected(id, new Refusal(0, rejection.field(), rejection.value(), rejection.rule()));
            return;
        }
        Receipt receipt = backend.append(batch, acks);
        if (receipt.status() != Status.ACCEPTED) {
            stop(id);
        } else if (!receipt.refusals().isEmpty()) {
            rejected(id, receipt.refusals().get(0));
        } else {
            sequence = Math.max(sequence, receipt.sequence());
            quarantine.resent(id);
            results.add(new Result(id, receipt.accepted() > 0 ? "accepted" : "duplicate", null));
        }
    }

    private void rejected(long id, Refusal refusal) {
        results.add(new Result(id, "rejected", refusal));
    }

    private void stop(long id) {
        stopped = true;
        results.add(new Result(id, "waiting", null));
    }

    /** What became of each, in the order they were sent. */
    List<Result> results() {
        return results;
    }

    /** Journal sequence of the last one taken, 0 when none was. */
    long sequence() {
        return sequence;
    }
}
