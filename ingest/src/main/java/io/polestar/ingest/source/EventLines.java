package io.polestar.ingest.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.polestar.ingest.source.Mapping.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events as NDJSON: one CloudEvents-shaped object a line, as a client would post it. Reused from batch to
 * batch; used by one thread.
 */
public final class EventLines {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Bytes bytes = new Bytes();
    private final List<RowPlace> rows = new ArrayList<>();
    private @Nullable JsonGenerator generator;
    private long lastTimeMillis = Long.MIN_VALUE;
    private String lastTime = "";

    void add(RowOutcome.Sent row) throws IOException {
        if (row instanceof RowOutcome.Line line) {
            if (count() > 0) {
                bytes.write('\n');
            }
            bytes.write(line.json());
        } else if (row instanceof RowOutcome.Event event) {
            write(event);
        }
        rows.add(row.place());
    }

    private void write(RowOutcome.Event event) throws IOException {
        Mapping mapping = event.mapping();
        JsonGenerator json = generator;
        if (json == null) {
            json = JSON.createGenerator(bytes);
            json.setRootValueSeparator(new SerializedString("\n"));
            generator = json;
        }
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("source", mapping.source());
        json.writeStringField("type", mapping.type());
        json.writeStringField("time", time(event.timeMillis()));
        if (event.subject() != null) {
            json.writeStringField("subject", event.subject());
        }
        json.writeObjectFieldStart("data");
        List<Property> properties = mapping.data();
        for (int i = 0; i < properties.size(); i++) {
            Object value = event.values().get(i);
            if (value != null) {
                write(json, properties.get(i).name(), value);
            }
        }
        json.writeEndObject();
        json.writeEndObject();
        json.flush();
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    private String time(long timeMillis) {
        if (timeMillis != lastTimeMillis) {
            lastTimeMillis = timeMillis;
            lastTime = DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(timeMillis));
        }
        return lastTime;
    }

    /** The number of events. */
    public int count() {
        return rows.size();
    }

    /** The array that holds the lines, from its beginning; valid until the batch is filled anew. */
    public byte[] bytes() {
        return bytes.array();
    }

    /** How much of {@link #bytes} is in use. */
    public int lengthBytes() {
        return bytes.size();
    }

    /** The row that the event of that index was made from. */
    RowPlace row(int index) {
        return rows.get(index);
    }

    void clear() {
        rows.clear();
        bytes.reset();
        generator = null;
    }

    private static final class Bytes extends ByteArrayOutputStream {

        synchronized byte[] array() {
            return buf;
        }
    }
}
