package io.polestar.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A target that keeps what it is sent and knows ids, like an engine; it can be told to fail. */
final class RecordingSink implements Sink {

    /** When a send fails: before anything is kept, or after it is kept and before it is acknowledged. */
    enum Failure {
        NONE,
        BEFORE,
        AFTER
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, JsonNode> events = new LinkedHashMap<>();
    final List<String> texts = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    final List<Long> batchNanos = new ArrayList<>();
    Failure next = Failure.NONE;
    int sendsBeforeFailure;
    long sequence;
    long counted;
    WallTime wallTime = WallTime.system();

    void failAfter(int sends, Failure failure) {
        sendsBeforeFailure = sends;
        next = failure;
    }

    @Override
    public String target() {
        return "memory";
    }

    @Override
    public Ack send(EventLines lines) throws IOException {
        boolean fails = next != Failure.NONE && sendsBeforeFailure-- == 0;
        if (fails && next == Failure.BEFORE) {
            throw new IOException("lost before the journal");
        }
        String text = new String(lines.bytes(), 0, lines.lengthBytes(), StandardCharsets.UTF_8);
        texts.add(text);
        batches.add(lines.count());
        batchNanos.add(wallTime.nanos());
        int accepted = 0;
        int duplicates = 0;
        for (String line : text.split("\n")) {
            JsonNode event = JSON.readTree(line);
            if (events.putIfAbsent(event.get("id").asText(), event) == null) {
                accepted++;
            } else {
                duplicates++;
            }
        }
        sequence++;
        if (fails) {
            throw new IOException("lost after the journal");
        }
        return new Ack(accepted, duplicates, List.of(), sequence);
    }

    @Override
    public void awaitCounted(long awaited) {
        counted = awaited;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public void close() {}
}
