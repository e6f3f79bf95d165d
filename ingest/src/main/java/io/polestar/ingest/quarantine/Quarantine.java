package io.polestar.ingest.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that were rejected last, with their reasons: bounded, the oldest makes room. They are held in memory, and a thread of
 * its own writes them to the data directory, so that whoever sends waits for no disk. What the death of the process catches between
 * the two, a fraction of a second, is lost. Safe from any thread.
 */
public final class Quarantine implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DEFAULT_SOURCE = "default";

    private final QuarantineLimits limits;
    private final LongSupplier wallMillis;
    private final @Nullable QuarantineWriter writer;
    private final NavigableMap<Long, QuarantinedEvent> events = new TreeMap<>();
    private long bytes;
    private long lastId;
    private long added;
    private long pushedOut;
    private long resent;
    private long deleted;
    private long beyondList;

    /**
     * Opens the quarantine of a data directory.
     *
     * @param folder its folder, made when it is not there
     * @param wallMillis the wall clock, epoch milliseconds
     * @param failed told when the disk does not take or give what it should
     * @throws IOException when what the folder holds cannot be read
     */
    public static Quarantine open(
            Path folder, QuarantineLimits limits, LongSupplier wallMillis, Consumer<IOException> failed)
            throws IOException {
        QuarantineFile file = new QuarantineFile(folder);
        QuarantineFile.Content content = file.read();
        Quarantine quarantine = new Quarantine(limits, wallMillis, new QuarantineWriter(file, limits.bytes(), failed));
        quarantine.restore(content);
        return quarantine;
    }

    /** A quarantine that ends with the process. */
    public static Quarantine inMemory(QuarantineLimits limits, LongSupplier wallMillis) {
        return new Quarantine(limits, wallMillis, null);
    }

    private Quarantine(QuarantineLimits limits, LongSupplier wallMillis, @Nullable QuarantineWriter writer) {
        this.limits = limits;
        this.wallMillis = wallMillis;
        this.writer = writer;
        if (writer != null) {
            writer.start(this::snapshot);
        }
    }

    private synchronized void restore(QuarantineFile.Content content) {
        lastId = content.lastId();
        for (QuarantinedEvent event : content.events()) {
            put(event);
        }
        List<Long> gone = makeRoom();
        pushedOut = 0;
        if (writer != null && !gone.isEmpty()) {
            writer.changed(List.of(), gone);
        }
    }

    private synchronized QuarantineFile.Content snapshot() {
        return new QuarantineFile.Content(lastId, List.copyOf(events.values()));
    }

    /** What may be held. */
    public QuarantineLimits limits() {
        return limits;
    }

    /**
     * Takes the rejected events of one body in.
     *
     * @param more how many more of its events were rejected than are given
     */
    public void add(List<RejectedEvent> rejected, long more) {
        long now = wallMillis.getAsLong();
        List<QuarantinedEvent> taken = new ArrayList<>(rejected.size());
        for (RejectedEvent one : rejected) {
            taken.add(new QuarantinedEvent(
                    0, now, source(one.text()), one.format(), one.text(), one.complete(), one.reason()));
        }
        synchronized (this) {
            beyondList += more;
            taken.replaceAll(this::numbered);
            taken.forEach(this::put);
            added += taken.size();
            List<Long> gone = makeRoom();
            pushedOut += gone.size();
            if (writer != null) {
                writer.changed(taken, gone);
            }
        }
    }

    private QuarantinedEvent numbered(QuarantinedEvent event) {
        return new QuarantinedEvent(
                ++lastId,
                event.timeMillis(),
                event.source(),
                event.format(),
                event.text(),
                event.complete(),
                event.reason());
    }

    private void put(QuarantinedEvent event) {
        events.put(event.id(), event);
        bytes += event.bytes();
    }

    private List<Long> makeRoom() {
        List<Long> gone = new ArrayList<>();
        while (events.size() > limits.events() || bytes > limits.bytes()) {
            QuarantinedEvent oldest = events.firstEntry().getValue();
            remove(oldest);
            gone.add(oldest.id());
        }
        return gone;
    }

    private void remove(QuarantinedEvent event) {
        events.remove(event.id());
        bytes -= event.bytes();
    }

    /** The source that a text names at its top; null when that cannot be read. */
    private static @Nullable String source(String text) {
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String source = DEFAULT_SOURCE;
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                JsonToken value = in.nextToken();
                if (name.equals("source") && value != JsonToken.VALUE_NULL) {
                    source = value == JsonToken.VALUE_STRING ? in.getText() : null;
                }
                in.skipChildren();
            }
            return source;
        } catch (IOException notJson) {
            return null; // that may be why it is here
        }
    }

    /**
     * Events held, the newest first.
     *
     * @param limit how many at most
     * @param source only those of that source, null for all
     * @param before only those with a lower id
     */
    public synchronized List<QuarantinedEvent> list(int limit, @Nullable String source, long before) {
        return events.headMap(before, false).descendingMap().values().stream()
                .filter(event -> source == null || source.equals(event.source()))
                .limit(limit)
                .toList();
    }

    /** The event of that id, if it is held. */
    public synchronized Optional<QuarantinedEvent> find(long id) {
        return Optional.ofNullable(events.get(id));
    }

    /** Lets an event go that was sent again and taken. */
    public synchronized void resent(long id) {
        if (letGo(id)) {
            resent++;
        }
    }

    /** Deletes an event; false when it is not held. */
    public synchronized boolean delete(long id) {
        boolean held = letGo(id);
        deleted += held ? 1 : 0;
        return held;
    }

    private boolean letGo(long id) {
        QuarantinedEvent event = events.get(id);
        if (event == null) {
            return false;
        }
        remove(event);
        if (writer != null) {
            writer.changed(List.of(), List.of(id));
        }
        return true;
    }

    /** What it holds and has done. */
    public synchronized QuarantineCounts counts() {
        long unwritten = writer == null ? 0 : writer.failures();
        return new QuarantineCounts(events.size(), bytes, added, pushedOut, resent, deleted, beyondList, unwritten);
    }

    /** Writes what is not on disk yet. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
