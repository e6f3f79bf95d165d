package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.ByteScanner.END;
import static io.polestar.ingest.wire.WireRule.ARRAY_BROKEN;
import static io.polestar.ingest.wire.WireRule.BATCH_FULL;
import static io.polestar.ingest.wire.WireRule.EMPTY_BODY;
import static io.polestar.ingest.wire.WireRule.EVENT_TOO_LONG;
import static io.polestar.ingest.wire.WireRule.NOT_AN_ARRAY;
import static io.polestar.ingest.wire.WireRule.TOO_MANY_EVENTS;
import static io.polestar.ingest.wire.WireRule.TRAILING;

import io.polestar.engine.event.EventBatch;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a body into a batch. An event that breaks a rule is left out and told; the others go in. A broken line of
 * NDJSON never touches another line; an array is read up to where its structure breaks.
 *
 * <p>Reusable and not thread-safe: one a thread. It keeps what it learnt of the senders' keys from body to body. Bad input never
 * makes it throw.
 */
public final class EventReader {
    private final Limits limits;
    private final ByteScanner in = new ByteScanner();
    private final ValueSkipper skipper;
    private final EventGrammar grammar;
    private Rejections rejections;

    private int index;
    private int accepted;

    /** A reader that holds events to {@code limits}. */
    public EventReader(Limits limits) {
        this.limits = limits;
        skipper = new ValueSkipper(limits.depth());
        grammar = new EventGrammar(limits, in, skipper);
        rejections = new Rejections(limits);
    }

    /**
     * Reads the first {@code length} bytes of {@code body} as {@code format} and appends their events to {@code batch}, whose count
     * of rejected events is raised too. Binary mode is read by {@link #readBinary}.
     */
    public ReadResult read(WireFormat format, byte[] body, int length, EventBatch batch) {
        Objects.checkFromIndexSize(0, length, body.length);
        begin();
        in.over(body, afterMark(body, length), length, false);
        if (in.peek() == END) {
            rejections.add(0, "", "", EMPTY_BODY);
            return finish(batch);
        }
        switch (format) {
            case JSON -> {
                if (in.peek() == '[') {
                    array(batch, false);
                } else {
                    single(batch, false);
                }
            }
            case NDJSON -> lines(batch, body, length);
            case CLOUDEVENT -> single(batch, true);
            case CLOUDEVENT_BATCH -> {
                if (in.peek() == '[') {
                    array(batch, true);
                } else {
                    rejections.add(0, "", Excerpt.raw(body, in.at, length), NOT_AN_ARRAY);
                }
            }
            case CLOUDEVENT_BINARY -> throw new IllegalArgumentException("binary mode needs its headers: readBinary");
        }
        return finish(batch);
    }

    /**
     * Reads one CloudEvent in binary mode.
     *
     * @param headers the request's headers; those that begin with {@code ce-}, in any case, are the attributes
     * @param contentType the media type of the data; null is JSON
     * @param body the data, of which {@code length} bytes count
     */
    public ReadResult readBinary(
            Map<String, String> headers, @Nullable String contentType, byte[] body, int length, EventBatch batch) {
        Objects.checkFromIndexSize(0, length, body.length);
        begin();
        try {
            byte[] event = new BinaryMode(in, skipper).structured(headers, contentType, body, length);
            in.over(event, 0, event.length, false);
            single(batch, true);
        } catch (Refused refused) {
            rejections.add(
                    0,
                    Objects.requireNonNullElse(refused.field, "data"),
                    Excerpt.raw(in.bytes, refused.at, in.end),
                    refused.rule);
        }
        return finish(batch);
    }

    /** A CloudEvent in binary mode as the same event in structured mode; null when it breaks a rule that stands in the way. */
    public static byte @Nullable [] structured(
            Map<String, String> headers, @Nullable String contentType, byte[] body, int length, Limits limits) {
        try {
            return new BinaryMode(new ByteScanner(), new ValueSkipper(limits.depth()))
                    .structured(headers, contentType, body, length);
        } catch (Refused refused) {
            return null;
        }
    }

    /** A byte order mark says nothing about UTF-8, but some programs write it. */
    static int afterMark(byte[] body, int length) {
        boolean marked = length >= 3 && body[0] == (byte) 0xef && body[1] == (byte) 0xbb && body[2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    private void begin() {
        index = 0;
        accepted = 0;
        grammar.forgetNames();
    }

    private ReadResult finish(EventBatch batch) {
        ReadResult result = rejections.result(accepted);
        if (result.rejected() > 0) {
            batch.rejected(result.rejected());
            rejections = new Rejections(limits);
        }
        return result;
    }

    private void single(EventBatch batch, boolean cloudEvent) {
        int from = in.at;
        try {
            event(batch, cloudEvent, true);
        } catch (Refused refused) {
            reject(refused, from, in.end);
        }
    }

    private void lines(EventBatch batch, byte[] body, int length) {
        int from = in.at;
        while (from < length) {
            in.over(body, from, length, true);
            if (in.peek() != END) {
                line(batch, from);
                index++;
            }
            from = in.at + 1;
        }
    }

    /** Reads the line that begins at {@code from} and leaves the cursor on its newline. */
    private void line(EventBatch batch, int from) {
        try {
            event(batch, false, true);
        } catch (Refused refused) {
            int lineEnd = lineEnd(in.bytes, from, in.end);
            reject(refused, from, lineEnd);
            in.at = lineEnd;
        }
    }

    private static int lineEnd(byte[] body, int from, int length) {
        int i = from;
        while (i < length && body[i] != '\n') {
            i++;
        }
        return i;
    }

    private void array(EventBatch batch, boolean cloudEvents) {
        in.at++;
        int b = in.peek();
        if (b == ']') {
            in.at++;
        } else {
            do {
                if (!element(batch, cloudEvents)) {
                    return;
                }
                b = in.peek();
                if (b != ',' && b != ']') {
                    rejections.add(index, "", Excerpt.raw(in.bytes, in.at, in.end), ARRAY_BROKEN);
                    return;
                }
                in.at++;
            } while (b == ',');
        }
        if (in.peek() != END) {
            rejections.add(index, "", Excerpt.raw(in.bytes, in.at, in.end), TRAILING);
        }
    }

    /** Reads an array's next element; false when the rest cannot be read. */
    private boolean element(EventBatch batch, boolean cloudEvents) {
        in.peek();
        int from = in.at;
        try {
            event(batch, cloudEvents, false);
        } catch (Refused refused) {
            in.at = from;
            if (!skipper.pass(in)) {
                rejections.add(index, "", Excerpt.raw(in.bytes, refused.at, in.end), ARRAY_BROKEN);
                return false;
            }
            reject(refused, from, in.at);
        }
        index++;
        return true;
    }

    /** Reads the event at the cursor; {@code alone} says that nothing may follow it. */
    private void event(EventBatch batch, boolean cloudEvent, boolean alone) {
        if (index >= limits.events()) {
            throw new Refused(TOO_MANY_EVENTS, in.at, "");
        }
        int from = in.at;
        batch.beginEvent();
        batch.sourceIndex(index);
        try {
            grammar.read(batch, cloudEvent);
            if (in.at - from > limits.lineBytes()) {
                throw new Refused(EVENT_TOO_LONG, from, "");
            }
            if (alone && !in.atEnd()) {
                throw new Refused(TRAILING, in.at, "");
            }
        } catch (Refused refused) {
            batch.abandonEvent();
            throw refused;
        }
        if (!batch.endEvent()) {
            throw new Refused(BATCH_FULL, from, "");
        }
        accepted++;
    }

    /** Tells about a refused event that lies between {@code from} and {@code to}. */
    private void reject(Refused refused, int from, int to) {
        if (refused.rule != TOO_MANY_EVENTS && trimmed(from, to) > limits.lineBytes()) {
            rejections.add(index, "", Excerpt.raw(in.bytes, from, to), EVENT_TOO_LONG);
        } else if (!rejections.listsMore()) {
            rejections.add(index, "", "", refused.rule);
        } else if (refused.rule.syntax() || refused.rule == TOO_MANY_EVENTS) {
            rejections.add(index, "", Excerpt.raw(in.bytes, refused.at, to), refused.rule);
        } else {
            String field = refused.field == null ? grammar.field() : refused.field;
            rejections.add(index, field, Excerpt.value(in.bytes, refused.at, to, skipper), refused.rule);
        }
    }

    private int trimmed(int from, int to) {
        int end = to;
        while (end > from && in.bytes[end - 1] >= 0 && in.bytes[end - 1] <= ' ') {
            end--;
        }
        return end - from;
    }
}
