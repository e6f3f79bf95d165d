package io.polestar.ingest.quarantine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polestar.engine.Refusal;
import io.polestar.ingest.wire.WireFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The quarantine on disk: a line for every event that came in, and one for every few that went. A line that the death of the process
 * cut off is passed over. When most of the file is about events that are gone, it is written anew. One thread.
 *
 * <pre>
 * {"id":7,"time":1700000000000,"source":"shop","format":"JSON","index":0,"field":"time","value":"…","rule":"…","complete":true,"text":"…"}
 * {"gone":[3,4]}
 * {"last":9}            the highest id ever given, at the head of a file written anew
 * </pre>
 */
final class QuarantineFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SLACK_BYTES = 4 << 20;

    private final Path file;
    private FileChannel channel;
    private long writtenBytes;
    /** How long the file was when it was written anew last. */
    private long rewrittenBytes;

    /** What a file holds: the highest id ever given, and the events, the oldest first. */
    record Content(long lastId, Collection<QuarantinedEvent> events) {}

    QuarantineFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        file = folder.resolve("events.ndjson");
        channel = open();
    }

    private FileChannel open() throws IOException {
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        writtenBytes = opened.size();
        opened.position(writtenBytes);
        return opened;
    }

    Content read() throws IOException {
        NavigableMap<Long, QuarantinedEvent> events = new TreeMap<>();
        long lastId = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = parsed(line);
                if (entry.has("id")) {
                    QuarantinedEvent event = event(entry);
                    events.put(event.id(), event);
                    lastId = Math.max(lastId, event.id());
                }
                entry.path("gone").forEach(id -> events.remove(id.asLong()));
                lastId = Math.max(lastId, entry.path("last").asLong());
            }
        }
        endTornLine();
        return new Content(lastId, events.values());
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException torn) {
            return JSON.createObjectNode(); // cut off in the middle: it was never whole on disk
        }
    }

    /** What is appended must not continue a line that was cut off. */
    private void endTornLine() throws IOException {
        if (writtenBytes > 0) {
            append(new byte[] {'\n'});
        }
    }

    private static QuarantinedEvent event(JsonNode entry) {
        return new QuarantinedEvent(
                entry.path("id").asLong(),
                entry.path("time").asLong(),
                entry.hasNonNull("source") ? entry.path("source").asText() : null,
                WireFormat.valueOf(entry.path("format").asText()),
                entry.path("text").asText(),
                entry.path("complete").asBoolean(),
                new Refusal(
                        entry.path("index").asInt(),
                        entry.path("field").asText(),
                        entry.path("value").asText(),
                        entry.path("rule").asText()));
    }

    private static ObjectNode node(QuarantinedEvent event) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("id", event.id()).put("time", event.timeMillis()).put("source", event.source());
        entry.put("format", event.format().name()).put("index", event.reason().index());
        entry.put("field", event.reason().field()).put("value", event.reason().value());
        entry.put("rule", event.reason().rule()).put("complete", event.complete());
        return entry.put("text", event.text());
    }

    private static void line(ByteArrayOutputStream out, ObjectNode entry) throws IOException {
        out.write(JSON.writeValueAsBytes(entry));
        out.write('\n');
    }

    /** Appends changes. */
    void append(Collection<QuarantinedEvent> added, Collection<Long> removed) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (QuarantinedEvent event : added) {
            line(lines, node(event));
        }
        if (!removed.isEmpty()) {
            ObjectNode entry = JSON.createObjectNode();
            ArrayNode gone = entry.putArray("gone");
            removed.forEach(gone::add);
            line(lines, entry);
        }
        append(lines.toByteArray());
    }

    private void append(byte[] bytes) throws IOException {
        writeFully(channel, bytes);
        writtenBytes += bytes.length;
    }

    /** Whether most of the file is about events that are gone. */
    boolean shouldBeRewritten() {
        return writtenBytes > 2 * rewrittenBytes + SLACK_BYTES;
    }

    /** Writes the file anew. */
    void rewrite(Content content) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        line(lines, JSON.createObjectNode().put("last", content.lastId));
        for (QuarantinedEvent event : content.events) {
            line(lines, node(event));
        }
        Path aside = file.resolveSibling("events.tmp");
        try (FileChannel target = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(target, lines.toByteArray());
            target.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        channel.close();
        channel = open();
        rewrittenBytes = writtenBytes;
    }

    private static void writeFully(FileChannel target, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            target.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}
